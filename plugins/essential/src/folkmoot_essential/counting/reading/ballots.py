# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What one ballot of a file says, held against the rules of ballots: nothing that breaks them is counted silently."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from folkmoot_essential.counting.amounts import whole
from folkmoot_essential.counting.election import Ballot, BallotKind, Limits, grouped
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.tallies import POINTS_KINDS

NOT_COUNTED = "the ballot isn't counted"
Trouble = tuple[str, str, str]


@dataclass(frozen=True)
class Judged:
    """A ballot that counts, or None, with what was wrong with it."""

    ballot: Ballot | None
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class Part:
    """Projects (of a category) of which a ballot may name only so many, or so much."""

    name: str
    projects: frozenset[str]
    limits: Limits


class Ballots:
    """Takes the ballots of a file one by one. Equal texts are judged once: a city's voters often choose alike.

    costs: of the projects, in the smallest unit. left_out: ids of projects that were left out, reported already.
    parts: rules of ballots for some of the projects by themselves. districts: of projects, where these have envelopes;
    ballots then say theirs.
    """

    def __init__(
        self, kind: BallotKind, limits: Limits, costs: dict[str, int], left_out: set[str], problems: Problems,
        parts: Sequence[Part] = (), districts: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        self._kind, self._limits, self._costs, self._left_out, self._problems = kind, limits, costs, left_out, problems
        self._parts, self._districts = parts, districts or {}
        self._judged: dict[tuple[str, str, str], Judged] = {}
        self._clean: dict[str, tuple[str, ...]] = {}
        self._weights: dict[str | tuple[str, str, str], int] = {}
        self._ids = {project: project for project in costs}
        self._shortest = limits.min_length or 0
        self._longest = len(costs) if limits.max_length is None else limits.max_length
        self._simple = kind not in POINTS_KINDS and not parts and not districts

    def take(self, line: int, choices: str, points: str = "", weight: int = 1, district: str = "") -> None:
        """One ballot as the file has it, ids and points joined by commas."""
        if self._simple and not district:
            known = self._weights.get(choices)
            if known is not None:
                self._weights[choices] = known + weight
                return
            if named := self._without_trouble(choices):
                self._clean[choices], self._weights[choices] = named, weight
                return
        key = (choices, points, district)
        judged = self._judged.get(key)
        if judged is None:
            judged = self._judged[key] = self._judge(choices, points, district)
        for code, message, action in judged.troubles:
            self._problems.add(line, code, message, action)
        if judged.ballot is not None:
            self._weights[key] = self._weights.get(key, 0) + weight

    def grouped(self) -> tuple[Ballot, ...]:
        """Those that count, equal ones once. What nothing is wrong with is equal only where its text is."""
        if self._judged:
            return grouped(self._counted())
        return tuple(map(Ballot, self._clean.values(), repeat(()), self._weights.values()))

    def _counted(self) -> Iterator[Ballot]:
        for key, weight in self._weights.items():
            if isinstance(key, str):
                yield Ballot(self._clean[key], (), weight)
                continue
            ballot = self._judged[key].ballot
            assert ballot is not None
            yield Ballot(ballot.choices, ballot.points, weight, ballot.district)

    def _without_trouble(self, choices: str) -> tuple[str, ...]:
        """The projects of a ballot as nearly all are: approvals of known ones, within the limits. Else none."""
        try:
            named = tuple(map(self._ids.__getitem__, choices.split(",")))
        except KeyError:
            return ()
        limits, number = self._limits, len(named)
        if number > self._longest or number < self._shortest or (number > 1 and len(set(named)) < number):
            return ()
        if limits.min_sum_cost is None is limits.max_sum_cost:
            return named
        cost = sum(map(self._costs.__getitem__, named))
        return named if _inside(cost, limits.min_sum_cost, limits.max_sum_cost) else ()

    def _judge(self, choices: str, points: str, district: str) -> Judged:
        troubles: list[Trouble] = []
        named = [choice.strip() for choice in choices.split(",")] if choices.strip() else []
        given = self._points(named, points, troubles)
        if given is None:
            return Judged(None, tuple(troubles))
        kept = self._known(named, given, troubles)
        troubles += self._over_limits(kept, self._limits, "")
        for part in self._parts:
            inside = {choice: points for choice, points in kept.items() if choice in part.projects}
            troubles += self._over_limits(inside, part.limits, f" in {part.name}")
        troubles += self._elsewhere(kept, district)
        given_points = tuple(kept.values()) if self._kind in POINTS_KINDS else ()
        ballot = Ballot(tuple(kept), given_points, district=district)
        return Judged(None if any(action == NOT_COUNTED for _, _, action in troubles) else ballot, tuple(troubles))

    def _points(self, named: list[str], points: str, troubles: list[Trouble]) -> list[int] | None:
        if self._kind not in POINTS_KINDS:
            return [1] * len(named)
        written = points.split(",") if points.strip() else []
        numbers = [number for number in map(whole, written) if number is not None and number >= 0]
        if len(numbers) != len(written):
            troubles.append(("bad-points", f"Points must be whole numbers from 0 on, not {points!r}.", NOT_COUNTED))
            return None
        if len(numbers) != len(named):
            text = f"{len(named)} projects are named, and points are given {len(numbers)} times."
            troubles.append(("points-missing", text, NOT_COUNTED))
            return None
        return numbers

    def _known(self, named: list[str], given: list[int], troubles: list[Trouble]) -> dict[str, int]:
        kept: dict[str, int] = {}
        for choice, points in zip(named, given, strict=True):
            if choice in kept:
                troubles.append(
                    ("project-twice", f"Project {choice!r} is named twice.", "it counts once, with the first")
                )
            elif choice in self._costs:
                kept[choice] = points
            elif choice not in self._left_out:
                troubles.append(
                    ("unknown-project", f"There is no project {choice!r}.", "the rest of the ballot counts")
                )
        return kept

    def _elsewhere(self, kept: dict[str, int], district: str) -> Iterator[Trouble]:
        for choice in kept:
            if district and self._districts.get(choice, "") not in ("", district):
                text = f"The ballot is of {district!r}, and project {choice!r} of {self._districts[choice]!r}."
                yield "other-district", text, "that choice doesn't count where envelopes are of districts"

    def _over_limits(self, kept: dict[str, int], limits: Limits, where: str) -> Iterator[Trouble]:
        cost = sum(self._costs[choice] for choice in kept)
        yield from _within("length", f"projects named{where}", len(kept), limits.min_length, limits.max_length)
        yield from _within("cost", f"cost of the projects named{where}", cost, limits.min_sum_cost, limits.max_sum_cost)
        if self._kind in POINTS_KINDS:
            total = sum(kept.values())
            yield from _within("sum", "sum of points", total, limits.min_sum_points, limits.max_sum_points)
            for points in kept.values():
                yield from _within("points", "points for one project", points, limits.min_points, limits.max_points)


def _inside(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _within(code: str, what: str, value: int, least: int | None, most: int | None) -> Iterator[Trouble]:
    if least is not None and value < least:
        yield f"{code}-too-small", f"The {what}: {value}; at least {least} are asked for.", "it counts as it is"
    if most is not None and value > most:
        yield f"{code}-too-large", f"The {what}: {value}; at most {most} are allowed.", NOT_COUNTED
