# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which cells of a table stay hidden: those of few people, and as many others as it takes to protect them.

What is shown are all sums and all cells that aren't hidden. A cell of few people is protected when a reader must think
every value from 0 to the threshold less one possible; any other hidden cell, when at least so many values are. Nothing
says of a hidden cell for which of the two reasons it is hidden. (Secondary suppression on a network, as statistical
offices do it: Kelly, Golden and Assad 1992; Fischetti and Salazar 2001.)
"""

from collections import deque
from collections.abc import Sequence

from folkmoot_premium.analysis.tables.shifting import Cell, Cost, Moving

Numbers = Sequence[Sequence[int]]
HIDING = 1.0
"""What hiding one more cell costs beside the contributions that it holds: what stays readable is texts, not cells."""


def hidden_cells(counts: Numbers, people: Numbers, threshold: int) -> frozenset[Cell] | None:
    """The cells to hide, or None where no choice of cells protects those of few people.

    counts: contributions; people: their different authors; both by row and column.
    """
    small = {(i, j) for i, row in enumerate(people) for j, number in enumerate(row) if number < threshold}
    hidden, waiting = set(small), deque(sorted(small))
    while waiting:
        cell = waiting.popleft()
        more = _protecting(counts, cell, cell in small, hidden, threshold)
        if more is None:
            return None
        hidden |= more
        waiting.extend(sorted(more))
    return frozenset(hidden)


def _protecting(counts: Numbers, cell: Cell, small: bool, hidden: set[Cell], threshold: int) -> set[Cell] | None:
    """The further cells to hide so that this one is protected."""
    value, width = counts[cell[0]][cell[1]], threshold - 1
    if not small:
        return _wide(counts, cell, hidden, width)
    more: set[Cell] = set()
    for up, wanted in ((False, value), (True, max(0, width - value))):
        moving = Moving(counts, cell)
        if moving.move(up, wanted, _price(counts, hidden | more)) < wanted:
            return None
        more |= moving.used - hidden
    return more


def _wide(counts: Numbers, cell: Cell, hidden: set[Cell], width: int) -> set[Cell] | None:
    """The same for a cell that is large itself: how far it goes up and down together must be enough."""
    free = _free(hidden)
    down = Moving(counts, cell).move(False, min(width, counts[cell[0]][cell[1]]), free)
    up = Moving(counts, cell).move(True, width - down, free) if down < width else 0
    if down + up >= width:
        return set()
    moving = Moving(counts, cell)
    if moving.move(True, width, _price(counts, hidden)) < width:
        return None
    return moving.used - hidden


def _free(hidden: set[Cell]) -> Cost:
    return lambda cell: 0.0 if cell in hidden else None


def _price(counts: Numbers, hidden: set[Cell]) -> Cost:
    return lambda cell: 0.0 if cell in hidden else HIDING + counts[cell[0]][cell[1]]
