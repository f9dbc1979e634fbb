# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The voters' money in a run of equal shares: exact, with small whole numbers near enough to skip most exact work.

Every voter begins with the same share. In each round a supporter of the winner pays the same price (for a point), or
all that is left. So what a group of voters still has is nothing at all, or its share less the prices of the winners
that it supports: the prices say it exactly. They are integers over one common denominator. So no account is kept of
what a group has exactly; it is reckoned from its choices when it is asked for.

Beside it stands `level`: what is left, times a power of two, as an integer of less than 30 bits (which Python adds,
compares and sorts quickest) that is off by at most `error`. Prices computed from levels lie between two bounds, so
that only near ties, and the price of each winner, are computed exactly.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import gcd
from typing import NamedTuple

from folkmoot_essential.counting.profile import Profile

BITS = 28
"""The size of the share as a level."""


class Price(NamedTuple):
    """What each supporter pays at most, exactly: numerator over (denominator of the money times divisor).

    poor: groups that pay all they have, of those who have anything. rich: groups that pay the price.
    """

    numerator: int
    divisor: int
    poor: list[int]
    rich: Sequence[int]


class Money:
    """What every group of voters still has. points: by project and group, where voters give them; else empty.

    level: of one voter of a group; held: of all of them together. average: of all voters, about.
    """

    def __init__(self, voters: Profile, share: Fraction, points: Sequence[Mapping[int, int]]) -> None:
        bits = BITS - share.numerator.bit_length() + share.denominator.bit_length()
        self._up, self._down = 1 << max(bits, 0), 1 << max(-bits, 0)
        self.weights = voters.weights
        self.denominator = share.denominator
        level = self.scaled(share.numerator)
        self.level = [level] * len(voters.weights)
        of = {weight: level * weight for weight in set(voters.weights)}
        self.held = list(map(of.__getitem__, voters.weights))
        self.error = 1
        self.spent = bytearray(len(voters.weights))
        self._points, self._choices = points, voters.choices
        self._share = share.numerator
        self._prices = [0] * len(voters.projects)
        self._paid_for: list[int] = []
        self.average = level
        self._paid_by_each = [self.cost(project.cost) // max(voters.voters, 1) for project in voters.projects]

    def scaled(self, numerator: int, divisor: int = 1) -> int:
        """An exact amount, given over `denominator` times a divisor, as a level; rounded down."""
        return numerator * self._up // (self.denominator * divisor * self._down)

    def cost(self, amount: int) -> int:
        """A cost as a level; rounded down."""
        return amount * self._up // self._down

    def left(self, group: int) -> int:
        """What a voter of a group has, exactly: a numerator over `denominator`.

        Who has anything left has paid every winner's price; the price of those that haven't won is 0.
        """
        if self.spent[group]:
            return 0
        prices, points = self._prices, self._points
        return self._share - sum(prices[one] * (points[one][group] if points else 1) for one in self._choices[group])

    def together(self, groups: list[int]) -> int:
        """What all voters of groups that have anything have, exactly."""
        if self._points:
            return sum(self.left(group) * self.weights[group] for group in groups)
        weights, choices, price = list(map(self.weights.__getitem__, groups)), self._choices, self._prices.__getitem__
        paid = sum(map(price, chain.from_iterable(map(choices.__getitem__, groups))))
        paid += sum(
            (weight - 1) * sum(map(price, choices[group]))
            for group, weight in zip(groups, weights, strict=True) if weight > 1
        )  # fmt: skip
        return sum(weights) * self._share - paid

    def pay(self, project: int, price: Price) -> None:
        """Take a winner's cost: the poor have nothing afterwards, the rich pay the price for each of their points."""
        self._note(project, price)
        self.average -= self._paid_by_each[project]
        step = self.scaled(self._prices[project])
        level, held, spent, weights = self.level, self.held, self.spent, self.weights
        points = self._points[project] if self._points else {}
        for group in price.poor:
            level[group] = held[group] = 0
            spent[group] = 1
        for group in price.rich:
            level[group] = rest = level[group] - (step * points[group] if points else step)
            weight = weights[group]
            held[group] = rest if weight == 1 else rest * weight
        self.error += max(points.values(), default=1)

    def _note(self, project: int, price: Price) -> None:
        """Bring the price and everything else to one denominator."""
        common = gcd(price.numerator, price.divisor)
        factor = price.divisor // common
        if factor != 1:
            self.denominator *= factor
            self._share *= factor
            for one in self._paid_for:
                self._prices[one] *= factor
        self._prices[project] = price.numerator // common
        self._paid_for.append(project)
