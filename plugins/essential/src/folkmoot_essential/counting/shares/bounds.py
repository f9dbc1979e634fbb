# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bounds of a project's price from levels, which are whole numbers off by at most a known error.

A price x is right when all supporters together, each giving x or all they have, give the cost. What they give, drawn
over x, is concave: a straight line each between two supporters' limits. So any line of it lies above it and gives a
lower bound of the price, whoever is taken for poor; and a price with which they surely give enough is an upper one.

Money only falls and so prices only rise: who can't pay a price in full never can later. So each project's supporters
are parted once and for all, and what the poor have left gives a new lower bound without a look at the others.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import mul
from typing import NamedTuple

from folkmoot_essential.counting.shares.money import Money
from folkmoot_essential.counting.shares.question import Backing

WIDE = 4
"""Supporters whose limit is up to this part of the price above it are looked at first; this changes no outcome."""


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
    rich: Sequence[int]
    shares: int


class Supporters:
    """Those of one project, by group, and what is known of its price.

    low, high: bounds of the price, as levels; high is None where it isn't known. fall: by how much the price falls at
    most with each unit that everybody gets (see `horizon`).
    """

    __slots__ = (
        "_cost", "_missing", "_poor", "_rich", "_rise", "_shares", "_slack", "_total", "_weights", "fall", "high", "low"
    )  # fmt: skip

    def __init__(self, backing: Backing, cost: int, weights: Sequence[int]) -> None:
        """cost: as a level. weights: voters, by group."""
        self._poor: list[int] = []
        self._rich, self._total = backing
        self._weights, self._cost, self._shares = weights, cost, self._total
        self._missing, self._rise, self._slack = cost, 0, 0
        self.low, self.fall = cost // self._total, 0
        self.high: int | None = None

    @property
    def unsure(self) -> bool:
        """Whether, as far as levels tell, all must give all they have, and may or may not have enough."""
        return not self._shares

    def look(self, money: Money, enough: int | None, rates: Sequence[int]) -> Short | None:
        """Bring the bounds up to date; enough: stop at a lower bound that is as high. rates: of a horizon, or empty.

        A level is off by at most `error`, and the cost by less than 1. When it is `unsure`, the bounds say nothing.
        """
        self._ask_the_poor(money, rates)
        near, cap = list[int](), -1
        if money.average * self._shares < 2 * self._missing and (short := self._short(money, rates)):
            return short
        if enough is not None and self._shares:
            if (self._missing - self._slack) // self._shares >= enough:
                return self._told()
            near, cap = self._below(self._rich, money.level, enough), enough
            if self._all_fall(near, enough, money, rates):
                return self._told()
        self._part(near, cap, money, rates)
        return self._told()

    def short(self, money: Money, rates: Sequence[int]) -> Short | None:
        """What they surely lack when all give all they have now."""
        self._ask_the_poor(money, rates)
        return self._short(money, rates)

    def _ask_the_poor(self, money: Money, rates: Sequence[int]) -> None:
        """What is missing when they have given all they have now; forget those with nothing, when they are many."""
        held = list(map(money.held.__getitem__, self._poor))
        self._slack = (money.error + 1) * self._total + 1
        self._missing, self.high = self._cost - sum(held), None
        self._rise = sum(map(rates.__getitem__, self._poor)) if rates else 0
        if held.count(0) * WIDE > len(held):
            self._poor = _with_something(self._poor, money, rates)

    def _told(self) -> Short | None:
        if self._shares:
            self.low, self.fall = (self._missing - self._slack) // self._shares, -(-self._rise // self._shares)
            return None
        self.low, self.fall = 0, 0
        return None if self._missing <= self._slack else Short(self._missing - self._slack, self._rise)

    def _short(self, money: Money, rates: Sequence[int]) -> Short | None:
        """Whether it surely isn't enough when everybody gives all."""
        missing = self._missing - sum(map(money.held.__getitem__, self._rich))
        if missing <= self._slack:
            return None
        return Short(missing - self._slack, self._rise + (sum(map(rates.__getitem__, self._rich)) if rates else 0))

    def _give(self, groups: Sequence[int], money: Money, rates: Sequence[int]) -> None:
        """Some give all they have, and no share any more."""
        self._missing -= sum(map(money.held.__getitem__, groups))
        self._rise += sum(map(rates.__getitem__, groups)) if rates else 0
        self._shares -= self._shares_of(groups)

    def _all_fall(self, near: list[int], price: int, money: Money, rates: Sequence[int]) -> bool:
        """Whether this price is too low even when all who can't pay it give all they have: then they are poor."""
        before = self._missing, self._rise, self._shares
        self._give(near, money, rates)
        if self._missing - self._slack >= max(price * self._shares, 1):
            self._poor += near
            self._rich = self._from(self._rich, money.level, price)
            return True
        self._missing, self._rise, self._shares = before
        return False

    def _part(self, near: list[int], cap: int, money: Money, rates: Sequence[int]) -> None:
        """Who can't pay a price that is too low is poor, so the others must pay more, until nobody else is poor.

        near: those of the others who can't pay the price `cap`.
        """
        rich, level, fallen, price = self._rich, money.level, list[int](), 0
        while True:
            limits, done = self._sort(near, level), 0
            while self._shares:
                price = (self._missing + self._slack) // self._shares + 1
                until = bisect_left(limits, price, done)
                if until == done:
                    break
                self._give(near[done:until], money, rates)
                done = until
            fallen += near[:done]
            if not self._shares or price <= cap:
                break
            rich, cap = self._from(rich, level, cap) if done else rich, price + price // WIDE
            near = self._below(rich, level, cap)
        self.high = price if self._shares else None
        if fallen:
            self._poor += _with_something(fallen, money, rates)
            self._rich = near[done:] + self._from(rich, level, cap)

    def sides(self, money: Money) -> Sides:
        """Those who can't pay the low price, those between, those who can pay more than the high."""
        level, spent, rich, unsure = money.level, money.spent, self._rich, []
        if self.high is not None and (unsure := self._below(rich, level, self.high + money.error + 2)):
            rich = self._from(rich, level, self.high + money.error + 2)
        low = self.low - money.error - 1
        having = [group for group in self._poor if not spent[group]]
        poor = self._below(having, level, low)
        maybe = self._from(having, level, low) if len(poor) < len(having) else []
        return Sides(poor, unsure + maybe, rich, self._shares + self._shares_of(maybe))

    def alive(self, spent: bytearray) -> list[int]:
        """Those who have anything left."""
        return [group for group in (*self._poor, *self._rich) if not spent[group]]

    def _shares_of(self, groups: Sequence[int]) -> int:
        """How many prices some groups pay: their voters, times their points."""
        return sum(map(self._weights.__getitem__, groups))

    def _below(self, groups: Sequence[int], level: Sequence[int], price: int) -> list[int]:
        """Those of some groups that can't pay a price in full."""
        return [group for group in groups if level[group] < price]

    def _from(self, groups: Sequence[int], level: Sequence[int], price: int) -> list[int]:
        """Those that can."""
        return [group for group in groups if level[group] >= price]

    def _sort(self, groups: list[int], level: Sequence[int]) -> list[int]:
        """Put the poorest first; from which price on each can't pay it in full."""
        groups.sort(key=level.__getitem__)
        return list(map(level.__getitem__, groups))


