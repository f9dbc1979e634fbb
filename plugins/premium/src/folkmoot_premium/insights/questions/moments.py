# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""When the texts of a run came: published or commented, or the day that a row of an uploaded file says."""

import datetime
import uuid
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.analysis.trend.weeks import Moment
from folkmoot_premium.insights.questions.groups import author
from folkmoot_premium.insights.tables import item, joined, living, row


def moments(db: Session, run_id: uuid.UUID, zone: datetime.tzinfo) -> tuple[list[Moment], int]:
    """All texts of a run that say when, and how many don't; one statement."""
    i = item.c
    at = case((i.comment_id.is_(None), contribution.c.published_at), else_=comment.c.created_at)
    query = select(i.item, i.theme, author().label("author"), at.label("at"), row.c.day)
    found, without = [], 0
    for one in db.execute(query.select_from(joined()).where(i.run_id == run_id, living(), i.by_hand != "exclude")):
        day = _day(one, zone)
        if day is None:
            without += 1
        else:
            found.append(Moment(one.item, one.author, (one.theme,) if one.theme else (), day))
    return found, without


def _day(one: Any, zone: datetime.tzinfo) -> datetime.date | None:
    return one.at.astimezone(zone).date() if one.at is not None else one.day
