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
from folkmoot_essential.counting.shares.plain import PlainRun
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.shares.run import Run
from folkmoot_essential.counting.ties import Ties

COMPLETIONS = ("none", "add1", "add1-exhaustive", "utilitarian", "add1-utilitarian", "add1-exhaustive-utilitarian")
MOST_RUNS = 20_000
"""Steps that are proven to change nothing don't count: where few want something dear there may be millions of them."""
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
    were tried, one unit apart, the first without any; those that are proven to come out alike are among them.
    """
    if election.budget <= 0:
        raise CannotCount("Equal shares divide a budget among the voters; this election has none.")
    question = ask(election, parameters["utility"], int(parameters["minimum-support"]))
    completion = parameters["completion"]
    extra, runs = add1(election, question, ties, "exhaustive" in completion) if "add1" in completion else (0, 1)
    ties.forget()
    share = _share(election, extra)
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
    votes = voters.votes
    worth = [max(project.cost, 1) if utility == "cost" else 1 for project in election.projects]
    eligible = [
        one for one, project in enumerate(election.projects)
        if votes[one] and (
            minimum_support == 0
            or votes[one] * minimum_support * election.budget >= project.cost * voters.voters)
    ]  # fmt: skip
    return Question(voters, worth, utility == "points", eligible)


def _share(election: Election, extra: int) -> Fraction:
    voters = max(election.voters, 1)
    return Fraction(election.budget + extra * election.unit * voters, voters)


def add1(election: Election, question: Question, ties: Ties, exhaustive: bool) -> tuple[int, int]:
    """How many units each voter gets on top: the last number with which the winners fit the budget; and how many shares
    were tried for it, also the one with which they didn't. Raises CannotCount.

    exhaustive: stop as soon as nothing more fits. Both stop when everything that has support has won, for then more
    money changes nothing. Steps for which a run proves the same winners (see `horizon`) aren't run again.
    """
    extra, pace = 0, Pace()
    for _ in range(MOST_RUNS):
        share = _share(election, extra)
        run = Run(question, share, ties, most=election.budget, steps_ahead=pace.ahead, unit=election.unit).go()
        if run.spent > election.budget:
            return max(extra - 1, 0), extra + 1
        if len(run.winners) == len(question.eligible) or (exhaustive and _exhaustive(election, run)):
            return extra, extra + 1
        extra += 1 + run.holds
        pace.learn(run.winners, run.holds)
    raise CannotCount(f"add1 isn't settled after {MOST_RUNS} counts; declare a rule with another completion.")


class Pace:
    """How far to look ahead: twice as far when that went well; not at all while the winners keep changing."""

    def __init__(self) -> None:
        self.ahead = 0
        self._winners: list[int] = []
        self._rest = self._pause = 0

    def learn(self, winners: list[int], held: int) -> None:
        """What came of the last run."""
        if self.ahead and not held:
            self._rest = self._pause = min(2 * self._pause + 1, 15)
        elif held:
            self._pause = 0
        if held:
            self.ahead = 2 * held if held == self.ahead else max(held, 2)
        else:
            self.ahead = 4 if winners == self._winners and not self._rest else 0
        self._rest = max(self._rest - 1, 0)
        self._winners = winners


def _exhaustive(election: Election, run: Run) -> bool:
    left, won = election.budget - run.spent, set(run.winners)
    return all(one in won or project.cost > left for one, project in enumerate(election.projects))


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
