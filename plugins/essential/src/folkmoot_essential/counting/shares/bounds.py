# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bounds of a project's price from levels, which are whole numbers off by at most a known error.

A price x is right when all supporters together, each giving x or all they have, give the cost. What they give, drawn
over x, is concave: a straight line each between two supporters' limits. So any line of it lies above it and gives a
lower bound of the price, whoever is taken for poor; and a price with which they surely give enough is an upper one.
"""

from collections.abc import Mapping, Sequence
from operator import mul
from typing import NamedTuple

from folkmoot_essential.counting.shares.money import Money
from folkmoot_essential.counting.shares.question import Backing

WIDE = 4
"""Supporters whose limit is up to this part of the price above it are looked at first; this changes no outcome."""


class Found(NamedTuple):
    """Bounds of a price, as levels. high: None where it isn't sure that the supporters have enough at all.

    fall: by how much the price falls at most with each unit that everybody gets (see `horizon`).
    """

    low: int
    high: int | None
    fall: int


class Short(NamedTuple):
    """The supporters surely don't have enough. missing: at least, as a level; rise: what they get at most a unit."""

    missing: int
    rise: int


class Sides(NamedTuple):
    """Supporters by what they can do about a price: surely not pay it, maybe, surely. shares: prices of the last two.

    The poor are only those who have anything left.
    """

    poor: list[int]
    unsure: list[int]
    rich: list[int]
    shares: int


class Supporters:
    """Those of one project, by group. weights: voters; points: by group, where voters give them, else empty."""

    def __init__(self, backing: Backing, weights: Sequence[int], points: Mapping[int, int]) -> None:
        self.groups, self._total = backing
        self._weights, self._points = weights, points

    def find(self, money: Money, cost: int, guess: int, rates: Sequence[int]) -> Found | Short:
        """Bounds of the price. cost: as a level. guess: a lower bound. rates: of a horizon, by group; may be empty.

        A level is off by at most `error`, and the cost by less than 1. From below: whoever can't pay a price that is
        too low is poor, so the others must pay more, until nobody else is poor.
        """
        level, weight_of, points = money.level, self._weights.__getitem__, self._points
        slack = (money.error + 1) * self._total + 1
        missing, divisor, rise, empty = cost, self._total, 0, 0
        checked, price = money.lowest, guess
        cap = price + price // WIDE
        near = self._among(self.groups, level, checked, cap)
        while poor := self._among(near, level, checked, price):
            weights = list(map(weight_of, poor))
            held = list(map(level.__getitem__, poor))
            empty += held.count(0)
            missing -= sum(map(mul, weights, held))
            divisor -= sum(map(mul, weights, map(points.__getitem__, poor))) if points else sum(weights)
            rise += sum(map(mul, weights, map(rates.__getitem__, poor))) if rates else 0
            if divisor == 0:
                return Found(0, None, 0) if missing <= slack else Short(missing - slack, rise)
            checked, price = price, (missing + slack) // divisor + 1
            if price > cap:
                cap = price + price // WIDE
                near = self._among(self.groups, level, checked, cap)
        found = Found((missing - slack) // divisor, max(price, (missing + slack) // divisor + 1), -(-rise // divisor))
        if empty * 4 > len(self.groups):
            self._drop(money.spent, rates)
        return found

    def sides(self, money: Money, low: int, high: int | None) -> Sides:
        """Those who can't pay the low price, those between, those who can pay more than the high."""
        level, spent = money.level, money.spent
        low, high = low - money.error - 1, None if high is None else high + money.error + 2
        rich = [] if high is None else self._among(self.groups, level, high, None)
        others = self._among(self.groups, level, money.lowest, high) if len(rich) < len(self.groups) else []
        poor, unsure = self._among(others, level, money.lowest, low), self._among(others, level, low, high)
        shares = self._total - self._shares(poor)
        return Sides([group for group in poor if not spent[group]], unsure, rich, shares)

    def alive(self, spent: bytearray) -> list[int]:
        """Those who have anything left."""
        return [group for group in self.groups if not spent[group]]

    def _shares(self, groups: Sequence[int]) -> int:
        """How many prices some groups pay: their voters, times their points."""
        weights = map(self._weights.__getitem__, groups)
        return sum(map(mul, weights, map(self._points.__getitem__, groups))) if self._points else sum(weights)

    def _among(self, groups: Sequence[int], level: Sequence[int], low: int, high: int | None) -> list[int]:
        """Those of some groups that can pay the low price, but not the high one; None: whatever it is."""
        points = self._points
        if points:
            able = [group for group in groups if low * points[group] <= level[group]]
            return able if high is None else [group for group in able if level[group] < high * points[group]]
        if high is None:
            return [group for group in groups if low <= level[group]]
        return [group for group in groups if low <= level[group] < high]

    def _drop(self, spent: bytearray, rates: Sequence[int]) -> None:
        """Leave out those who have nothing left, when they are many."""
        self.groups = [group for group in self.groups if not spent[group] or (rates and rates[group])]
        self._total = self._shares(self.groups)
