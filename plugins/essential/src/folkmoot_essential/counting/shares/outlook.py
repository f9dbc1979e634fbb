# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a step of add1 may still come to, seen from the middle of its run: most steps needn't be run to their end.

A project whose supporters together, with all they have left, have less than its cost can't win any more. While the
winners so far and all that can still win fit the budget together, the step doesn't overspend; and while one of the
others fits beside them, it doesn't use the budget up. Such a step isn't the last one, whatever its other rounds bring.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

ENDLESS = 1 << 62
"""More steps than are ever tried."""


class Hope(NamedTuple):
    """A project that hasn't won. until: for how many steps from here on it surely can't; -1 when it may in this one."""

    until: int
    cost: int


@dataclass
class Outlook:
    """The question whether a step may be the last one; the same for all steps of one completion.

    exhaustive: whether a step is also the last when nothing more fits the budget. after: how many winners it took, in
    the step before, until the answer was known: asked earlier it costs time for nothing.
    """

    budget: int
    exhaustive: bool
    after: int = 0

    def not_last(self, spent: int, hopes: Iterable[Hope]) -> int:
        """For how many steps from here on it is sure that none is the last; -1 when not even this one isn't."""
        left, sure, order = self.budget - spent, -1, sorted(hopes)
        cheapest = list(accumulate((one.cost for one in reversed(order)), min))
        for position, (until, cost) in enumerate(order):
            if left < (cheapest[-1 - position] if self.exhaustive else 0):
                break
            sure = until
            left -= cost
        return sure
