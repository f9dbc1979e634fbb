# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Votes and points of each project."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain

from folkmoot_essential.counting.election import Ballot, BallotKind, Election

POINTS_KINDS = frozenset({BallotKind.CUMULATIVE, BallotKind.SCORE})


def supported(ballot: Ballot) -> tuple[str, ...]:
    """Projects that a ballot speaks for; one that was given no point isn't."""
    if not ballot.points:
        return ballot.choices
    return tuple(choice for choice, points in zip(ballot.choices, ballot.points, strict=True) if points > 0)


def votes(election: Election) -> dict[str, int]:
    """How many voters support each project, in the order of the file."""
    tally = {project.id: 0 for project in election.projects}
    by_weight: dict[int, list[tuple[str, ...]]] = {}
    for ballot in election.ballots:
        by_weight.setdefault(ballot.weight, []).append(supported(ballot) if ballot.points else ballot.choices)
    for weight, alike in by_weight.items():
        for choice, number in Counter(chain.from_iterable(alike)).items():
            tally[choice] += number * weight
    return tally


class LateVotes(Mapping[str, int]):
    """The same, counted when somebody asks for the first time: most counts meet no tie that votes would break."""

    def __init__(self, election: Election) -> None:
        self._election = election

    @cached_property
    def _votes(self) -> dict[str, int]:
        return votes(self._election)

    def __getitem__(self, project: str) -> int:
        """The votes of one project."""
        return self._votes[project]

    def __iter__(self) -> Iterator[str]:
        """The ids of all projects."""
        return iter(self._votes)

    def __len__(self) -> int:
        """How many projects there are."""
        return len(self._votes)


def points_of(election: Election, ballot: Ballot) -> tuple[int, ...]:
    """The points that a ballot gives to its choices.

    Approvals give one each. A ranking gives the first as many as it could have named, the next one fewer, and so on
    down (Pabulib's `score` of ordinal ballots; where no greatest length is declared, as many as there are projects:
    Borda).
    """
    if election.kind in POINTS_KINDS:
        return ballot.points
    if election.kind is BallotKind.APPROVAL:
        return (1,) * len(ballot.choices)
    most = election.limits.max_length or len(election.projects)
    return tuple(max(most - position, 0) for position in range(len(ballot.choices)))


def points(election: Election) -> dict[str, int]:
    """The sum of each project's points, in the order of the file."""
    tally = {project.id: 0 for project in election.projects}
    for ballot in election.ballots:
        for choice, given in zip(ballot.choices, points_of(election, ballot), strict=True):
            tally[choice] += given * ballot.weight
    return tally
