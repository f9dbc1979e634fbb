# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A table without what belongs nowhere, where a few such texts would hide many others.

Where ten texts are in no theme, each of their cells is small, and a second whole line has to be hidden to protect them.
Left out of the table and of its sums altogether, they can't be reckoned from it, and the other line can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from folkmoot_premium.analysis.tables.cross_table import PEOPLE, CrossTable, Line, TableCell, cross_table
from folkmoot_premium.analysis.tables.entries import NONE, Axis, Entry, checked


@dataclass(frozen=True)
class Clearest:
    """A table and how many contributions it leaves out: those without a row; of the others, those without a column."""

    table: CrossTable
    rowless: int = 0
    columnless: int = 0

    @property
    def unread(self) -> int:
        """How many contributions nobody can read from it: left out, hidden, or put together with others."""
        told = sum(
            cell.count or 0
            for row, cells in zip(self.table.rows, self.table.cells, strict=True)
            for column, cell in zip(self.table.columns, cells, strict=True)
            if len(row.keys) == len(column.keys) == 1
        )
        return self.rowless + self.columnless + self.table.total - told


def clearest(entries: Iterable[Entry], rows: Axis, columns: Axis, threshold: int = PEOPLE) -> Clearest:
    """The table from which most can be read: as it is, or without what has no row or no column. Raises WrongAxis.

    Nothing is left out where it can be shown, of overlapping groups, or where leaving out gains nothing.
    """
    found = checked(entries, rows, columns)
    table = cross_table(found, rows, columns, threshold)
    down = not rows.several and _in_the_way(table.rows, table.cells)
    across = not columns.several and _in_the_way(table.columns, tuple(zip(*table.cells, strict=True)))
    tried = [Clearest(table)]
    for rowless, columnless in product((False, True), repeat=2):
        if (rowless <= down) and (columnless <= across) and (rowless or columnless):
            tried.append(_without(found, rowless, columnless, (rows, columns), threshold))
    return min(tried, key=lambda one: one.unread)


def _in_the_way(lines: tuple[Line, ...], cells: tuple[tuple[TableCell, ...], ...]) -> bool:
    """Whether what has no value here is put together with others, or has cells that are hidden."""
    return any(
        NONE in line.keys and (len(line.keys) > 1 or any(cell.hidden for cell in row))
        for line, row in zip(lines, cells, strict=True)
    )


def _without(
    found: tuple[Entry, ...], rowless: bool, columnless: bool, axes: tuple[Axis, Axis], threshold: int
) -> Clearest:  # fmt: skip
    with_row = [one for one in found if not rowless or one.rows != (NONE,)]
    kept = [one for one in with_row if not columnless or one.columns != (NONE,)]
    table = cross_table(kept, *axes, threshold)
    return Clearest(table, len(found) - len(with_row), len(with_row) - len(kept))
