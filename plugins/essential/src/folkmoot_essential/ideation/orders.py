# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The six orders of a list of ideas."""

import datetime
from typing import Any

from sqlalchemy import Double, Select, bindparam, case, func, or_

from folkmoot.contributions.tables import contribution
from folkmoot.interfaces import ORDERS as CORE
from folkmoot.interfaces import Order
from folkmoot_essential.ideation.ranking import RANKING
from folkmoot_essential.ideation.settings import ORDER_TITLES

FRESH_FOR = datetime.timedelta(days=30)
"""After so long an idea no longer counts as trending."""


def _joined(statement: Select[Any]) -> Select[Any]:
    return statement.outerjoin(RANKING, RANKING.c.contribution_id == contribution.c.id)


def trending(statement: Select[Any]) -> Select[Any]:
    """max(1, 1 + likes - dislikes) by the mean age of activity; pushed below zero when net votes are, when the idea
    was rejected, and after thirty days (research/incumbent.md, 1c). What has no row yet is quite new: it stands first.

    In doubles: nothing but an order comes of it, and exact numbers take ten times as long.
    """
    moment = bindparam("moment_seconds", type_=Double)
    age = func.greatest(moment - RANKING.c.active_seconds, 1.0, type_=Double)
    old = RANKING.c.published_seconds < moment - FRESH_FOR.total_seconds()
    place = case((or_(RANKING.c.pushed, old), -age / RANKING.c.points), else_=RANKING.c.points / age)
    return _joined(statement).order_by(place.desc().nulls_first(), contribution.c.id.desc())


def popular(statement: Select[Any]) -> Select[Any]:
    """Most likes less dislikes first."""
    return _joined(statement).order_by(func.coalesce(RANKING.c.net, 0).desc(), contribution.c.id.desc())


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
