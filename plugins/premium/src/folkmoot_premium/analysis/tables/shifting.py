# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How far a hidden cell of a table may be moved while every sum and every shown cell stays as it is.

Each reader can reckon a hidden cell's smallest and largest value from the sums. Moving a cell up by one is a round
trip: another of its column goes down, one in that row up, and so on until one of its own row goes down. So the question
is a flow between rows and columns: a cell can always go up, and down as far as its value. The table that comes out of
the moving is a witness: it has the same sums, so a reader can't tell it from the true one.
"""

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

Cell = tuple[int, int]
Cost = Callable[[Cell], float | None]
"""What it costs to have this cell hidden; None where it may not be used at all."""
Step = tuple[Cell, int]
"""A cell, and whether it goes up (1) or down (-1)."""


class Moving:
    """A table that moves while its sums stay; one cell of it is what is asked about."""

    def __init__(self, counts: Sequence[Sequence[int]], cell: Cell) -> None:
        self._values = [list(row) for row in counts]
        self._cell = cell
        self.used: set[Cell] = set()

    def move(self, up: bool, wanted: int, cost: Cost) -> int:
        """Move the cell up or down by as much as wanted, or as far as it goes; returns how far. used: what moved."""
        done = 0
        while done < wanted:
            path = self._path(up, cost)
            if not path:
                break
            step = min([wanted - done, *(self._values[i][j] for (i, j), sign in path if sign < 0)])
            for (i, j), sign in path:
                self._values[i][j] += sign * step
                self.used.add((i, j))
            done += step
        return done

    def _path(self, up: bool, cost: Cost) -> list[Step]:
        """The cheapest round trip: from the cell's column to its row when it goes up, else back."""
        rows = len(self._values)
        row, column = self._cell[0], rows + self._cell[1]
        start, end = (column, row) if up else (row, column)
        best: dict[int, float] = {start: 0.0}
        came: dict[int, tuple[int, Step]] = {}
        heap: list[tuple[float, int]] = [(0.0, start)]
        while heap:
            spent, node = heappop(heap)
            if node == end:
                return _walked(came, start, end)
            if spent > best[node]:
                continue
            for neighbour, step, price in self._steps(node, rows, cost):
                if spent + price < best.get(neighbour, float("inf")):
                    best[neighbour], came[neighbour] = spent + price, (node, step)
                    heappush(heap, (spent + price, neighbour))
        return []

    def _steps(self, node: int, rows: int, cost: Cost) -> list[tuple[int, Step, float]]:
        found: list[tuple[int, Step, float]] = []
        if node < rows:
            cells = [((node, column), rows + column, 1) for column in range(len(self._values[node]))]
        else:
            cells = [((row, node - rows), row, -1) for row in range(rows) if self._values[row][node - rows] > 0]
        for cell, neighbour, sign in cells:
            price = cost(cell)
            if cell != self._cell and price is not None:
                found.append((neighbour, (cell, sign), price))
        return found


def _walked(came: dict[int, tuple[int, Step]], start: int, end: int) -> list[Step]:
    steps: list[Step] = []
    node = end
    while node != start:
        node, step = came[node]
        steps.append(step)
    return steps
