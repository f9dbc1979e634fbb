# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What if: the same ballots by several rules side by side, in exact numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.outcome import Outcome
from folkmoot_essential.counting.rules import Rule
from folkmoot_essential.counting.tallies import supported


@dataclass(frozen=True)
class Served:
    """How voters fared. funded: options that won and that they support, added up over all voters."""

    voters: int
    with_one: int
    funded: int

    @property
    def share_with_one(self) -> Fraction:
        """The share of voters who support at least one winner; of all who voted, blank ballots included."""
        return Fraction(self.with_one, max(self.voters, 1))

    @property
    def average(self) -> Fraction:
        """Of how many winners a voter is a supporter, on average."""
        return Fraction(self.funded, max(self.voters, 1))


@dataclass(frozen=True)
class District:
    """winners and spent: of its own options. served: its voters, where ballots say where they were cast; else None."""

    winners: tuple[str, ...]
    spent: int
    served: Served | None


@dataclass(frozen=True)
class Comparison:
    """One rule's result. Amounts in the smallest unit. districts: of the options, by name; "" is the whole town."""

    rule: Rule
    outcome: Outcome
    served: Served
    districts: Mapping[str, District]


def compare(election: Election, rules: Iterable[Rule], seed: str = "") -> tuple[Comparison, ...]:
    """The result of each rule, in the order given. Raises CannotCount for one that these ballots say too little for."""
    return tuple(_by(election, rule, seed) for rule in rules)


def _by(election: Election, rule: Rule, seed: str) -> Comparison:
    outcome = rule.count(election, seed)
    names = sorted({project.district for project in election.projects})
    districts = {name: _district(election, outcome, name) for name in names}
    return Comparison(rule, outcome, served(election, set(outcome.winners)), districts)


def served(election: Election, winners: set[str], district: str | None = None) -> Served:
    """How many of the voters (of a district) have something of these winners."""
    voters = with_one = funded = 0
    for ballot in election.ballots:
        if district is not None and ballot.district != district:
            continue
        number = sum(choice in winners for choice in supported(ballot))
        voters += ballot.weight
        with_one += ballot.weight if number else 0
        funded += ballot.weight * number
    return Served(voters, with_one, funded)


def _district(election: Election, outcome: Outcome, name: str) -> District:
    costs = {project.id: project.cost for project in election.projects if project.district == name}
    winners = tuple(winner for winner in outcome.winners if winner in costs)
    marked = any(ballot.district for ballot in election.ballots)
    mine = served(election, set(outcome.winners), name) if marked else None
    return District(winners, sum(costs[winner] for winner in winners), mine)
