# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Contributions and people counted, where each contribution stands in exactly one row and one column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Keys = tuple[str, ...]
"""The keys of one line: one, or those that were put together."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One contribution in one row and one column. person: who wrote it, or its own id."""

    id: str
    person: str
    row: str
    column: str


@dataclass(frozen=True)
class Grid:
    """counts: contributions; people: different authors; ids: which contributions. All by row, then column."""

    rows: tuple[Keys, ...]
    columns: tuple[Keys, ...]
    counts: tuple[tuple[int, ...], ...]
    people: tuple[tuple[int, ...], ...]
    ids: tuple[tuple[tuple[str, ...], ...], ...]


def grid(placed: Sequence[Placed], rows: Sequence[Keys], columns: Sequence[Keys]) -> Grid:
    """Count. Each contribution's row and column must be in one of the lines."""
    row_of, column_of = _lines(rows), _lines(columns)
    cells: dict[tuple[int, int], list[Placed]] = {}
    for one in placed:
        cells.setdefault((row_of[one.row], column_of[one.column]), []).append(one)

    def table(value: Callable[[list[Placed]], object]) -> tuple[tuple[object, ...], ...]:
        return tuple(tuple(value(cells.get((i, j), [])) for j in range(len(columns))) for i in range(len(rows)))

    return Grid(
        tuple(rows), tuple(columns), table(len),  # type: ignore[arg-type]
        table(lambda found: len({one.person for one in found})),  # type: ignore[arg-type]
        table(lambda found: tuple(one.id for one in found)),  # type: ignore[arg-type]
    )  # fmt: skip


def _lines(lines: Sequence[Keys]) -> dict[str, int]:
    return {key: number for number, keys in enumerate(lines) for key in keys}