class PointedSupporters(Supporters):
    """The same where voters give points, and pay the price for each. points: by group."""

    __slots__ = ("_points",)

    def __init__(self, backing: Backing, cost: int, weights: Sequence[int], points: Mapping[int, int]) -> None:
        super().__init__(backing, cost, weights)
        self._points = points

    def _shares_of(self, groups: Sequence[int]) -> int:
        weights = map(self._weights.__getitem__, groups)
        return sum(map(mul, weights, map(self._points.__getitem__, groups)))

    def _below(self, groups: Sequence[int], level: Sequence[int], price: int) -> list[int]:
        points = self._points
        return [group for group in groups if level[group] < price * points[group]]

    def _from(self, groups: Sequence[int], level: Sequence[int], price: int) -> list[int]:
        points = self._points
        return [group for group in groups if level[group] >= price * points[group]]

    def _sort(self, groups: list[int], level: Sequence[int]) -> list[int]:
        points = self._points
        limits = sorted((level[group] // points[group], group) for group in groups)
        groups[:] = [group for _, group in limits]
        return [limit for limit, _ in limits]


def _with_something(groups: list[int], money: Money, rates: Sequence[int]) -> list[int]:
    """Those of some groups who have anything left, or may have in the horizon."""
    spent = money.spent
    return [group for group in groups if not spent[group] or (rates and rates[group])]
