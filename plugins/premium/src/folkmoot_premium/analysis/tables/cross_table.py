# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes or tags by area, age group, gender, phase, topic or language, as they may be shown.

A cell of fewer than ten people is hidden, and so are others from which it could be reckoned. Whatever is told beside
the counts (shares, residuals, what is notable) is reckoned from what is shown and from nothing else, so that it gives
nothing away. Lines of fewer than ten people are put together, or left out where a contribution may be in several.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from folkmoot_premium.analysis.tables.chance import FALSE_DISCOVERIES, adjusted, chance_of, residual
from folkmoot_premium.analysis.tables.counting import Keys
from folkmoot_premium.analysis.tables.entries import Axis, Entry, checked
from folkmoot_premium.analysis.tables.splitting import Part, parts

PEOPLE = 10
"""Cells of fewer people are hidden."""


@dataclass(frozen=True)
class Line:
    """A row or column. keys: of the axis (NONE: no value); several were put together. total: its contributions, and
    share: of all. Of a line whose cells are put to a test, the base rate."""

    keys: Keys
    total: int
    share: Fraction


@dataclass(frozen=True)
class TableCell:
    """One cell; everything is None and empty where it is hidden. count: contributions. share: of its column.
    residual: how far from expected. chance: of that, adjusted for all cells. ids: none by personal groups."""

    count: int | None = None
    share: Fraction | None = None
    residual: float | None = None
    chance: float | None = None
    ids: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether the count may not be shown."""
        return self.count is None

    @property
    def notable(self) -> bool:
        """Whether it is over- or under-represented beyond what chance gives, at 5 % false discoveries."""
        return self.chance is not None and self.chance <= FALSE_DISCOVERIES


@dataclass(frozen=True)
class CrossTable:
    """cells: by row and column. total: of all contributions. withheld: keys of lines too small to show, which aren't
    put together because contributions may be in several lines. No rows: too few people for any table."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[tuple[TableCell, ...], ...]
    total: int
    withheld: tuple[str, ...] = ()
    threshold: int = PEOPLE

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(cell.hidden for row in self.cells for cell in row)


def cross_table(entries: Iterable[Entry], rows: Axis, columns: Axis, threshold: int = PEOPLE) -> CrossTable:
    """Count, hide and test. Raises WrongAxis where a contribution has several values and the axis allows one."""
    placed = checked(entries, rows, columns)
    found, withheld = parts(placed, rows, columns, threshold)
    if not found:
        return CrossTable((), (), (), len(placed), withheld, threshold)
    row_lines = _lines([part.row_totals for part in found], len(placed))
    column_lines = _lines([part.column_totals for part in found], len(placed))
    cells: dict[tuple[Keys, Keys], TableCell] = {}
    for part in found:
        cells |= _shown(part, columns.personal or rows.personal)
    whole = [[cells.get((row.keys, column.keys), TableCell()) for column in column_lines] for row in row_lines]
    return CrossTable(row_lines, column_lines, _tested(whole), len(placed), withheld, threshold)


def _lines(found: Sequence[dict[Keys, int]], total: int) -> tuple[Line, ...]:
    totals: dict[Keys, int] = {}
    for one in found:
        totals |= one
    return tuple(Line(keys, number, _share(number, total)) for keys, number in totals.items())


def _share(count: int, of: int) -> Fraction:
    return Fraction(count, of) if of else Fraction(0)


def _shown(part: Part, personal: bool) -> dict[tuple[Keys, Keys], TableCell]:
    """The cells of a part that aren't hidden, with what follows from the sums shown."""
    found: dict[tuple[Keys, Keys], TableCell] = {}
    counted, total = part.grid, sum(map(sum, part.grid.counts))
    for i, (row, row_total) in enumerate(part.row_totals.items()):
        for j, (column, column_total) in enumerate(part.column_totals.items()):
            if (i, j) not in part.hidden:
                count = counted.counts[i][j]
                found[row, column] = TableCell(
                    count, _share(count, column_total), residual(count, row_total, column_total, total),
                    chance_of(count, row_total, column_total, total), () if personal else counted.ids[i][j],
                )  # fmt: skip
    return found


def _tested(cells: Sequence[Sequence[TableCell]]) -> tuple[tuple[TableCell, ...], ...]:
    """The chance of each cell shown, adjusted for how many are shown."""
    chances = iter(adjusted([cell.chance for row in cells for cell in row if cell.chance is not None]))
    return tuple(
        tuple(cell if cell.chance is None else replace(cell, chance=next(chances)) for cell in row) for row in cells
    )
