# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A step of add1: a run that ends as soon as it is known to be too much, or not to be the last one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from folkmoot_essential.counting.shares.horizon import open_for
from folkmoot_essential.counting.shares.outlook import ENDLESS, Hope, Outlook
from folkmoot_essential.counting.shares.run import Run


@dataclass
class Trial(Run):
    """The state of such a run; its winners are only the first ones where it ended early.

    not_last: of how many more steps it is proven that they aren't the last; -1 when not even this one surely isn't.
    """

    outlook: Outlook = field(kw_only=True)
    not_last: int = -1

    def __post_init__(self) -> None:
        """Everybody has the same share; it is asked for the first time when the step before knew the answer."""
        super().__post_init__()
        self._ask_after = self.outlook.after

    def _decided(self) -> bool:
        """Whether it is known of this step, and of as many more as the horizon, that it is too much or isn't the last.

        Asked again after some more winners as long as that says more.
        """
        outlook, count = self.outlook, len(self.winners)
        if self.spent > outlook.budget or count < self._ask_after:
            return self.spent > outlook.budget
        self._require_all_dearer()
        sure = min(outlook.not_last(self.spent, self._hopes()), self.holds)
        self._ask_after += 1 + count // 8
        if sure > self.not_last:
            self.not_last, outlook.after = sure, count
        elif self.not_last < 0:
            outlook.after = self._ask_after
        return self.not_last >= self.holds

    def _hopes(self) -> Iterator[Hope]:
        """Of all that haven't won. Those that don't wait any more can't, as long as the horizon holds."""
        waiting = {one for _, one in self._queue}
        for one in self._supporters.keys() - self.winners:
            cost = self.question.voters.projects[one].cost
            yield Hope(self._until(one) if one in waiting else ENDLESS, cost)

    def _until(self, one: int) -> int:
        short = self._supporters[one].short(self._money, self._horizon.together if self._horizon else ())
        if not short:
            return -1
        return open_for(short.missing, short.rise) if short.rise else ENDLESS
