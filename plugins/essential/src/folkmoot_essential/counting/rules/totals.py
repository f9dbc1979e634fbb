# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rules that add up and take the most: plurality, approval, points. Ballots in which everybody sees how it came out."""

from collections.abc import Mapping

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.election import BallotKind, Election
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.method import CannotCount, Counted, Method
from folkmoot_essential.counting.rules.parameters import SEATS
from folkmoot_essential.counting.ties import Ties


def plurality(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """Most voters whose one choice, or first of a ranking, it is. With several seats: single non-transferable vote."""
    if election.kind is BallotKind.APPROVAL and any(len(ballot.choices) > 1 for ballot in election.ballots):
        raise CannotCount("The rule plurality needs ballots that name one or rank several; these approve of several.")
    tally = {project.id: 0 for project in election.projects}
    for ballot in election.ballots:
        if ballot.choices:
            tally[ballot.choices[0]] += ballot.weight
    return most(tally, int(parameters["seats"]), ties)


def approval(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """Most voters who support it (Brams and Fishburn, "Approval Voting", 1978)."""
    return most(tallies.votes(election), int(parameters["seats"]), ties)


def points(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """The largest sum of points; a ranking gives points as `tallies.points_of` says."""
    return most(tallies.points(election), int(parameters["seats"]), ties)


def most(tally: Mapping[str, int], seats: int, ties: Ties) -> Counted:
    """The largest numbers, one after the other; nobody wins with none at all."""
    left = {one: number for one, number in tally.items() if number > 0}
    winners: list[str] = []
    steps: list[Step] = []
    while left and len(winners) < seats:
        top = max(left.values())
        chosen = ties.choose((one for one, number in left.items() if number == top), len(winners) + 1)
        del left[chosen]
        winners.append(chosen)
        after = str(max(left.values(), default=0))
        steps.append(
            {"round": len(winners), "project": chosen, "score": str(top), "next": after, "decision": "elected"}
        )
    return Counted(tuple(winners), (*_all(tally), *steps))


def _all(tally: Mapping[str, int]) -> tuple[Step, ...]:
    return ({"round": 0, "scores": {one: str(number) for one, number in sorted(tally.items())}},)


POINTED = frozenset({BallotKind.ORDINAL, BallotKind.CUMULATIVE, BallotKind.SCORE})
METHODS = (
    Method(
        "plurality", 1, "Most first choices.", (SEATS,), plurality, frozenset({BallotKind.APPROVAL, BallotKind.ORDINAL})
    ),
    Method("approval", 1, "Most voters in favour.", (SEATS,), approval, frozenset(BallotKind) - {BallotKind.ORDINAL}),
    Method("points", 1, "The largest sum of points.", (SEATS,), points, POINTED),
)
