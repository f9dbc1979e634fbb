# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Counts the same with Folkmoot's own library; by itself: one large election in its own process, with its memory."""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from folkmoot_essential.counting import Reading, read, rule
from folkmoot_essential.counting.profile import profile

RULES = {
    "equal-shares": ("equal-shares", {"ties": "id"}),
    "phragmen": ("phragmen", {"ties": "id"}),
    "add1": ("equal-shares", {"ties": "id", "completion": "add1-exhaustive"}),
}
TRIALS, ENOUGH = 3, 0.5
"""How often something is timed at least, and until how many seconds of CPU; the same in count_theirs."""
Answer = TypeVar("Answer")


def best(work: Callable[[], Answer]) -> tuple[float, Answer]:
    """CPU seconds of the quickest of some trials, and what came out; as many as count_theirs makes."""
    found: list[float] = []
    while len(found) < TRIALS or sum(found) < ENOUGH:
        start = time.process_time()
        answer = work()
        found.append(time.process_time() - start)
    return min(found), answer


def _grouped(reading: Reading) -> Reading:
    profile(reading.election)
    return reading


def ours(path: Path, rules: list[str]) -> dict[str, object]:
    """As count_theirs prints it; distinct: how many different ballots there are.

    Grouping is part of reading on both sides (`as_multiprofile`, our `profile`): an election keeps it for all counts.
    """
    seconds, reading = best(lambda: _grouped(read(path)))
    group, _ = best(lambda: profile(replace(reading.election)))
    found = {}
    for name in rules:
        method, parameters = RULES[name]
        taken, outcome = best(lambda m=method, p=parameters: rule(m, p).count(reading.election))  # type: ignore[misc]
        found[name] = [taken, list(outcome.winners)]
    return {"read": seconds, "group": group, "rules": found, "distinct": len(reading.election.ballots)}


if __name__ == "__main__":
    start = time.process_time()
    outcome = rule("equal-shares").count(read(Path(sys.argv[1])).election)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "megabytes": peak, "winners": len(outcome.winners)}))
