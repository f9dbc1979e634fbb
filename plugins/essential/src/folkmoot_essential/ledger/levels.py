# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How much of the box is published: totals (L0), distinct ballots with counts (L1), ballots with trackers (L2).

A ballot that nobody else cast can become a name: somebody who knows three of a neighbour's choices finds the others.
So few voters mean totals alone, and whoever sets up a vote sees beforehand how likely ballots are to be alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb, perm

from folkmoot_essential.counting import BallotKind, Rule
from folkmoot_essential.ledger.contests import recountable
from folkmoot_essential.ledger.vote import Vote

FEWEST = 50
"""Below this many eligible voters, or ballots of an electorate, only totals are published."""


class Level(StrEnum):
    """What is published of the box."""

    TOTALS = "L0"
    DISTINCT = "L1"
    TRACKED = "L2"


@dataclass(frozen=True)
class LevelProblem:
    """Why a level can't be. Codes: `needs-ballots` (the rule can't be recounted from totals, and no auditor is named),
    `too-few-eligible` (limit, value)."""

    code: str
    limit: int = 0
    value: int = 0


def level_allowed(
    vote: Vote, rule: Rule, level: Level, eligible: int | None = None, auditor: str = ""
) -> list[LevelProblem]:
    """What speaks against a level before opening; nothing, if it may be.

    eligible: voters of the smallest electorate, where they are known. auditor: who gets the whole box, if anybody.
    """
    found = []
    if level is Level.TOTALS and not recountable(vote, rule) and not auditor:
        found.append(LevelProblem("needs-ballots"))
    if level is not Level.TOTALS and eligible is not None and eligible < FEWEST:
        found.append(LevelProblem("too-few-eligible", FEWEST, eligible))
    return found


def published_level(level: Level, cast: Iterable[int]) -> Level:
    """The level at certification. cast: ballots of each electorate: one with fewer than 50 takes all back to totals."""
    return Level.TOTALS if any(number < FEWEST for number in cast) else level


@dataclass(frozen=True)
class Forecast:
    """How alone ballots are likely to be. possible: how many different ballots there are. alone: the share of voters
    expected to cast a ballot that nobody else casts. likely: that share in a word: `few` (under 1 in 100), `some`
    (under 1 in 10), `many`."""

    possible: int
    alone: Fraction

    @property
    def likely(self) -> str:
        """The share in a word."""
        return "few" if self.alone < Fraction(1, 100) else "some" if self.alone < Fraction(1, 10) else "many"


def forecast(
    kind: BallotKind, options: int, voters: int, least: int = 0, most: int | None = None, points: int = 0
) -> Forecast:
    """How likely a ballot is to be alone, from the limits alone: before anybody has voted.

    options: of one contest; least, most: how many of them a ballot names; points: how many there are to give in all.

    The model: half of the voters follow the crowd, half go their own way. A ballot names as many as it may; each half
    chooses evenly among N = C(m, k) ballots (m!/(m-k)! ranked; times C(points - 1, k - 1) where points are given), and
    a voter is alone with the chance (1 - 1/N)^(V-1), for which N / (N + V - 1) stands, never smaller and exact in
    integers. For those who go their own way, m is the number of options. A crowd finds popularity fall as 1, 1/2,
    1/3, … (Zipf), and is as spread as an even one over m = (sum of 1/i)^2 / (sum of 1/i^2) options, rounded up.

    Held against real elections of Pabulib it is right within a factor of two or so, and rather too high than too low,
    as a warning should be; it is no promise.
    """
    most = options if most is None else min(most, options)
    possible = sum(_ballots(kind, options, size, points) for size in range(min(least, options), most + 1))
    crowd = _alone(kind, _spread(options), voters, (least, most), points)
    return Forecast(possible, (crowd + _alone(kind, options, voters, (least, most), points)) / 2)


def _alone(kind: BallotKind, options: int, voters: int, sizes: tuple[int, int], points: int) -> Fraction:
    least, most = (min(size, options) for size in sizes)
    alike = max(_ballots(kind, options, size, points) for size in range(least, most + 1))
    return Fraction(alike, alike + max(voters, 1) - 1)


def _spread(options: int) -> int:
    once = sum((Fraction(1, place) for place in range(1, options + 1)), Fraction(0))
    twice = sum((Fraction(1, place * place) for place in range(1, options + 1)), Fraction(0))
    return -int(-(once * once / twice) // 1) if options else 0


def _ballots(kind: BallotKind, options: int, size: int, points: int) -> int:
    if kind is BallotKind.ORDINAL:
        return perm(options, size)
    shared = kind in (BallotKind.CUMULATIVE, BallotKind.SCORE) and points >= size > 0
    shares = comb(points - 1, size - 1) if shared else 1
    return comb(options, size) * shares
