# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""When the texts of a run came: published or commented, or the day that a column of an uploaded file says."""

import datetime
import uuid
from typing import Any

from sqlalchemy import String, case, column, func, select, true
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.analysis.trend.weeks import Moment
from folkmoot_premium.insights.questions.columns import same_column
from folkmoot_premium.insights.questions.groups import author
from folkmoot_premium.insights.tables import item, joined, living, row

DAY = r"^\d{4}-\d{2}-\d{2}"
"""How a cell begins that says a day (ISO 8601)."""
FIRST, LAST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)
"""Days outside are mistakes; one of them would make a thousand weeks."""


def day_columns(db: Session, analysis_id: uuid.UUID) -> list[str]:
    """The columns of an analysis' files of which every cell says a day; one statement."""
    cells = (
        func.jsonb_each_text(row.c.cells).table_valued(column("key", String), column("value", String)).lateral("cells")
    )
    told = func.btrim(cells.c.value)
    query = (
        select(cells.c.key)
        .select_from(row.join(cells, true()))
        .where(row.c.analysis_id == analysis_id, told != "")
        .group_by(cells.c.key)
        .having(func.bool_and(told.regexp_match(DAY)))
        .order_by(cells.c.key)
    )
    return list(db.scalars(query))


def moments(db: Session, run_id: uuid.UUID, zone: datetime.tzinfo, day_column: str | None) -> tuple[list[Moment], int]:
    """All texts of a run that say when, and how many don't; one statement. day_column: of uploaded rows."""
    i = item.c
    at = case((i.comment_id.is_(None), contribution.c.published_at), else_=comment.c.created_at)
    told = same_column(day_column) if day_column else case((i.item == "", ""))
    query = select(i.item, i.theme, author().label("author"), at.label("at"), told.label("told"))
    found, without = [], 0
    for one in db.execute(query.select_from(joined()).where(i.run_id == run_id, living(), i.by_hand != "exclude")):
        day = _day(one, zone)
        if day is None:
            without += 1
        else:
            found.append(Moment(one.item, one.author, (one.theme,) if one.theme else (), day))
    return found, without


def _day(one: Any, zone: datetime.tzinfo) -> datetime.date | None:
    if one.at is not None:
        return datetime.date(*one.at.astimezone(zone).timetuple()[:3])
    try:
        day = datetime.date.fromisoformat((one.told or "")[:10])
    except ValueError:
        return None
    return day if FIRST <= day < LAST else None
