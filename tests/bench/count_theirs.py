# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Run by the Python of pabutools' own environment: counts what standard input asks for, and prints times and winners.

pabutools is GPL: an oracle in another process, never imported by Folkmoot. It gets its best case: equal ballots grouped
(`as_multiprofile`), gmpy2 fractions, and no time measured for starting, parsing or grouping within the counts.
"""

import json
import sys
import time
from typing import Any

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares, sequential_phragmen
from pabutools.tiebreaking import lexico_tie_breaking

TRIALS, ENOUGH = 3, 0.5
"""How often a count is timed at least, and until how many seconds of CPU: a quick one is tried more often."""


def _count(rule: str, instance: Any, profile: Any) -> Any:
    if rule == "phragmen":
        return sequential_phragmen(instance, profile, tie_breaking=lexico_tie_breaking)
    more = {"voter_budget_increment": 1} if rule == "add1" else {}
    return method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=lexico_tie_breaking, **more)


def main() -> None:
    """For each [path, rules]: {"read": seconds, "rules": {rule: [seconds, winners]}}."""
    for path, rules in json.load(sys.stdin):
        start = time.process_time()
        instance, profile = parse_pabulib(path)
        grouped = profile.as_multiprofile()
        read, found = time.process_time() - start, {}
        for rule in rules:
            times: list[float] = []
            while len(times) < TRIALS or sum(times) < ENOUGH:
                start = time.process_time()
                winners = [project.name for project in _count(rule, instance, grouped)]
                times.append(time.process_time() - start)
                if times[-1] > 2:
                    break
            found[rule] = [min(times), winners]
        print(json.dumps({"read": read, "rules": found}), flush=True)


main()
