# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Instant-runoff voting: the last leaves, its ballots go on to their next choice, until one has more than half.

Source: Robert's Rules of Order (12th ed., 45:62, "preferential voting"); one leaves in each round, and half is of the
ballots that still name somebody.
"""

from collections.abc import Mapping

from folkmoot_essential.counting.election import BallotKind, Election
from folkmoot_essential.counting.outcome import Step, Value
from folkmoot_essential.counting.rules.method import Counted, Method
from folkmoot_essential.counting.ties import Ties


def count(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """The one winner; nobody, when no ballot names anybody."""
    standing = {project.id for project in election.projects}
    steps: list[Step] = []
    while standing:
        tally, exhausted = _tally(election, standing)
        number, most, continuing = len(steps) + 1, max(tally.values()), sum(tally.values())
        if continuing == 0:
            break
        if 2 * most > continuing or len(standing) == 1:
            winner = next(one for one, votes in tally.items() if votes == most)
            steps.append(_step(number, tally, exhausted, "elected", winner))
            return Counted((winner,), tuple(steps))
        fewest = min(tally.values())
        leaves = ties.last((one for one, votes in tally.items() if votes == fewest), number)
        steps.append(_step(number, tally, exhausted, "eliminated", leaves))
        standing.remove(leaves)
    return Counted((), tuple(steps))


def _tally(election: Election, standing: set[str]) -> tuple[dict[str, int], int]:
    tally, exhausted = dict.fromkeys(sorted(standing), 0), 0
    for ballot in election.ballots:
        first = next((choice for choice in ballot.choices if choice in standing), None)
        if first is None:
            exhausted += ballot.weight
        else:
            tally[first] += ballot.weight
    return tally, exhausted


def _step(number: int, tally: Mapping[str, int], exhausted: int, decision: str, who: str) -> Step:
    scores: dict[str, Value] = {one: str(votes) for one, votes in tally.items()}
    return {"round": number, "project": who, "scores": scores, "exhausted": str(exhausted), "decision": decision}


METHOD = Method("irv", 1, "The last leaves until one has more than half.", (), count, frozenset({BallotKind.ORDINAL}))
