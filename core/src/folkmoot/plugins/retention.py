# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Retention, from the catalogue alone: what is kept for a time goes when the time is over.

A column's `keep` is an ISO 8601 duration (P30D). It counts from the column itself where that is a moment, else from
the table's `created_at`, else its `at`; a table without any of these is left alone. What goes is what the column's
`on_erase` says: a value is emptied, or the row deleted ("delete", and "keep", which spares it only that long).
"""

import datetime
import re
from collections.abc import Iterator

from sqlalchemy import delete, literal_column, update
from sqlalchemy.orm import Session

from folkmoot.plugins.catalogued import CataloguedTable, Column, catalogued_tables
from folkmoot.plugins.erasure import emptied, row_count

DURATION = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")
TIMES = ("created_at", "at")
DAYS = {"years": 366, "months": 31, "weeks": 7, "days": 1}
"""Days in a unit; the longest there are, so that nothing goes too early."""


def duration(keep: str) -> datetime.timedelta | None:
    """The time that an ISO 8601 duration of whole days says; None for a plain sentence ("while the account exists")."""
    found = DURATION.fullmatch(keep)
    if found is None or not any(found.groups()):
        return None
    return datetime.timedelta(days=sum(int(count) * DAYS[unit] for unit, count in found.groupdict().items() if count))


def moment_of(table: CataloguedTable, column: Column) -> Column | None:
    """The column from which another column's time counts."""
    if column.is_moment:
        return column
    return next((table.columns[name] for name in TIMES if name in table.columns), None)


def enforce(db: Session, now: datetime.datetime) -> dict[str, int]:
    """Let go what was kept long enough, in the session's tenant; returns rows by table."""
    counts: dict[str, int] = {}
    for table in catalogued_tables(db):
        for column, moment, kept in _limited(table):
            touched = _let_go(db, table, column, moment, now - kept)
            if touched:
                counts[table.name] = counts.get(table.name, 0) + touched
    return counts


def _limited(table: CataloguedTable) -> Iterator[tuple[Column, Column, datetime.timedelta]]:
    """Columns with a time: those whose rows go first, since nothing is left to empty in them."""
    columns = sorted(table.columns.values(), key=lambda column: column.on_erase not in ("delete", "keep"))
    for column in columns:
        kept, moment = duration(column.keep), moment_of(table, column)
        if kept is not None and moment is not None:
            yield column, moment, kept


def _let_go(db: Session, table: CataloguedTable, column: Column, moment: Column, before: datetime.datetime) -> int:
    old = moment.sql < before
    nothing = None if column.on_erase in ("delete", "keep") else emptied(column)
    if nothing is None:
        return row_count(db.execute(delete(table.sql).where(old)))
    full = column.sql.is_not(None) if nothing == "NULL" else column.sql != literal_column(nothing)
    return row_count(db.execute(update(table.sql).where(old, full).values({column.sql: literal_column(nothing)})))
