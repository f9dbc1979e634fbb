# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How often web workers may die before the whole site gives up.

Granian ends everything when a worker dies within 5.5 seconds of its predecessor: two workers that the kernel kills for
memory in one minute would take the site down. It looks that up in a dictionary of when each worker was last begun;
this one tells it of recent beginnings only when there were too many to be an accident.
"""

import math
import time
from collections import deque
from collections.abc import Callable

MOST = 20
WITHIN = 60.0
"""More beginnings than this in so many seconds are a program that can't start, and somebody should hear of it."""


class Respawns(dict[int, float]):
    """When each worker was begun again, by its number; long ago, as long as it doesn't happen all the time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds, as those that Granian writes down."""
        super().__init__()
        self._clock = clock
        self._lately: deque[float] = deque(maxlen=MOST + 1)

    def __setitem__(self, worker: int, at: float) -> None:
        """Note a beginning."""
        self._lately.append(at)
        super().__setitem__(worker, at)

    def get(self, worker: int, default: float | None = None) -> float:  # type: ignore[override]
        """When it was begun, where workers die all the time; else an age ago."""
        oldest = self._lately[0] if len(self._lately) > MOST else -math.inf
        if self._clock() - oldest > WITHIN:
            return -math.inf
        return super().get(worker, default if default is not None else -math.inf)
