# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files of OpenSTV (.blt): "candidates seats", ballots "weight 3 1 2 0", a 0, then names in quotes. "#" begins a
comment.

Candidates are known by their numbers. A negative number at the beginning withdraws a candidate.
"""

import re
from types import MappingProxyType

from folkmoot_essential.counting.amounts import whole
from folkmoot_essential.counting.election import BallotKind, Election, Limits, Project
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.reading.ballots import Ballots
from folkmoot_essential.counting.reading.opening import Unreadable
from folkmoot_essential.counting.reading.result import Reading

QUOTED = re.compile(r'"([^"]*)"')
MOST_CANDIDATES = 100_000
Words = list[tuple[int, list[str]]]


def parse(lines: list[str], problems: Problems) -> Reading:
    """The election of a file's lines."""
    numbered = ((number, line) for number, line in enumerate(lines, start=1))
    texts = [(number, line) for number, line in numbered if line.strip() and not line.lstrip().startswith("#")]
    candidates, seats = _first(texts)
    names = [QUOTED.search(line) for _, line in texts[1:] if '"' in line]
    words = [(number, line.partition("#")[0].split()) for number, line in texts[1:] if '"' not in line]
    withdrawn = {word[1:] for _, line in words for word in line if word.startswith("-")}
    ids = [str(number) for number in range(1, candidates + 1)]
    ballots = Ballots(
        BallotKind.ORDINAL, Limits(), {one: 0 for one in ids if one not in withdrawn}, withdrawn, problems
    )
    _take(words, ballots, problems)
    named = [found[1] if found else "" for found in names] + [""] * candidates
    projects = tuple(Project(one, named[int(one) - 1]) for one in ids if one not in withdrawn)
    meta = {"seats": str(seats), "title": named[candidates] if len(names) > candidates else ""}
    election = Election(BallotKind.ORDINAL, projects, ballots.grouped(), metadata=MappingProxyType(meta))
    return Reading(election, problems.found())


def _first(texts: list[tuple[int, str]]) -> tuple[int, int]:
    words = texts[0][1].partition("#")[0].split() if texts else []
    numbers = [whole(word) for word in words]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None or not 0 < numbers[0] <= MOST_CANDIDATES:
        raise Unreadable("The first line must be two numbers: candidates and seats.")
    return numbers[0], numbers[1]


def _take(words: Words, ballots: Ballots, problems: Problems) -> None:
    for number, line in words:
        if not line or line[0].startswith("-"):
            continue
        if line == ["0"]:
            return
        many = whole(line[0])
        if many is None or many <= 0 or line[-1] != "0" or "-" in line:
            problems.add(
                number, "bad-line", f"{' '.join(line)[:60]!r} isn't 'weight 1 2 3 0'.", "the line isn't counted"
            )
            continue
        ballots.take(number, ",".join(line[1:-1]), weight=many)
