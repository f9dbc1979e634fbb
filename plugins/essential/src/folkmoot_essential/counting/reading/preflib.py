# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files of PrefLib (.soi, .soc): "# NAME: value" lines, then "number: 3,1,2" for voters who rank alike
(preflib.org/format).

Alternatives are known by their numbers.
"""

import re
from types import MappingProxyType

from folkmoot_essential.counting.amounts import whole
from folkmoot_essential.counting.election import BallotKind, Election, Limits, Project
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.reading.ballots import Ballots
from folkmoot_essential.counting.reading.opening import Unreadable
from folkmoot_essential.counting.reading.result import Reading

NAMED = re.compile(r"ALTERNATIVE NAME ([0-9]{1,6})", re.ASCII)
MOST_ALTERNATIVES = 100_000


def parse(lines: list[str], problems: Problems) -> Reading:
    """The election of a file's lines."""
    meta, names = _head(lines)
    ids = list(names) or [str(number + 1) for number in range(_number(meta))]
    if not ids:
        raise Unreadable("The file names no alternatives.")
    ballots = Ballots(BallotKind.ORDINAL, Limits(), dict.fromkeys(ids, 0), set(), problems)
    voters = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        weight, _, order = line.partition(":")
        many = whole(weight)
        if many is None or many <= 0 or "{" in order:
            problems.add(number, "bad-line", f"{line[:60]!r} isn't 'number: 1,2,3'.", "the line isn't counted")
            continue
        voters += many
        ballots.take(number, order, weight=many)
    if "NUMBER VOTERS" in meta and whole(meta["NUMBER VOTERS"]) != voters:
        text = f"NUMBER VOTERS says {meta['NUMBER VOTERS'][:40]}; there are {voters}."
        problems.add(0, "other-number", text, f"counted as there are: {voters}")
    projects = tuple(Project(one, names.get(one, "")) for one in ids)
    election = Election(BallotKind.ORDINAL, projects, ballots.grouped(), metadata=MappingProxyType(meta))
    return Reading(election, problems.found())


def _head(lines: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    meta: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in lines:
        if line.startswith("#"):
            name, _, value = line.removeprefix("#").partition(":")
            match = NAMED.fullmatch(name.strip())
            if match:
                names[str(int(match[1]))] = value.strip()
            else:
                meta[name.strip()] = value.strip()
    return meta, names


def _number(meta: dict[str, str]) -> int:
    return min(max(whole(meta.get("NUMBER ALTERNATIVES", "")) or 0, 0), MOST_ALTERNATIVES)
