# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phragmén's sequential rule for budgets: whose supporters would carry the lightest greatest load comes next.

Source: Los, Christoff and Grossi, "Proportional Budget Allocations: Towards a Systematization" (IJCAI 2022), after
Phragmén 1894. Each voter's load is what was paid for projects that the voter supports, shared so that all supporters of
a new winner carry the same; the rule stops at the first that would exceed the budget, as published implementations do.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.profile import Profile, profile
from folkmoot_essential.counting.rules.method import Counted, Method
from folkmoot_essential.counting.rules.parameters import Parameter
from folkmoot_essential.counting.ties import Ties

OWN = (
    Parameter(
        "overshoot", "stop", "When the next doesn't fit the money left: stop there, or skip it.", ("stop", "skip")
    ),
    Parameter("unsupported", "fund", "Whether what nobody supports is funded when money is left.", ("fund", "skip")),
)


class Loads:
    """What each voter carries, as integers over one common denominator.

    All supporters of a winner carry the same afterwards, so a group's load is the one of the round in which it last
    paid; for each project only the sum over its supporters is kept.
    """

    def __init__(self, voters: Profile) -> None:
        self._voters = voters
        self._last_paid = [0] * len(voters.weights)
        self._of_round = [0]
        self.denominator = 1
        self.sums = [0] * len(voters.projects)
        self.votes = voters.votes

    def after(self, project: int) -> tuple[int, int]:
        """What each supporter would carry, as numerator over `denominator` and divisor (the votes)."""
        return self._voters.projects[project].cost * self.denominator + self.sums[project], self.votes[project]

    def carry(self, project: int) -> None:
        """Share a winner's cost among its supporters."""
        load, votes = self.after(project)
        common = gcd(load, votes)
        self._widen(votes // common)
        self._of_round.append(load // common)
        for other, moves in self._moves(project).items():
            self.sums[other] += sum(weight * (self._of_round[-1] - self._of_round[r]) for r, weight in moves.items())
        for group in self._voters.supporters[project]:
            self._last_paid[group] = len(self._of_round) - 1

    def _widen(self, factor: int) -> None:
        self.denominator *= factor
        self.sums = [value * factor for value in self.sums]
        self._of_round = [value * factor for value in self._of_round]

    def _moves(self, project: int) -> dict[int, dict[int, int]]:
        """For each project, how many of its supporters rise from the load of which round."""
        moves: dict[int, dict[int, int]] = {}
        for group in self._voters.supporters[project]:
            paid, weight = self._last_paid[group], self._voters.weights[group]
            for other in self._voters.choices[group]:
                rise = moves.setdefault(other, {})
                rise[paid] = rise.get(paid, 0) + weight
        return moves


def count(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """Winners in the order in which they were paid for."""
    voters = profile(election)
    loads, left = Loads(voters), election.budget
    waiting = [one for one in range(len(voters.projects)) if voters.projects[one].cost <= left]
    if parameters["unsupported"] == "skip":
        waiting = [one for one in waiting if loads.votes[one]]
    winners: list[str] = []
    steps: list[Step] = []
    place = {voters.projects[one].id: one for one in waiting}
    while waiting:
        first = _lightest(waiting, loads)
        too_dear = [one for one in first if voters.projects[one].cost > left]
        if too_dear and parameters["overshoot"] == "stop":
            dear = min(too_dear, key=lambda one: voters.projects[one].id)
            steps.append(_step(voters, loads, dear, len(steps) + 1, left, "does-not-fit"))
            break
        if too_dear:
            waiting = [one for one in waiting if one not in too_dear]
            continue
        chosen = place[ties.choose((voters.projects[one].id for one in first), len(steps) + 1)]
        steps.append(_step(voters, loads, chosen, len(steps) + 1, left, "funded"))
        if loads.votes[chosen]:
            loads.carry(chosen)
        left -= voters.projects[chosen].cost
        waiting.remove(chosen)
        winners.append(voters.projects[chosen].id)
    return Counted(tuple(winners), tuple(steps))


def _lightest(waiting: list[int], loads: Loads) -> list[int]:
    """Those whose supporters would carry least; what nobody supports weighs more than anything."""
    supported = [one for one in waiting if loads.votes[one]]
    if not supported:
        return list(waiting)
    best, found = loads.after(supported[0]), [supported[0]]
    for one in supported[1:]:
        load, votes = loads.after(one)
        difference = load * best[1] - best[0] * votes
        if difference < 0:
            best, found = (load, votes), [one]
        elif difference == 0:
            found.append(one)
    return found


def _step(voters: Profile, loads: Loads, one: int, number: int, left: int, decision: str) -> Step:
    load, votes = loads.after(one)
    project = voters.projects[one]
    return {
        "round": number, "project": project.id, "cost": str(project.cost), "left": str(left), "votes": votes,
        "load": str(Fraction(load, loads.denominator * votes)) if votes else None, "decision": decision,
    }  # fmt: skip


METHOD = Method("phragmen", 1, "Costs shared evenly among those who want them, lightest load first.", OWN, count)
