# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Workers that die now and then are begun again; a site that can't start gives up."""

from folkmoot.cli.respawning import MOST, WITHIN, Respawns

CRASH_LOOP = 5.5
"""Seconds in which Granian takes a second death for a loop."""


def looks_like_a_loop(respawns: Respawns, worker: int, now: float) -> bool:
    """What Granian asks when a worker has died."""
    return now - respawns.get(worker, 0) <= CRASH_LOOP


def test_accidents_are_no_loop_and_a_loop_is_one() -> None:
    now = 1000.0
    respawns = Respawns(lambda: now)
    for _death in range(MOST):
        respawns[0] = now
        assert not looks_like_a_loop(respawns, 0, now)
        respawns.clear()
        now += 0.5
    respawns[0] = now
    assert looks_like_a_loop(respawns, 0, now)
    now += WITHIN
    assert not looks_like_a_loop(respawns, 0, now)
