# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A table where contributions may stand in several lines, as tables of which each counts every contribution once.

Where rows overlap (tags), each row is a table of its own: those in it, and all others. So it is with columns. What is
hidden in such a table is hidden in the whole, and a line for which nothing can be hidden well enough is withheld.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot_premium.analysis.tables.counting import Grid, Keys, Placed, grid
from folkmoot_premium.analysis.tables.entries import NONE, Axis, Entry
from folkmoot_premium.analysis.tables.hiding import hidden_cells
from folkmoot_premium.analysis.tables.joining import Joining, Key
from folkmoot_premium.analysis.tables.shifting import Cell

REST = "\x00rest"
"""The line of all that aren't in the one that is asked about; no key can be this one."""


@dataclass(frozen=True)
class Part:
    """A grid with what is hidden in it. rows, columns: how many of its lines are shown, the first ones."""

    grid: Grid
    hidden: frozenset[Cell]
    rows: int
    columns: int

    @property
    def row_totals(self) -> dict[Keys, int]:
        """The contributions of each row shown."""
        return {keys: sum(self.grid.counts[i]) for i, keys in enumerate(self.grid.rows[: self.rows])}

    @property
    def column_totals(self) -> dict[Keys, int]:
        """The contributions of each column shown."""
        sums = [sum(column) for column in zip(*self.grid.counts, strict=True)]
        return dict(zip(self.grid.columns[: self.columns], sums, strict=False))


@dataclass(frozen=True)
class _Split:
    """One table of an axis that may overlap: the key that is asked about, or None for all keys at once."""

    key: str | None
    order: tuple[str, ...]
    ordered: bool = False

    def of(self, values: tuple[str, ...]) -> str:
        if self.key is None:
            return values[0]
        return self.key if self.key in values else REST


def parts(entries: Sequence[Entry], rows: Axis, columns: Axis, threshold: int) -> tuple[list[Part], tuple[str, ...]]:
    """The tables of the whole, and the keys of lines that are withheld."""
    found: list[Part] = []
    shown: set[str] = set()
    asked: set[str] = set()
    for across in _splits(rows, entries, "rows"):
        for down in _splits(columns, entries, "columns"):
            keys = {key for key in (across.key, down.key) if key is not None}
            asked |= keys
            part = _part(entries, across, down, threshold)
            if part is not None:
                found.append(part)
                shown |= keys
    return found, tuple(sorted(asked - shown))


def _splits(axis: Axis, entries: Sequence[Entry], name: str) -> list[_Split]:
    order = (*axis.keys, NONE)
    if not axis.several:
        return [_Split(None, axis.keys if axis.ordered else order, axis.ordered)]
    present = {key for entry in entries for key in getattr(entry, name)}
    return [_Split(key, (key, REST)) for key in order if key in present]


def _part(entries: Sequence[Entry], across: _Split, down: _Split, threshold: int) -> Part | None:
    placed = [
        Placed(one.id, _person(one), across.of(one.rows), down.of(one.columns)) for one in entries
    ]  # fmt: skip
    up, along = _joining(across, placed, _row), _joining(down, placed, _column)
    rows, columns = _lines(across, up, threshold), _lines(down, along, threshold)
    while len(rows) > 1 and len(columns) > 1:
        counted = grid(placed, rows, columns)
        hidden = hidden_cells(counted.counts, counted.people, threshold)
        if hidden is not None:
            return Part(counted, hidden, _shown(across, rows), _shown(down, columns))
        if across.key is not None or down.key is not None:
            return None
        if len(rows) > len(columns):
            rows = up.closer(rows)
        else:
            columns = along.closer(columns)
    return None


def _person(entry: Entry) -> str:
    return f"\x00{entry.id}" if entry.author is None else entry.author


def _row(one: Placed) -> str:
    return one.row


def _column(one: Placed) -> str:
    return one.column


def _joining(split: _Split, placed: Sequence[Placed], key: Key) -> Joining:
    return Joining(split.order, placed, key, split.ordered)


def _lines(split: _Split, joining: Joining, threshold: int) -> list[Keys]:
    """The lines of one axis; none where one of the two that are asked about has too few people."""
    if split.key is None:
        return joining.lines(threshold)
    lines: list[Keys] = [(name,) for name in split.order]
    return lines if all(joining.people(keys) >= threshold for keys in lines) else []


def _shown(split: _Split, lines: Sequence[Keys]) -> int:
    return len(lines) if split.key is None else 1
