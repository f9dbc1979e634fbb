# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What one ballot of a file says, held against the rules of ballots: nothing that breaks them is counted silently."""

from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot_essential.counting.amounts import whole
from folkmoot_essential.counting.election import Ballot, BallotKind, Limits
from folkmoot_essential.counting.problems import Problems
from folkmoot_essential.counting.tallies import POINTS_KINDS

NOT_COUNTED = "the ballot isn't counted"
Trouble = tuple[str, str, str]


@dataclass(frozen=True)
class Judged:
    """A ballot that counts, or None, with what was wrong with it."""

    ballot: Ballot | None
    troubles: tuple[Trouble, ...]


class Ballots:
    """Takes the ballots of a file one by one. Equal texts are judged once: a city's voters often choose alike.

    costs: of the projects, in the smallest unit. left_out: ids of projects that were left out, reported already.
    """

    def __init__(
        self, kind: BallotKind, limits: Limits, costs: dict[str, int], left_out: set[str], problems: Problems
    ) -> None:
        self._kind, self._limits, self._costs, self._left_out, self._problems = kind, limits, costs, left_out, problems
        self._judged: dict[tuple[str, str], Judged] = {}
        self._weights: dict[tuple[str, str], int] = {}

    def take(self, line: int, choices: str, points: str = "", weight: int = 1) -> None:
        """One ballot as the file has it, ids and points joined by commas."""
        key = (choices, points)
        judged = self._judged.get(key)
        if judged is None:
            judged = self._judged[key] = self._judge(choices, points)
        for code, message, action in judged.troubles:
            self._problems.add(line, code, message, action)
        if judged.ballot is not None:
            self._weights[key] = self._weights.get(key, 0) + weight

    def counted(self) -> Iterator[Ballot]:
        """Those that count, equal texts together."""
        for key, weight in self._weights.items():
            ballot = self._judged[key].ballot
            assert ballot is not None
            yield Ballot(ballot.choices, ballot.points, weight)

    def _judge(self, choices: str, points: str) -> Judged:
        troubles: list[Trouble] = []
        named = [choice.strip() for choice in choices.split(",")] if choices.strip() else []
        given = self._points(named, points, troubles)
        if given is None:
            return Judged(None, tuple(troubles))
        kept = self._known(named, given, troubles)
        troubles += self._over_limits(kept)
        ballot = Ballot(tuple(kept), tuple(kept.values()) if self._kind in POINTS_KINDS else ())
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

    def _over_limits(self, kept: dict[str, int]) -> Iterator[Trouble]:
        limits, cost = self._limits, sum(self._costs[choice] for choice in kept)
        yield from _within("length", "projects named", len(kept), limits.min_length, limits.max_length)
        yield from _within("cost", "cost of the projects named", cost, limits.min_sum_cost, limits.max_sum_cost)
        if self._kind in POINTS_KINDS:
            total = sum(kept.values())
            yield from _within("sum", "sum of points", total, limits.min_sum_points, limits.max_sum_points)
            for points in kept.values():
                yield from _within("points", "points for one project", points, limits.min_points, limits.max_points)


def _within(code: str, what: str, value: int, least: int | None, most: int | None) -> Iterator[Trouble]:
    if least is not None and value < least:
        yield f"{code}-too-small", f"The {what}: {value}; at least {least} are asked for.", "it counts as it is"
    if most is not None and value > most:
        yield f"{code}-too-large", f"The {what}: {value}; at most {most} are allowed.", NOT_COUNTED
