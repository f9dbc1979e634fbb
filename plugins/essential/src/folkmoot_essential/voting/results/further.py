# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is counted after certification, once, and kept: how many more votes losers needed, and other rules beside.

Both are counts of their own, many of them where "so many more" is asked: each number is told only after a count with so
many more in which the option wins and one with one fewer in which it doesn't. A page could never do that while somebody
waits, and for a large vote it could take hours; so the work has declared bounds, and the page says what they left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from folkmoot_essential.counting import CannotCount, Election, Limits, Project, Rule, rule, votes_missing
from folkmoot_essential.counting.comparing import compare
from folkmoot_essential.counting.explaining.missing import added_ballot
from folkmoot_essential.counting.tallies import points, votes
from folkmoot_essential.ledger.contests import Box, election
from folkmoot_essential.ledger.vote import Option, Vote

Clock = Callable[[], float]
Found = dict[str, Any]
SPENDING = frozenset({"greedy", "greedy-per-cost", "equal-shares", "phragmen"})
"""Rules that give out a budget."""


@dataclass(frozen=True)
class Bounds:
    """options: of each contest those with the most votes are tried. turn: seconds after which no other option is begun
    in one turn of the job. option: seconds that one option may take. whole: seconds for a vote, all turns together.

    Seconds are of computing, so that a busy server tells no less.
    """

    options: int = 60
    turn: int = 15
    option: int = 90
    whole: int = 900


class OutOfTime(Exception):
    """An option takes longer than it may."""


@dataclass(frozen=True)
class Given:
    """A certified vote: what is needed to count it again.

    By contest: winners; budgets, what there was to spend, with what others left where that was declared; guesses, by
    option how many more ballots it may have needed; told, compared: whether reasons and other rules may be told (see
    `telling`).
    """

    vote: Vote
    options: Sequence[Option]
    box: Box
    rule: Rule
    seed: str
    winners: Mapping[str, Sequence[str]]
    budgets: Mapping[str, int]
    guesses: Mapping[str, Mapping[str, int]]
    told: Mapping[str, bool]
    compared: Mapping[str, bool]

    def election(self, contest: str) -> Election:
        """One contest as it was counted."""
        found = next(one for one in self.vote.contests if one.id == contest)
        return replace(election(self.vote, found, self.options, self.box), budget=self.budgets[contest])


def begin(given: Given, bounds: Bounds) -> Found:
    """Other rules beside the vote's own, and which losers wait to be tried. Times and bounds are seconds.

    contests: of each, `what_if` (see `_beside`), `missing` (see `go_on`) and `not_tried`, options past the bound.
    """
    waiting: list[list[str]] = []
    contests: dict[str, Found] = {}
    for contest in given.vote.contests:
        counted = given.election(contest.id)
        losers = _losers(counted, given.winners[contest.id]) if given.told[contest.id] else []
        waiting += [[contest.id, one] for one in losers[: bounds.options]]
        beside = _what_if(given.vote, given.rule, counted, given.seed) if given.compared[contest.id] else []
        contests[contest.id] = {"missing": {}, "what_if": beside, "not_tried": losers[bounds.options :]}
    return {"waiting": waiting, "seconds": 0, "contests": contests}


def go_on(found: Found, given: Given, bounds: Bounds, clock: Clock) -> Found:
    """One turn: as many of those that wait as fit, and one at least. Each gets an entry in its contest's `missing`:

    {"n": number} with {"points"} where the added ballots give some; {"n": None} where no number was found; {"alone":
    False} where no ballot may name it alone; {"late": True} where it takes too long.
    """
    begun, waiting, contests = clock(), list(found["waiting"]), found["contests"]
    counted: dict[str, Election] = {}
    while waiting and (not counted or clock() - begun < bounds.turn):
        contest, option = waiting.pop(0)
        if contest not in counted:
            counted[contest] = given.election(contest)
        late = found["seconds"] + clock() - begun >= bounds.whole
        told = {"late": True} if late else _missing(counted[contest], given, contest, option, bounds, clock)
        missing = contests[contest]["missing"] | {option: told}
        contests = contests | {contest: contests[contest] | {"missing": missing}}
    seconds = found["seconds"] + int(clock() - begun)
    return {"waiting": waiting, "seconds": seconds, "contests": contests}


def _losers(counted: Election, winners: Sequence[str]) -> list[str]:
    """Those with the most votes (points) first."""
    won, tally, behind = set(winners), points(counted), votes(counted)
    losers = [one.id for one in counted.projects if one.id not in won]
    return sorted(losers, key=lambda one: (-tally[one], -behind[one], one))


def _missing(counted: Election, given: Given, contest: str, option: str, bounds: Bounds, clock: Clock) -> Found:
    project = next(one for one in counted.projects if one.id == option)
    added = added_ballot(counted, project) if alone(counted.limits, project) else None
    if added is None:
        return {"alone": False}
    end = clock() + bounds.option

    def watch(_done: int) -> None:
        if clock() > end:
            raise OutOfTime

    try:
        guess = given.guesses[contest].get(option, 1)
        number = votes_missing(counted, given.rule, given.seed, option, progress=watch, guess=guess)
    except (OutOfTime, CannotCount):
        return {"late": True}
    return {"n": number, **({"points": added.points[0]} if added.points and number else {})}


def alone(limits: Limits, project: Project) -> bool:
    """Whether the rules of ballots let somebody choose this option and no other."""
    return (limits.min_length or 0) <= 1 and (limits.min_sum_cost or 0) <= project.cost


def _what_if(vote: Vote, own: Rule, counted: Election, seed: str) -> list[Found]:
    """The vote's own rule, then greedy and equal shares where it is another; nothing where no budget is given out."""
    if own.method.name not in SPENDING or not counted.budget or not counted.voters:
        return []
    others = [one for one in usual(vote) if one.method.name != own.method.name]
    return [_beside(counted, one, seed) | {"own": one is own} for one in (own, *others)]


def usual(vote: Vote) -> tuple[Rule, Rule]:
    """The two rules that budgets are mostly counted by, greedy and equal shares, as this plugin declares them."""
    plain = vote.kind == "approval"
    completed = {"utility": "cost" if plain else "points", "completion": "add1-exhaustive-utilitarian"}
    return rule("greedy", {"score": "votes" if plain else "points"}), rule("equal-shares", completed)


def _beside(counted: Election, chosen: Rule, seed: str) -> Found:
    """Winners, money (digits), and how many voters support a winner; failed: what couldn't be counted so."""
    try:
        made = compare(counted, [chosen], seed)[0]
    except CannotCount:
        return {"rule": chosen.method.name, "failed": True}
    return {
        "rule": chosen.method.name, "winners": list(made.outcome.winners), "spent": str(made.outcome.spent),
        "voters": made.served.voters, "with_one": made.served.with_one,
        "undrawn": not seed and any(tie.by == "lot" for tie in made.outcome.ties),
    }  # fmt: skip
