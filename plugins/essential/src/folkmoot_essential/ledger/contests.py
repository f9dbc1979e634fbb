# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From the box to elections that are counted, one a contest (docs/recount-bundle.md, Counting a contest)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from folkmoot_essential.counting import Ballot as Counted
from folkmoot_essential.counting import BallotKind, Election, Outcome, Project, Rule
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.shapes import Number, Shape
from folkmoot_essential.ledger.vote import TOWN, Contest, Option, Vote

Box = Sequence[tuple[Ballot, int]]
"""Ballots with how many voters cast each."""


class Totals(Shape):
    """A contest in numbers alone. ballots: of all its voters; points only where ballots have them."""

    ballots: Number
    votes: dict[str, Number]
    points: dict[str, Number] | None = None


@dataclass(frozen=True)
class Result:
    """How a contest came out, and the election that it was counted of: its budget is what there was to spend."""

    contest: Contest
    election: Election
    outcome: Outcome

    @property
    def lots(self) -> bool:
        """Whether a lot decided something, so that a seed was needed."""
        return any(tie.by == "lot" for tie in self.outcome.ties)


def count_contests(vote: Vote, options: Sequence[Option], box: Box, rule: Rule, seed: str = "") -> list[Result]:
    """Every contest, counted by the rule, in the order of the vote. Raises CannotCount."""
    return _counted(vote, lambda one: election(vote, one, options, box), rule, seed)


def count_totals(
    vote: Vote, options: Sequence[Option], totals: Mapping[str, Totals], rule: Rule, seed: str = ""
) -> list[Result]:
    """The same of totals, where `recountable(vote, rule)` for every contest. Raises CannotCount."""
    return _counted(vote, lambda one: of_totals(vote, one, options, totals[one.id]), rule, seed)


def election(vote: Vote, contest: Contest, options: Sequence[Option], box: Box) -> Election:
    """One contest of a box: its options that weren't withdrawn, and its voters' ballots, each cut down to these."""
    projects = _projects(contest, options)
    known = {project.id for project in projects}
    weights: dict[tuple[tuple[str, ...], tuple[int, ...]], int] = {}
    for ballot, number in box:
        if contest.id in (TOWN, ballot.district):
            key = _cut(ballot, contest.id, known)
            weights[key] = weights.get(key, 0) + number
    ballots = (Counted(choices, points, weight) for (choices, points), weight in sorted(weights.items()))
    return _election(vote, contest, projects, tuple(ballots))


def of_totals(vote: Vote, contest: Contest, options: Sequence[Option], totals: Totals) -> Election:
    """An election with the same votes and points: for each option as many ballots for it alone as it has votes."""
    projects = _projects(contest, options)
    ballots: list[Counted] = []
    for project in projects:
        votes = totals.votes[project.id]
        if totals.points is None:
            ballots.append(Counted((project.id,), (), votes))
        elif votes:
            ballots.append(Counted((project.id,), (totals.points[project.id] - votes + 1,), 1))
            ballots.append(Counted((project.id,), (1,), votes - 1))
    return _election(vote, contest, projects, tuple(one for one in ballots if one.weight))


def recountable(vote: Vote, rule: Rule) -> bool:
    """Whether totals say all that the rule looks at."""
    ranked, name = vote.ballot_kind is BallotKind.ORDINAL, rule.method.name
    if name in ("greedy", "greedy-per-cost"):
        return not (ranked and rule.parameters["score"].startswith("points"))
    if name == "plurality":
        return not ranked and all(contest.limits.max_length == 1 for contest in vote.contests)
    return name == "approval" or (name == "points" and not ranked)


def totals_of(vote: Vote, options: Sequence[Option], box: Box) -> dict[str, Totals]:
    """What a box comes to, contest by contest; withdrawn options too, as they were voted for."""
    found = {one.id: _Sum(vote, one.id, options) for one in vote.contests}
    for ballot, number in box:
        for contest in {TOWN, ballot.district} & found.keys():
            found[contest].add(ballot, number)
    return {contest: one.totals() for contest, one in found.items()}


class _Sum:
    """Adds up one contest."""

    def __init__(self, vote: Vote, contest: str, options: Sequence[Option]) -> None:
        self._contest = contest
        self._ballots = 0
        self._votes = {option.id: 0 for option in options if option.contest == contest}
        with_points = vote.ballot_kind in (BallotKind.CUMULATIVE, BallotKind.SCORE)
        self._points = dict(self._votes) if with_points else None

    def add(self, ballot: Ballot, number: int) -> None:
        self._ballots += number
        chosen = ballot.choices.get(self._contest, ())
        for option in chosen:
            self._votes[option] = self._votes.get(option, 0) + number
        if self._points is not None:
            for option, given in zip(chosen, ballot.points.get(self._contest, ()), strict=False):
                self._points[option] = self._points.get(option, 0) + given * number

    def totals(self) -> Totals:
        return Totals(ballots=self._ballots, votes=self._votes, points=self._points)


def _cut(ballot: Ballot, contest: str, known: set[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    chosen = ballot.choices.get(contest, ())
    if contest not in ballot.points:
        return tuple(one for one in chosen if one in known), ()
    pairs = [pair for pair in zip(chosen, ballot.points[contest], strict=True) if pair[0] in known]
    return tuple(one for one, _ in pairs), tuple(given for _, given in pairs)


def _projects(contest: Contest, options: Sequence[Option]) -> tuple[Project, ...]:
    return tuple(
        Project(one.id, next(iter(one.title.values()), one.id), int(one.cost))
        for one in options
        if one.contest == contest.id and one.withdrawn is None
    )


def _election(vote: Vote, contest: Contest, projects: tuple[Project, ...], ballots: tuple[Counted, ...]) -> Election:
    return Election(
        vote.ballot_kind, projects, ballots, int(contest.budget), vote.unit, vote.currency, contest.limits.counting()
    )


def _counted(vote: Vote, elections: Callable[[Contest], Election], rule: Rule, seed: str) -> list[Result]:
    """The town's contest after the others, with what they left, where the vote says so."""
    found: dict[str, Result] = {}
    left = 0
    for one in sorted(vote.contests, key=lambda contest: contest.id == TOWN):
        counted = elections(one)
        if vote.leftovers and one.id == TOWN:
            counted = replace(counted, budget=counted.budget + left)
        found[one.id] = Result(one, counted, rule.count(counted, seed))
        left += max(counted.budget - found[one.id].outcome.spent, 0)
    return [found[one.id] for one in vote.contests]
