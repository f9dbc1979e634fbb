# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The voters' money in a run of equal shares: exact, with whole numbers near enough to skip most of the exact work.

Every voter begins with the same share. In each round a supporter of the winner pays the same price (for a point), or
all that is left. So what a group of voters still has is nothing at all, or its share less the prices of the rounds that
it paid in full: a list of rounds says it exactly. All prices are integers over one common denominator.

Beside it stands `level`: what is left, times 2 ** SHIFT, as an integer that is off by at most `error`. Prices computed
from levels are off by at most the weight of the supporters times that (the sum over supporters of min(left, price)
rises by at least one for each one of price, left of the price that pays for the project), so that only near ties are
computed exactly.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from folkmoot_essential.counting.profile import Profile

SHIFT = 64


@dataclass(frozen=True)
class Price:
    """What each supporter pays at most, exactly: numerator over (denominator of the money times divisor).

    poor: groups that pay all they have. rich: groups that pay the price. worth: what the price buys (see Run), so that
    numerator / (divisor * worth) compares projects.
    """

    numerator: int
    divisor: int
    poor: tuple[int, ...]
    rich: tuple[int, ...]


class Money:
    """What every group of voters still has. points: of each project, group by group, as in the profile."""

    def __init__(self, voters: Profile, share: Fraction) -> None:
        self.weights = voters.weights
        self.denominator = share.denominator
        self.level = [(share.numerator << SHIFT) // share.denominator] * len(voters.weights)
        self.error = 1
        self.spent = bytearray(len(voters.weights))
        self._share = share.numerator
        self._prices: list[int] = []
        self._paid: list[tuple[tuple[int, int], ...]] = [()] * len(voters.weights)

    def left(self, group: int) -> int:
        """What a voter of a group has, exactly: a numerator over `denominator`."""
        if self.spent[group]:
            return 0
        return self._share - sum(self._prices[number] * points for number, points in self._paid[group])

    def together(self, groups: list[int]) -> int:
        """What all voters of some groups have, exactly; rounds are counted first and multiplied once."""
        voters, paid = 0, [0] * len(self._prices)
        for group in groups:
            if not self.spent[group]:
                weight = self.weights[group]
                voters += weight
                for number, points in self._paid[group]:
                    paid[number] += weight * points
        return voters * self._share - sum(map(int.__mul__, paid, self._prices))

    def pay(self, price: Price, points: dict[int, int]) -> None:
        """Take a winner's cost: the poor have nothing afterwards, the rich pay the price for each of their points."""
        numerator = self._note(price)
        step = (numerator << SHIFT) // self.denominator
        number = len(self._prices) - 1
        level, paid = self.level, self._paid
        for group in price.poor:
            level[group] = 0
            self.spent[group] = 1
            paid[group] = ()
        for group in price.rich:
            value = points.get(group, 1) if points else 1
            level[group] = max(0, level[group] - step * value)
            paid[group] = (*paid[group], (number, value))
        self.error += max(points.values(), default=1)

    def _note(self, price: Price) -> int:
        """Bring the price and everything else to one denominator."""
        common = gcd(price.numerator, price.divisor)
        factor = price.divisor // common
        if factor != 1:
            self.denominator *= factor
            self._share *= factor
            self._prices = [one * factor for one in self._prices]
        self._prices.append(price.numerator // common)
        return price.numerator // common
