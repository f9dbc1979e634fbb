# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Each contest as a Pabulib file, so that the tools of others recount it too."""

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from folkmoot_essential.counting import Election, Rule, Unreadable, read_bytes
from folkmoot_essential.counting.writing import pabulib
from folkmoot_essential.ledger.contests import Result


def file(counted: Result, rule: Rule) -> bytes:
    """The file of a contest, as it was counted."""
    description = MappingProxyType({"description": next(iter(counted.contest.title.values()), counted.contest.id)})
    election = replace(counted.election, metadata=description)
    return pabulib.write(election, rule, counted.outcome.winners).encode()


def same(data: bytes, election: Election) -> bool:
    """Whether a Pabulib file holds this election: projects with their costs, money, and every ballot."""
    try:
        found = read_bytes("election.pb", data).election
    except Unreadable:
        return False
    return _essence(found) == _essence(election)


def _essence(election: Election) -> tuple[object, ...]:
    unit = election.unit
    weights: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
    for ballot in election.ballots:
        key = (ballot.choices, ballot.points)
        weights[key] = weights.get(key, 0) + ballot.weight
    projects = {project.id: Fraction(project.cost, unit) for project in election.projects}
    return election.kind, projects, Fraction(election.budget, unit), weights
