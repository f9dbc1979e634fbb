# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The six orders of a list of ideas."""

import datetime
from typing import Any

from sqlalchemy import DateTime, Numeric, Select, bindparam, case, extract, func, literal, or_
from sqlalchemy import cast as sql_cast

from folkmoot.contributions.tables import contribution, status
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.interfaces import ORDERS as CORE
from folkmoot.interfaces import Order
from folkmoot_essential.ideation.ranking import RANKING
from folkmoot_essential.ideation.settings import ORDER_TITLES

FRESH_FOR = datetime.timedelta(days=30)
"""After so long an idea no longer counts as trending."""


def _joined(statement: Select[Any]) -> Select[Any]:
    return statement.outerjoin(RANKING, RANKING.c.contribution_id == contribution.c.id)


def _net() -> Any:
    return func.coalesce(RANKING.c.likes, 0) - func.coalesce(RANKING.c.dislikes, 0)


def trending(statement: Select[Any]) -> Select[Any]:
    """max(1, 1 + likes - dislikes) by the mean age of activity; pushed below zero when net votes are, when the idea
    was rejected, and after thirty days (research/incumbent.md, 1c)."""
    moment = bindparam("moment", type_=DateTime(timezone=True))
    seen = func.coalesce(RANKING.c.active_at, contribution.c.published_at)
    age = sql_cast(func.greatest(extract("epoch", moment - seen), 1), Numeric)
    score = func.greatest(1, 1 + _net()) / age
    pushed = or_(
        _net() < 0,
        status.c.status_class == literal(str(StatusClass.REJECTED)),
        contribution.c.published_at < moment - FRESH_FOR,
    )
    place = case((pushed, -1 / score), else_=score)
    joined = _joined(statement).join(status, status.c.id == contribution.c.status_id)
    return joined.order_by(place.desc(), contribution.c.id.desc())


def popular(statement: Select[Any]) -> Select[Any]:
    """Most likes less dislikes first."""
    return _joined(statement).order_by(_net().desc(), contribution.c.id.desc())


def commented(statement: Select[Any]) -> Select[Any]:
    """Most comments first."""
    return _joined(statement).order_by(func.coalesce(RANKING.c.comments, 0).desc(), contribution.c.id.desc())


ORDERS = {
    "trending": Order("trending", ORDER_TITLES["trending"], trending),
    "random": CORE["random"],
    "popular": Order("popular", ORDER_TITLES["popular"], popular),
    "newest": CORE["newest"],
    "oldest": CORE["oldest"],
    "commented": Order("commented", ORDER_TITLES["commented"], commented),
}
