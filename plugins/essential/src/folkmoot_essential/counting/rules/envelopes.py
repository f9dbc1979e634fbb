# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Envelopes: the money of a category or a district pays for its own options, by any rule of budgets.

Each envelope is counted as an election of its own, in the order of the envelopes' names (by code point); their winners
follow each other in that order. Its voters are

* where ballots say in which district they were cast (`Ballot.district`): those of the district, blank ones too; for
  the envelope of the whole town (district ""), everybody;
* else those who name at least one of its options: who says nothing of an envelope takes no part in sharing it.

A voter of one district has no say in another: choices of options of other districts don't count. An envelope never
pays more than what is left of the whole budget, where envelopes together hold more than it. Options of a category or
district that has no envelope can only be paid by the pool: with leftovers=pool all that is left is counted once more,
by the same rule, for everything that hasn't won and everybody who voted.

Greedy (rules.greedy) is the same with one order for all: each option is held against its own envelope, winners come by
score, and a group of which one may win spans envelopes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from folkmoot_essential.counting.election import Ballot, Election, Project
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.method import CannotCount, Count, Counted, Method
from folkmoot_essential.counting.rules.parameters import Parameter
from folkmoot_essential.counting.ties import Ties

ENVELOPES = Parameter("envelopes", "none", "Whose own money pays.", ("none", "category", "district"))
LEFTOVERS = Parameter(
    "leftovers", "none", "What is left in envelopes: nothing more, or one pool by the same rule.", ("none", "pool")
)


def with_envelopes(method: Method) -> Method:
    """The same rule, which can also count by envelopes."""

    def count(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
        """As one election, or one for each envelope."""
        if parameters["envelopes"] == "none":
            return method.count(election, parameters, ties)
        return _each(election, parameters, ties, method.count)

    return replace(method, own=(*method.own, ENVELOPES, LEFTOVERS), count=count)


def no_envelopes(by: str) -> CannotCount:
    """What is said when there is nothing to count by."""
    return CannotCount(f"Counting by envelopes of each {by} needs their amounts; this election names none.")


def place(by: str) -> Callable[[Project], str]:
    """What says to which envelope a project belongs."""
    return (lambda project: project.category) if by == "category" else (lambda project: project.district)


def of_their_district(election: Election) -> Election:
    """The same, without choices of another district than the ballot's own; the whole town's are everybody's."""
    where = {project.id: project.district for project in election.projects}

    def kept(ballot: Ballot) -> Ballot:
        if not ballot.district:
            return ballot
        return restricted(ballot, {one for one in ballot.choices if where[one] in ("", ballot.district)})

    return replace(election, ballots=tuple(map(kept, election.ballots)))


def envelope(election: Election, by: str, name: str, budget: int) -> Election:
    """The election of one envelope, with its voters."""
    projects = tuple(project for project in election.projects if place(by)(project) == name)
    ids = {project.id for project in projects}
    marked = by == "district" and any(ballot.district for ballot in election.ballots)
    ballots = (restricted(ballot, ids) for ballot in election.ballots if not marked or name in ("", ballot.district))
    voters = tuple(ballot for ballot in ballots if marked or ballot.choices)
    return replace(election, projects=projects, ballots=voters, budget=budget)


def restricted(ballot: Ballot, ids: set[str]) -> Ballot:
    """A ballot that speaks of some projects only."""
    kept = [number for number, choice in enumerate(ballot.choices) if choice in ids]
    if len(kept) == len(ballot.choices):
        return ballot
    points = tuple(ballot.points[number] for number in kept) if ballot.points else ()
    return ballot._replace(choices=tuple(ballot.choices[number] for number in kept), points=points)


def _each(election: Election, parameters: Mapping[str, str], ties: Ties, count: Count) -> Counted:
    by = parameters["envelopes"]
    if not election.envelopes:
        raise no_envelopes(by)
    winners: list[str] = []
    steps: list[Step] = []
    left = election.budget
    for name in sorted(election.envelopes):
        part = envelope(election, by, name, min(election.envelopes[name], left))
        won = _one(part, parameters, ties, count, {"envelope": name}, steps)
        winners += won
        left -= sum(election.costs[one] for one in won)
    if parameters["leftovers"] == "pool":
        rest = tuple(project for project in election.projects if project.id not in winners)
        pool = without(replace(election, budget=left), {project.id for project in rest})
        winners += _one(pool, parameters, ties, count, {"pool": True}, steps)
    return Counted(tuple(winners), tuple(steps))


def without(election: Election, kept: set[str]) -> Election:
    """The election with some of its projects only; everybody stays a voter of it."""
    projects = tuple(project for project in election.projects if project.id in kept)
    return replace(election, projects=projects, ballots=tuple(restricted(one, kept) for one in election.ballots))


def _one(
    part: Election, parameters: Mapping[str, str], ties: Ties, count: Count, mark: Step, steps: list[Step]
) -> tuple[str, ...]:
    """Count one envelope; its steps say which it is."""
    steps.append({"round": 0, **mark, "budget": str(part.budget), "voters": part.voters})
    if part.budget <= 0 or not part.projects or not part.voters:
        return ()
    own = ties.of(part)
    counted = count(part, parameters, own)
    ties.met += own.met
    steps += [{**step, **mark} for step in counted.trace]
    return counted.winners
