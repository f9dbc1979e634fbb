# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An election as it is counted: what could be chosen, and what was chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple


class BallotKind(StrEnum):
    """What a ballot says of the projects that it names."""

    APPROVAL = "approval"
    """Each is supported; their order means nothing. A single choice is an approval of one."""
    ORDINAL = "ordinal"
    """The first is the most wanted."""
    CUMULATIVE = "cumulative"
    """Each gets points out of a sum."""
    SCORE = "score"
    """Each gets points of its own."""


@dataclass(frozen=True)
class Project:
    """What could be chosen: a project of a budget, or a candidate (then the cost is 0).

    cost: in the smallest unit of the election's money. category, district: whose envelope pays for it, if any.
    exclusive: the name of a group of which at most one may win; empty when it is in none. selected: what the file's
    author published of it, to compare with; never part of a count.
    """

    id: str
    name: str = ""
    cost: int = 0
    category: str = ""
    district: str = ""
    exclusive: str = ""
    selected: str = ""


class Ballot(NamedTuple):
    """What `weight` voters chose alike: ids of projects, each at most once, and points where the kind has them.

    A city's file has 100,000 of them, and a named tuple is made four times as quickly as a frozen data class.
    district: where it was cast, if the election asks that; only counting by envelopes of districts looks at it.
    """

    choices: tuple[str, ...]
    points: tuple[int, ...] = ()
    weight: int = 1
    district: str = ""


@dataclass(frozen=True)
class Limits:
    """What a ballot may be at least and at most; None where nothing is said. Amounts in the smallest unit."""

    min_length: int | None = None
    max_length: int | None = None
    min_sum_points: int | None = None
    max_sum_points: int | None = None
    min_points: int | None = None
    max_points: int | None = None
    min_sum_cost: int | None = None
    max_sum_cost: int | None = None


@dataclass(frozen=True)
class Election:
    """All that a rule may look at.

    budget: in the smallest unit. unit: how many smallest units make one unit of the currency (100 where costs have
    cents). envelopes: the part of the budget that each category or district has of its own, in the smallest unit.
    envelopes_by: whether these are of categories or of districts ("category", "district"); a district named "" is the
    whole town. limits: of a whole ballot; category_limits: of a ballot's choices in each category. metadata: whatever
    else the file says, as it says it.
    """

    kind: BallotKind
    projects: tuple[Project, ...]
    ballots: tuple[Ballot, ...]
    budget: int = 0
    unit: int = 1
    currency: str = ""
    limits: Limits = Limits()
    envelopes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    metadata: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    envelopes_by: str = "category"
    category_limits: Mapping[str, Limits] = field(default_factory=lambda: MappingProxyType({}))
    worked_out: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What several rules need and only one must work out (`profile`); a changed copy begins without."""

    @cached_property
    def voters(self) -> int:
        """How many people cast these ballots."""
        return sum(ballot.weight for ballot in self.ballots)

    @cached_property
    def costs(self) -> Mapping[str, int]:
        """What each project costs, by its id."""
        return MappingProxyType({project.id: project.cost for project in self.projects})


def grouped(ballots: Iterable[Ballot]) -> tuple[Ballot, ...]:
    """The same ballots, equal ones once with their weights added: who cast what when may not matter."""
    found: dict[tuple[tuple[str, ...], tuple[int, ...], str], Ballot] = {}
    for ballot in ballots:
        key = (ballot.choices, ballot.points, ballot.district)
        same = found.get(key)
        found[key] = ballot if same is None else same._replace(weight=same.weight + ballot.weight)
    return tuple(found.values())
