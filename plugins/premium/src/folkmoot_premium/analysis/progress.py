# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How far an analysis is, told truly, and how it is stopped."""

from collections.abc import Callable, Mapping


class Stopped(Exception):
    """Somebody asked for the analysis to be stopped."""


def _nobody(step: str, share: float) -> None:
    """Nobody listens."""


class Progress:
    """Hears of each step as it begins and goes on; passes on what share of the whole is done.

    The share is reckoned from what each step is expected to cost, so that it grows with time and not with steps.
    """

    def __init__(self, told: Callable[[str, float], None] = _nobody, stop: Callable[[], bool] = lambda: False) -> None:
        """told: is called with the step's name and the share of the whole, 0 to 1. stop: whether to give up."""
        self._told, self._stop = told, stop
        self._costs: dict[str, float] = {}
        self._before = self._here = 0.0
        self._step = ""

    def plan(self, costs: Mapping[str, float]) -> None:
        """The steps to come, in order, and what each is expected to cost (seconds, or anything alike)."""
        total = sum(costs.values()) or 1.0
        self._costs = {step: cost / total for step, cost in costs.items()}

    @property
    def stopping(self) -> bool:
        """Whether to give up at the next opportunity."""
        return self._stop()

    def begin(self, step: str) -> None:
        """A step begins, so the one before is done. Raises Stopped."""
        self._before += self._costs.get(self._step, 0.0)
        self._step, self._here = step, 0.0
        self.reach(0.0)

    def reach(self, fraction: float) -> None:
        """So much of the step is done, 0 to 1. Raises Stopped."""
        self.tell(fraction)
        if self._stop():
            raise Stopped

    def tell(self, fraction: float) -> None:
        """The same from a thread in which nothing may be raised."""
        self._here = max(self._here, min(1.0, fraction) * self._costs.get(self._step, 0.0))
        self._told(self._step, min(1.0, self._before + self._here))

    def end(self) -> None:
        """All is done."""
        self._told(self._step, 1.0)
