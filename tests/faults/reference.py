# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How busy others keep the machine: a drill that promises seconds isn't to fail because of them, nor to be blind.

The same work is done by as many processes as there are processors, and the time it took is held against the time that
the processors worked on it. On an idle machine the two are the same, and a promise is held as it is written.
"""

import multiprocessing
import os
import time
from collections.abc import Callable

WORK = 0.4
"""CPU seconds of one process's work."""

MOST = 20.0
"""Never more patience than this, however busy the machine: what hangs must fail."""


def crowding() -> float:
    """How many times longer than alone things take now: 1.0 where nobody else works, at most MOST."""
    with multiprocessing.get_context("spawn").Pool(os.cpu_count() or 1) as pool:
        found = pool.map(_worked, [WORK] * (os.cpu_count() or 1))
    return min(MOST, max(1.0, sum(found) / len(found)))


def _worked(seconds: float) -> float:
    begun, worked = time.perf_counter(), time.process_time()
    while time.process_time() - worked < seconds:
        sum(range(1_000))
    return (time.perf_counter() - begun) / (time.process_time() - worked)


class Promise:
    """Something that takes at most so many seconds on a machine that nobody else uses.

    The crowding is measured before it begins (`before`), and after it where it took too long: who came in between
    counts too.
    """

    def __init__(self, what: str, seconds: float) -> None:
        self._what, self._seconds, self.before = what, seconds, crowding()

    @property
    def patience(self) -> float:
        """How long to wait at most, whatever happens meanwhile."""
        return self._seconds * MOST

    def kept(self, took: float, say: Callable[[str], None]) -> bool:
        """Whether it was; says what was measured and held against what."""
        crowd = self.before if took <= self._seconds * self.before else max(self.before, crowding())
        beside = "" if crowd < 1.1 else f" times {crowd:.1f}, as much as others crowd the machine"
        say(f"{self._what} after {took:.2f} s (promised: {self._seconds:g} s{beside})")
        return took <= self._seconds * crowd
