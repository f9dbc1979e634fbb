# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The greedy rules of most participatory budgets: the best first, as long as the money lasts.

Source: what cities do, as Pabulib records it (Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis",
IJCAI 2023, rules greedy, greedy-no-skip, greedy-threshold, greedy-exclusive).
"""

from collections.abc import Mapping
from fractions import Fraction

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.election import Election, Project
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.rules.envelopes import ENVELOPES, LEFTOVERS, no_envelopes
from folkmoot_essential.counting.rules.method import Counted, Method
from folkmoot_essential.counting.rules.parameters import Parameter
from folkmoot_essential.counting.rules.purse import Purse
from folkmoot_essential.counting.ties import Ties

SCORES = ("votes", "points", "votes-per-cost", "points-per-cost")
Score = tuple[int, Fraction]


def _own(score: str) -> tuple[Parameter, ...]:
    return (
        Parameter("score", score, "What comes first: votes or points, as they are or per unit of cost.", SCORES),
        Parameter(
            "overshoot", "skip", "When one doesn't fit the money left: skip it, or stop there.", ("skip", "stop")
        ),
        Parameter("threshold", "0", "Fewer votes (points) than this can't win."),
        Parameter("exclusive", "respect", "Whether of a group only one may win.", ("respect", "ignore")),
        ENVELOPES,
        LEFTOVERS,
    )


def count(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """Winners by score; with envelopes first each from its own, then, if so declared, from what is left of all.

    With overshoot=stop an envelope stops by itself.
    """
    if parameters["envelopes"] != "none" and not election.envelopes:
        raise no_envelopes(parameters["envelopes"])
    steps: list[Step] = []
    purse = Purse(election, parameters["envelopes"], parameters["exclusive"] == "respect")
    waiting = spend(election, parameters, ties, purse, steps)
    if parameters["envelopes"] != "none" and parameters["leftovers"] == "pool":
        purse.pool()
        steps.append({"round": len(steps) + 1, "pool": True, "left": str(purse.left), "decision": "pooled"})
        spend(election, parameters, ties, purse, steps, waiting)
    return Counted(tuple(purse.winners), tuple(steps))


def spend(
    election: Election, parameters: Mapping[str, str], ties: Ties, purse: Purse, steps: list[Step],
    among: list[Project] | None = None,
) -> list[Project]:  # fmt: skip
    """Go through the projects from the best on, and take what can be paid; gives those that couldn't."""
    tally = tallies.points(election) if parameters["score"].startswith("points") else tallies.votes(election)
    per_cost = parameters["score"].endswith("cost")
    rest: list[Project] = []
    stopped: set[str] = set()
    for project in _in_order(
        among if among is not None else list(election.projects), tally, per_cost, ties, len(steps)
    ):
        why = "below-threshold" if tally[project.id] < int(parameters["threshold"]) else purse.refuses(project)
        if not why and purse.envelope(project) in stopped:
            why = "stopped"
        steps.append(_step(len(steps) + 1, project, tally[project.id], purse.left_for(project), why))
        if why == "does-not-fit" and parameters["overshoot"] == "stop":
            stopped.add(purse.envelope(project))
        if why:
            rest.append(project)
        else:
            purse.pay(project)
    return rest


def _in_order(
    projects: list[Project], tally: Mapping[str, int], per_cost: bool, ties: Ties, done: int
) -> list[Project]:
    by_id = {project.id: project for project in projects}
    levels: dict[Score, list[str]] = {}
    for project in projects:
        levels.setdefault(_score(project, tally[project.id], per_cost), []).append(project.id)
    ordered: list[Project] = []
    for _, level in sorted(levels.items(), reverse=True):
        alike = set(level)
        while alike:
            chosen = ties.choose(alike, done + len(ordered) + 1)
            alike.remove(chosen)
            ordered.append(by_id[chosen])
    return ordered


def _score(project: Project, tally: int, per_cost: bool) -> Score:
    """What costs nothing and has support comes before everything that costs."""
    if not per_cost:
        return 0, Fraction(tally)
    return (int(tally > 0), Fraction(tally)) if project.cost == 0 else (0, Fraction(tally, project.cost))


def _step(number: int, project: Project, tally: int, left: int, why: str) -> Step:
    return {
        "round": number, "project": project.id, "score": str(tally), "cost": str(project.cost), "left": str(left),
        "decision": why or "funded",
    }  # fmt: skip


METHODS = (
    Method("greedy", 1, "Most votes first, as long as the money lasts.", _own("votes"), count),
    Method("greedy-per-cost", 1, "Most votes for the money first, as long as it lasts.", _own("votes-per-cost"), count),
)
