# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whether a ballot is one: asked when it is cast, and again by whoever recounts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from folkmoot_essential.counting import BallotKind, Limits
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.vote import TOWN, Vote

WITH_POINTS = frozenset({BallotKind.CUMULATIVE, BallotKind.SCORE})


@dataclass(frozen=True)
class BallotProblem:
    """Why a ballot isn't valid. limit: what is allowed, value: what it is (amounts in the smallest unit).

    Codes: `district-missing`, `district-unknown`, `contest-unknown` (also another district's), `option-unknown` (also
    another contest's), `option-twice`, `order` (ids not in their order, where order means nothing), `points-missing`,
    `points-unasked`, and `length-`, `cost-`, `sum-`, `points-` with `too-small` or `too-large`.
    """

    code: str
    contest: str = ""
    option: str = ""
    limit: int = 0
    value: int = 0


class Choosable(Protocol):
    """What casting and counting ask of an option, wherever it is kept. cost: a whole number, as text or not."""

    @property
    def key(self) -> str:
        """As ballots name it."""

    @property
    def cost(self) -> str | int:
        """In the smallest unit."""

    @property
    def contest(self) -> str:
        """Whose purse pays for it."""

    @property
    def withdrawn(self) -> str | None:
        """Why it can't be chosen any more; empty or None if it can."""


class Judge:
    """Holds ballots against one vote; for many of them this is faster than `problems`.

    Options that were withdrawn belong to `options` where they could be chosen: leave them out at casting once they
    are withdrawn, and in when a box is judged.
    """

    def __init__(self, vote: Vote, options: Iterable[Choosable]) -> None:
        self._kind = vote.ballot_kind
        self._districts = frozenset(vote.districts)
        self._limits = {contest.id: contest.limits.counting() for contest in vote.contests}
        self._costs: dict[str, dict[str, int]] = {contest: {} for contest in self._limits}
        for option in options:
            self._costs.setdefault(option.contest, {})[option.key] = int(option.cost)

    def problems(self, ballot: Ballot) -> list[BallotProblem]:
        """Everything that is wrong with a ballot; nothing, if it is valid."""
        found = list(self._district(ballot.district))
        for contest, chosen in ballot.choices.items():
            if contest not in self._limits or contest not in (TOWN, ballot.district):
                found.append(BallotProblem("contest-unknown", contest))
            else:
                found += self._contest(contest, chosen, ballot.points.get(contest))
        found += [BallotProblem("points-unasked", one) for one in ballot.points if one not in ballot.choices]
        return found

    def _district(self, district: str) -> Iterator[BallotProblem]:
        if self._districts and not district:
            yield BallotProblem("district-missing")
        elif district and district not in self._districts:
            yield BallotProblem("district-unknown", district)

    def _contest(
        self, contest: str, chosen: tuple[str, ...], points: tuple[int, ...] | None
    ) -> Iterator[BallotProblem]:
        costs, limits = self._costs[contest], self._limits[contest]
        for option in chosen:
            if option not in costs:
                yield BallotProblem("option-unknown", contest, option)
        if len(set(chosen)) != len(chosen):
            twice = next(option for option in chosen if chosen.count(option) > 1)
            yield BallotProblem("option-twice", contest, twice)
        elif self._kind is not BallotKind.ORDINAL and list(chosen) != sorted(chosen):
            yield BallotProblem("order", contest)
        yield from _within("length", contest, len(chosen), limits.min_length, limits.max_length)
        cost = sum(costs.get(option, 0) for option in chosen)
        yield from _within("cost", contest, cost, limits.min_sum_cost, limits.max_sum_cost)
        yield from self._points(contest, chosen, points, limits)

    def _points(
        self, contest: str, chosen: tuple[str, ...], points: tuple[int, ...] | None, limits: Limits
    ) -> Iterator[BallotProblem]:
        if self._kind not in WITH_POINTS:
            if points is not None:
                yield BallotProblem("points-unasked", contest)
            return
        if points is None or len(points) != len(chosen):
            yield BallotProblem("points-missing", contest, value=len(points or ()), limit=len(chosen))
            return
        yield from _within("sum", contest, sum(points), limits.min_sum_points, limits.max_sum_points)
        least = max(limits.min_points or 1, 1)
        for option, given in zip(chosen, points, strict=True):
            yield from _within("points", contest, given, least, limits.max_points, option)


def problems(vote: Vote, options: Iterable[Choosable], ballot: Ballot) -> list[BallotProblem]:
    """Everything that is wrong with one ballot; nothing, if it is valid."""
    return Judge(vote, options).problems(ballot)


def _within(
    code: str, contest: str, value: int, least: int | None, most: int | None, option: str = ""
) -> Iterator[BallotProblem]:
    if least is not None and value < least:
        yield BallotProblem(f"{code}-too-small", contest, option, least, value)
    if most is not None and value > most:
        yield BallotProblem(f"{code}-too-large", contest, option, most, value)
