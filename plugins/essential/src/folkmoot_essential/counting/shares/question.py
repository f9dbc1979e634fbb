# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a run of equal shares is asked, the same for every repetition of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from typing import NamedTuple

from folkmoot_essential.counting.profile import Profile

FEW = 2_000
"""Choices of all groups together. Measured: from about 3,000 on, bounds of prices are quicker than prices."""


class Backing(NamedTuple):
    """A project's supporters, group by group. total: how many prices they pay together, each voter one for a point."""

    groups: Sequence[int]
    total: int


@dataclass(frozen=True)
class Question:
    """What is counted. worth: by position, what a project is worth to a supporter who pays its price in full.

    That is its cost (utility cost), 1 (cardinality), or 1 with voters' points as multiples (points). eligible: which
    projects take part.
    """

    voters: Profile
    worth: Sequence[int]
    by_points: bool
    eligible: Sequence[int]

    @property
    def few(self) -> bool:
        """Whether so little is to be walked over that exact prices are quicker than bounds of them."""
        return sum(map(len, self.voters.supporters)) <= FEW

    @property
    def votes(self) -> list[int]:
        """How many voters support each project."""
        return self.voters.votes

    @cached_property
    def points(self) -> list[dict[int, int]]:
        """What each group gives to each project, by project and group; empty where points don't count."""
        if not self.by_points:
            return []
        pairs = zip(self.voters.supporters, self.voters.points, strict=True)
        return [dict(zip(groups, given, strict=True)) for groups, given in pairs]

    @cached_property
    def backing(self) -> dict[int, Backing]:
        """The supporters of each project that takes part."""
        return {one: self._backing(one) for one in self.eligible}

    def _backing(self, one: int) -> Backing:
        groups = self.voters.supporters[one]
        if not self.by_points:
            return Backing(groups, self.votes[one])
        weights = map(self.voters.weights.__getitem__, groups)
        return Backing(groups, sum(map(mul, weights, self.voters.points[one])))
