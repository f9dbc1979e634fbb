# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Keeping an added file: its rows with the days that they say, and which of its columns is what."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot_premium.insights.days import read_days, recognised
from folkmoot_premium.insights.questions.columns import counted, same_column
from folkmoot_premium.insights.tables import analysis, item, row, run, upload
from folkmoot_premium.insights.uploads import Cells, guessed

AT_ONCE = 5_000
"""Rows that are written together."""


@dataclass(frozen=True)
class Mapped:
    """Which column of a file is what, "" for none. day_form: a key of days.FORMS, "" for the only one that fits."""

    text: str
    own_id: str = ""
    language: str = ""
    day: str = ""
    day_form: str = ""


def add(
    db: Session, analysis_id: uuid.UUID, account_id: uuid.UUID, name: str, columns: Sequence[str],
    rows: Sequence[Cells], zone: datetime.tzinfo,
) -> uuid.UUID:  # fmt: skip
    """Keep a file with what its columns are by their names; its id."""
    key = uuid7()
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    numbered = list(enumerate(rows, _last_number(db, analysis_id) + 1))
    text, own_id, language = guessed(columns, rows)
    day, form, days = recognised(columns, numbered, zone)
    mapped = _values(Mapped(text, own_id, language, day, form))
    values = {"name": name, "columns": list(columns), "telling": counted(rows), "added_by_id": account_id}
    db.execute(insert(upload).values(id=key, analysis_id=analysis_id, **values, **mapped))
    told = [
        {"analysis_id": analysis_id, "upload_id": key, "number": number, "cells": cells, "day": days.get(number)}
        for number, cells in numbered
    ]
    for start in range(0, len(told), AT_ONCE):
        db.execute(insert(row), told[start : start + AT_ONCE])
    return key


def _values(mapped: Mapped) -> dict[str, str]:
    return {
        "text_column": mapped.text, "id_column": mapped.own_id, "language_column": mapped.language,
        "day_column": mapped.day, "day_form": mapped.day_form,
    }  # fmt: skip


def _last_number(db: Session, analysis_id: uuid.UUID) -> int:
    """The highest number that a row of the analysis has, or had in a run: runs know rows by their numbers."""
    kept = select(func.max(row.c.number)).where(row.c.analysis_id == analysis_id)
    read = (
        select(func.max(item.c.row_number))
        .select_from(item.join(run, run.c.id == item.c.run_id))
        .where(run.c.analysis_id == analysis_id)
    )
    return max(db.scalar(kept) or 0, db.scalar(read) or 0)


def change(db: Session, file: Any, wish: Mapped, zone: datetime.tzinfo) -> dict[str, str]:
    """Say which column of a file is what; those that were another one. Raises Unreadable, before anything is changed,
    where days can't be read."""
    cells = _cells(db, file, wish.day) if wish.day else []
    form, days = read_days(cells, wish.day_form, zone) if wish.day else ("", {})
    mapped = Mapped(wish.text, wish.own_id, wish.language, wish.day, form)
    db.execute(update(upload).where(upload.c.id == file.id).values(**_values(mapped)))
    if wish.day:
        _keep_days(db, file, {number: days.get(number) for number, _value in cells})
    else:
        db.execute(update(row).where(*_mine(file), row.c.day.is_not(None)).values(day=None))
    return {name: value for name, value in _values(mapped).items() if getattr(file, name) != value}


def _mine(file: Any) -> tuple[ColumnElement[bool], ...]:
    return row.c.analysis_id == file.analysis_id, row.c.upload_id == file.id


def _cells(db: Session, file: Any, name: str) -> list[tuple[int, str]]:
    query = select(row.c.number, same_column(name).label("value")).where(*_mine(file)).order_by(row.c.number)
    return [(one.number, one.value) for one in db.execute(query)]


def _keep_days(db: Session, file: Any, days: Mapping[int, datetime.date | None]) -> None:
    """Write the days of all rows of a file, by their numbers; one statement, which touches only rows that change."""
    numbers, told = literal(list(days), ARRAY(Integer)), literal(list(days.values()), ARRAY(Date))
    said = select(func.unnest(numbers).label("number"), func.unnest(told).label("day")).subquery("said")
    changed = (row.c.number == said.c.number, row.c.day.is_distinct_from(said.c.day))
    db.execute(update(row).where(*_mine(file), *changed).values(day=said.c.day))
