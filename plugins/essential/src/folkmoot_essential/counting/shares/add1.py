# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The completion add1: one unit of the currency more for every voter, and again, as long as the budget holds.

Source: equalshares.net, "Completing the outcome". Steps are tried one by one, but for those of which it is proven that
they aren't the last: the first ones, while what can be paid at all fits the budget, and those that are the same as one
that was tried as far as it matters (see `horizon`). One that is tried is run only until its outlook is known (`trial`).
"""

from fractions import Fraction

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.rules.method import CannotCount
from folkmoot_essential.counting.shares.outlook import Hope, Outlook
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.shares.run import Run
from folkmoot_essential.counting.shares.trial import Trial
from folkmoot_essential.counting.ties import Ties

MOST_RUNS = 20_000
"""Steps that are proven to change nothing don't count: where few want something dear there may be millions of them."""


def share_of(election: Election, extra: int) -> Fraction:
    """What every voter has when each got so many units on top."""
    voters = max(election.voters, 1)
    return Fraction(election.budget + extra * election.unit * voters, voters)


def add1(election: Election, question: Question, ties: Ties, exhaustive: bool) -> tuple[int, int]:
    """How many units each voter gets on top: the last number with which the winners fit the budget; and how many shares
    were tried for it, also the one with which they didn't. Raises CannotCount.

    exhaustive: stop as soon as nothing more fits. Both stop when everything that has support has won, for then more
    money changes nothing. Steps that are proven not to be the last are tried without being run.
    """
    outlook, pace = Outlook(election.budget, exhaustive), Pace()
    extra = first_that_may_be_last(election, question, outlook)
    for _ in range(MOST_RUNS):
        share = share_of(election, extra)
        run = Trial(question, share, ties, steps_ahead=pace.ahead, unit=election.unit, outlook=outlook)
        run.go()
        if run.spent > election.budget:
            return max(extra - 1, 0), extra + 1
        if run.not_last < 0 and _ends(election, question, run, exhaustive):
            return extra, extra + 1
        held = max(run.not_last, run.holds)
        extra += 1 + held
        pace.learn(run.winners, held)
    raise CannotCount(f"add1 isn't settled after {MOST_RUNS} counts; declare a rule with another completion.")


def _ends(election: Election, question: Question, run: Run, exhaustive: bool) -> bool:
    return len(run.winners) == len(question.eligible) or (exhaustive and is_exhaustive(election, run))


def first_that_may_be_last(election: Election, question: Question, outlook: Outlook) -> int:
    """The first step that isn't proven to be followed by another, by the number of units that each voter gets."""
    costs = {one: election.projects[one].cost for one in question.eligible}
    hopes = (Hope(_units_needed(election, question, one) - 1, cost) for one, cost in costs.items())
    return outlook.not_last(0, hopes) + 1


def _units_needed(election: Election, question: Question, one: int) -> int:
    """With how many units for each voter a project's supporters together have its cost."""
    voters = max(election.voters, 1)
    missing = election.projects[one].cost * voters - question.votes[one] * election.budget
    return max(-(-missing // (question.votes[one] * election.unit * voters)), 0)


class Pace:
    """How far to look ahead: twice as far when that went well; not at all while the winners keep changing."""

    def __init__(self) -> None:
        self.ahead = 0
        self._winners: list[int] = []
        self._rest = self._pause = 0

    def learn(self, winners: list[int], held: int) -> None:
        """What came of the last run."""
        if self.ahead and not held:
            self._rest = self._pause = min(2 * self._pause + 1, 63)
        elif held:
            self._pause = 0
        if held:
            self.ahead = 2 * held if held == self.ahead else max(held, 2)
        else:
            both = min(len(winners), len(self._winners))
            self.ahead = 4 if winners[:both] == self._winners[:both] and not self._rest else 0
        self._rest = max(self._rest - 1, 0)
        self._winners = winners


def is_exhaustive(election: Election, run: Run) -> bool:
    """Whether nothing more fits the budget."""
    left, won = election.budget - run.spent, set(run.winners)
    return all(one in won or project.cost > left for one, project in enumerate(election.projects))
