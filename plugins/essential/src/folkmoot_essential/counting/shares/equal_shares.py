# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Method of Equal Shares, with what is done when it leaves money: completions, declared beforehand.

Sources: Peters, Pierczyński, Skowron (NeurIPS 2021); completions as described at equalshares.net ("Completing the
outcome") and used in Wieliczka 2023 and Świecie 2023. add1 gives every voter one unit of the currency more, and again,
as long as the budget holds: a step in euro is another rule than one in cents, which is why the unit is part of the
election.
"""

from collections.abc import Mapping
from fractions import Fraction

from folkmoot_essential.counting import tallies
from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.profile import profile
from folkmoot_essential.counting.rules.method import CannotCount, Counted, Method
from folkmoot_essential.counting.rules.parameters import Parameter
from folkmoot_essential.counting.shares.add1 import add1, share_of
from folkmoot_essential.counting.shares.plain import PlainRun
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.shares.run import Run
from folkmoot_essential.counting.ties import Ties

COMPLETIONS = ("none", "add1", "add1-exhaustive", "utilitarian", "add1-utilitarian", "add1-exhaustive-utilitarian")
OWN = (
    Parameter("utility", "cost", "What a funded project is worth to its voter.", ("cost", "cardinality", "points")),
    Parameter("completion", "none", "What is done with money that is left.", COMPLETIONS),
    Parameter(
        "minimum-support", "0",
        "N keeps out a project whose share of voters is less than its cost / (N times the budget); 0 keeps out none.",
    ),
)  # fmt: skip


def count(election: Election, parameters: Mapping[str, str], ties: Ties) -> Counted:
    """Winners in the order in which their supporters paid for them, then those of the completion.

    The trace's first line says `added`, what everybody got on top, in the smallest unit, and `runs`: how many shares
    were tried, one unit apart, the first without any; those that are proven not to be the last are among them.
    """
    if election.budget <= 0:
        raise CannotCount("Equal shares divide a budget among the voters; this election has none.")
    question = ask(election, parameters["utility"], int(parameters["minimum-support"]))
    completion = parameters["completion"]
    extra, runs = add1(election, question, ties, "exhaustive" in completion) if "add1" in completion else (0, 1)
    ties.forget()
    share = share_of(election, extra)
    final = _final(question, share, ties)
    winners = [election.projects[one].id for one in final.winners]
    steps: list[Step] = [{"round": 0, "share": str(share), "added": str(extra * election.unit), "runs": runs}]
    steps += final.steps
    if "utilitarian" in completion:
        fill(election, question, ties, winners, steps, election.budget - final.spent)
    return Counted(tuple(winners), tuple(steps))


def _final(question: Question, share: Fraction, ties: Ties) -> Run | PlainRun:
    if question.few and not question.by_points:
        return PlainRun(question, share, ties).go()
    return Run(question, share, ties, recorded=True).go()


def ask(election: Election, utility: str, minimum_support: int) -> Question:
    """What is counted: utilities of projects, and which have the declared support."""
    voters = profile(election, utility == "points")
    worth = [cost or 1 for cost in voters.costs] if utility == "cost" else [1] * len(voters.costs)
    eligible = [one for one, votes in enumerate(voters.votes) if votes]
    if minimum_support:
        votes, costs, least = voters.votes, voters.costs, minimum_support * election.budget
        eligible = [one for one in eligible if votes[one] * least >= costs[one] * voters.voters]
    return Question(voters, worth, utility == "points", eligible)


def fill(election: Election, question: Question, ties: Ties, winners: list[str], steps: list[Step], left: int) -> None:
    """Utilitarian completion: what still fits, most votes (points, where they count) first."""
    tally = tallies.points(election) if question.by_points else tallies.votes(election)
    waiting = {election.projects[one].id: election.projects[one] for one in question.eligible}
    for winner in winners:
        del waiting[winner]
    while waiting := {one: project for one, project in waiting.items() if project.cost <= left}:
        top = max(tally[one] for one in waiting)
        chosen = ties.choose((one for one in waiting if tally[one] == top), len(winners) + 1)
        project = waiting.pop(chosen)
        steps.append({
            "round": len(winners) + 1, "project": chosen, "cost": str(project.cost), "left": str(left),
            "score": str(tally[chosen]), "decision": "funded-by-completion",
        })  # fmt: skip
        winners.append(chosen)
        left -= project.cost


METHOD = Method("equal-shares", 1, "Every voter has the same share of the budget to spend.", OWN, count)
