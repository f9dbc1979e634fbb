# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots as the proportional rules walk over them: who supports what, by position, equal ballots once."""

from dataclasses import dataclass

from folkmoot_essential.counting.election import Election, Project
from folkmoot_essential.counting.tallies import points_of


@dataclass(frozen=True)
class Profile:
    """Groups of voters who chose alike.

    weights: how many voters each group is. choices: positions of the projects that it supports. supporters: of each
    project, the groups; points: alongside, what each gives to it (1 where points aren't asked for). voters: of the
    whole election, those with an empty ballot included, for the budget is shared among all.
    """

    projects: tuple[Project, ...]
    voters: int
    weights: tuple[int, ...]
    choices: tuple[tuple[int, ...], ...]
    supporters: tuple[tuple[int, ...], ...]
    points: tuple[tuple[int, ...], ...]

    def votes(self, project: int) -> int:
        """How many voters support a project."""
        return sum(self.weights[group] for group in self.supporters[project])


Pairs = tuple[tuple[int, int], ...]


def profile(election: Election, by_points: bool = False) -> Profile:
    """The election by position. by_points: whether voters who give different points are different."""
    place = {project.id: position for position, project in enumerate(election.projects)}
    groups: dict[Pairs, int] = {}
    for ballot in election.ballots:
        given = points_of(election, ballot) if by_points or ballot.points else (1,) * len(ballot.choices)
        pairs = ((place[choice], value) for choice, value in zip(ballot.choices, given, strict=True) if value > 0)
        key = tuple(sorted((one, value if by_points else 1) for one, value in pairs))
        groups[key] = groups.get(key, 0) + ballot.weight
    groups.pop((), None)
    return _of_groups(election, groups)


def _of_groups(election: Election, groups: dict[Pairs, int]) -> Profile:
    supporters: list[list[int]] = [[] for _ in election.projects]
    points: list[list[int]] = [[] for _ in election.projects]
    for group, pairs in enumerate(groups):
        for project, value in pairs:
            supporters[project].append(group)
            points[project].append(value)
    choices = tuple(tuple(project for project, _ in pairs) for pairs in groups)
    return Profile(
        election.projects, election.voters, tuple(groups.values()), choices, tuple(map(tuple, supporters)),
        tuple(map(tuple, points)),
    )  # fmt: skip
