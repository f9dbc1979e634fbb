# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The price of a project from levels: the least with which those who have it and all that the others have pay it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul


@dataclass(frozen=True)
class Found:
    """price: rounded down. surplus: all that supporters have is at least so much more than the cost; negative: less."""

    price: int
    surplus: int


@dataclass(frozen=True)
class Sides:
    """Supporters by what they can do about a price: surely not pay it, maybe, surely."""

    poor: list[int]
    unsure: list[int]
    rich: list[int]


class Supporters:
    """Those of one project who still have money, kept in the order of the greatest price that they can pay in full.

    Money falls, the order stays nearly the same, and sorting what is nearly sorted is quick. points: by group, where
    voters give them; empty where each gives one.
    """

    def __init__(self, groups: Sequence[int], weights: Sequence[int], points: Mapping[int, int]) -> None:
        self._groups, self._weights, self._points = list(groups), weights, points
        self._limits: list[int] = []
        self.total = sum(self.shares(self._groups))

    def shares(self, groups: Sequence[int]) -> list[int]:
        """How many prices each group pays: its voters, times their points."""
        weights = list(map(self._weights.__getitem__, groups))
        return list(map(mul, weights, map(self._points.__getitem__, groups))) if self._points else weights

    def find(self, level: Sequence[int], spent: bytearray, cost: int, price: int) -> Found:
        """The price, from a lower bound of it. cost: as levels are, times 2 ** SHIFT."""
        self._sort(level, spent)
        groups, shares = self._groups, self.shares(self._groups)
        below = bisect_left(self._limits, price)
        held = list(map(level.__getitem__, groups[:below]))
        missing = cost - sum(map(mul, held, map(self._weights.__getitem__, groups[:below])))
        divisor = self.total - sum(shares[:below])
        for place in range(below, len(groups)):
            if self._limits[place] * divisor >= missing:
                break
            missing -= level[groups[place]] * self._weights[groups[place]]
            divisor -= shares[place]
        if divisor == 0:
            return Found(price, -missing)
        return Found(max(price, missing // divisor), self._limits[-1] - missing // divisor)

    def sides(self, low: int, high: int) -> Sides:
        """Those who can't pay the low price, those between, those who can pay more than the high; after `find`."""
        first, last = bisect_left(self._limits, low), bisect_right(self._limits, high)
        return Sides(self._groups[:first], self._groups[first:last], self._groups[last:])

    def _sort(self, level: Sequence[int], spent: bytearray) -> None:
        points = self._points
        key = (lambda group: level[group] // points[group]) if points else level.__getitem__
        self._groups.sort(key=key)
        self._limits = list(map(key, self._groups))
        empty = bisect_right(self._limits, 0)
        if empty:
            kept = [group for group in self._groups[:empty] if not spent[group]] + self._groups[empty:]
            self.total -= sum(self.shares([group for group in self._groups[:empty] if spent[group]]))
            self._groups, self._limits = kept, self._limits[len(self._groups) - len(kept) :]
