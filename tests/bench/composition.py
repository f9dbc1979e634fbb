# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What it costs to find out which site and which composition a request belongs to."""

import time

from place import HOST

from folkmoot.platform import Platform

REPEATS = 200_000


def lookup_microseconds(platform: Platform) -> float:
    """Microseconds from a Host header to the application that answers, best of three."""
    return min(_once(platform) for _ in range(3))


def _once(platform: Platform) -> float:
    start = time.perf_counter()
    for _ in range(REPEATS):
        platform.place(HOST)
    return (time.perf_counter() - start) / REPEATS * 1e6
