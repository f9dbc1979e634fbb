# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many units more each voter could get with the same winners in the same order: steps of add1 that needn't be run.

While the winners stay the same, more money for everybody only lowers prices and leaves more to everybody: price by
price, round by round. So a winner needs no proof, only that nobody overtakes it. For that the money of a group after t
more units is at most its level + rate * t, where the rate is the unit, and for each price that it pays the fall of that
price. A project's price can't fall quicker than if those who can't pay it now give all of their rates (a line of a
concave function lies above it, see `bounds`). Who pays all that they have keeps nothing, unless they could pay the
price within the horizon; then it is as if they had nothing and their rate. All rates are rounded up.
"""

from collections.abc import Mapping, Sequence

FINE = 24
"""Rates are levels a unit, times 2 ** FINE."""


def open_for(gap: int, fall: int) -> int:
    """For how many units a gap (as a level) that closes by `fall` (more than 0) a unit stays open."""
    return max((gap << FINE) - 1, 0) // fall


class Horizon:
    """What is sure about the next `steps` units; `holds` says for how many of them, and only falls.

    unit: one unit of the currency as a level times 2 ** FINE, rounded up. rate: of one voter of a group; together: of
    all of them.
    """

    def __init__(self, steps: int, unit: int, weights: Sequence[int]) -> None:
        self.steps = self.holds = steps
        self.rate = [unit] * len(weights)
        self.together = list(map(unit.__mul__, weights))
        self._weights = weights

    def require(self, gap: int, fall: int) -> None:
        """A gap (as a level) that closes by `fall` a unit must stay open."""
        if fall > 0:
            self.holds = min(self.holds, open_for(gap, fall))

    def doubt(self) -> None:
        """Something that no bound can tell: nothing is sure but the run itself."""
        self.holds = 0

    def pay(self, poor: Mapping[int, int], rich: Sequence[int], fall: int, points: Mapping[int, int]) -> None:
        """A winner was paid for, its price falls by at most `fall` a unit. poor: what each lacks for it, at least."""
        rate, together, weights = self.rate, self.together, self._weights
        if fall:
            for group in rich:
                rate[group] = most = rate[group] + (fall * points[group] if points else fall)
                together[group] = most * weights[group]
        for group, gap in poor.items():
            most = rate[group] + (fall * points[group] if points else fall)
            rate[group] = most = most if most * self.steps >= gap << FINE else 0
            together[group] = most * weights[group]
