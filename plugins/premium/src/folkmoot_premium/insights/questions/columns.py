# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Columns of uploaded files that tell groups apart: those of few values, and those of whole numbers, ten by ten."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, String, cast, column, func, select, true
from sqlalchemy.orm import Session

from folkmoot_premium.insights.tables import row, upload

MOST_VALUES = 30
"""A column of more different values tells no groups apart, unless they are whole numbers."""
WIDEST = 150
"""How far apart whole numbers may be: ages and years of birth are nearer."""
FEW_NUMBERS = 12
"""So few different whole numbers are no ages but grades or codes, each by itself."""


@dataclass(frozen=True)
class Column:
    """A column by its name. values: its own ones, in order; tens: whether they are numbers that are put ten by ten."""

    name: str
    values: tuple[str, ...]
    tens: bool = False


def group_of(value: str, tens: bool) -> str:
    """The group that a cell's value is in, "" for none."""
    told = value.strip()
    if not tens or not told.isdecimal():
        return "" if tens else told
    start = int(told) // 10 * 10
    return f"{start}–{start + 9}"


def telling_columns(db: Session, analysis_id: uuid.UUID) -> list[Column]:
    """The columns of an analysis' files that tell groups apart, by name. Two statements."""
    taken = _named(db, analysis_id)
    found = []
    for one in db.execute(_summary(analysis_id)):
        if one.key in taken:
            continue
        tens = one.whole and one.different > FEW_NUMBERS and int(one.highest) - int(one.lowest) <= WIDEST
        if tens:
            found.append(Column(one.key, _tens(int(one.lowest), int(one.highest)), tens=True))
        elif 1 < one.different <= MOST_VALUES:
            found.append(Column(one.key, tuple(sorted(one.some))))
    return found


def _named(db: Session, analysis_id: uuid.UUID) -> set[str]:
    """Columns that are the text, the id or the language of some file."""
    u = upload.c
    rows = db.execute(select(u.text_column, u.id_column, u.language_column).where(u.analysis_id == analysis_id))
    return {name for one in rows for name in one if name}


def _summary(analysis_id: uuid.UUID) -> Any:
    """Of each column how many different values it has, which (a few), and whether all are whole numbers."""
    cells = (
        func.jsonb_each_text(row.c.cells).table_valued(column("key", String), column("value", String)).lateral("cells")
    )
    value = func.btrim(cells.c.value)
    each = (
        select(cells.c.key, value.label("value"))
        .select_from(row.join(cells, true()))
        .where(row.c.analysis_id == analysis_id, value != "")
        .group_by(cells.c.key, value)
        .subquery()
    )
    whole = func.bool_and(each.c.value.regexp_match(r"^\d{1,4}$"))
    number = cast(func.nullif(func.regexp_replace(each.c.value, r"^(?!\d{1,4}$).*$", ""), ""), Integer)
    return (
        select(
            each.c.key, func.count().label("different"), whole.label("whole"), func.min(number).label("lowest"),
            func.max(number).label("highest"),
            func.array_agg(each.c.value).filter(func.length(each.c.value) <= 80).label("some"),
        )
        .group_by(each.c.key)
        .having(func.count() > 1)
        .order_by(each.c.key)
    )  # fmt: skip


def _tens(lowest: int, highest: int) -> tuple[str, ...]:
    return tuple(group_of(str(start), tens=True) for start in range(lowest // 10 * 10, highest + 1, 10))


def same_column(name: str) -> Any:
    """A cell of that column, in statements that have the row."""
    return func.btrim(func.coalesce(row.c.cells.op("->>")(name), ""))
