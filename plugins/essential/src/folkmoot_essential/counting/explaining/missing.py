# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many more votes an option was short of: told only after recounts in which so many fund it and one fewer doesn't.

An added ballot names only this option: alone as an approval or in a ranking; with points it gives it the most that one
ballot may give (`max_points`, `max_sum_points`; where the election declares neither, the most that any ballot gave). It
is cast in the option's district, where ballots say theirs. Whoever adds it is one voter more: under equal shares the
same budget is then shared among more, which each recount takes into account.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from folkmoot_essential.counting.election import Ballot, Election, Project
from folkmoot_essential.counting.rules import Rule
from folkmoot_essential.counting.tallies import POINTS_KINDS

MOST_RECOUNTS = 64
Progress = Callable[[int], None]
"""Told how many recounts are done; an exception it raises ends the search."""


def votes_missing(  # noqa: PLR0913  # how far to search is given by name
    election: Election, rule: Rule, seed: str, option: str, *, most: int | None = None, recounts: int = MOST_RECOUNTS,
    progress: Progress | None = None, guess: int = 1,
) -> int | None:  # fmt: skip
    """A number n of added ballots that make the option win, where n - 1 don't: both were counted. 0 when it has won.

    n is the smallest where more votes never hurt an option, as with greedy, totals and most else; where they can
    (instant runoff, equal shares by some utilities), it is one at which the result turns. most: the largest n to look
    at (ten times the voters, at least 1,000). recounts: how many are allowed. guess: which n to try first after 0; a
    good one spares half of the recounts. None when no n that was tried wins, no ballot may name the option, or the
    recounts didn't suffice. Raises CannotCount.
    """
    project = next(project for project in election.projects if project.id == option)
    added = added_ballot(election, project)
    if added is None:
        return None
    search = _Search(election, rule, seed, option, added, recounts, progress)
    return search.turn(most if most is not None else max(10 * election.voters, 1_000), guess)


def added_ballot(election: Election, project: Project) -> Ballot | None:
    """The ballot of one more supporter; None where the rules of ballots let nobody name the option alone."""
    limits = election.limits
    if limits.max_sum_cost is not None and project.cost > limits.max_sum_cost:
        return None
    marked = any(ballot.district for ballot in election.ballots)
    given = (_most_points(election),) if election.kind in POINTS_KINDS else ()
    return Ballot((project.id,), given, district=project.district if marked else "")


def _most_points(election: Election) -> int:
    limits = election.limits
    declared = [limit for limit in (limits.max_points, limits.max_sum_points) if limit is not None]
    if declared:
        return min(declared)
    return max((points for ballot in election.ballots for points in ballot.points), default=1)


@dataclass
class _Search:
    election: Election
    rule: Rule
    seed: str
    option: str
    added: Ballot
    allowed: int
    progress: Progress | None
    done: int = 0

    def turn(self, most: int, guess: int = 1) -> int | None:
        """From the guess on doubling until it wins, then halving: `low` never wins, `high` always does."""
        low, high = -1, 0
        while True:
            won = self._wins(high)
            if won is None or (not won and high >= most):
                return None
            if won:
                break
            low, high = high, min(max(1, 2 * high) if high else max(1, guess), most)
        while high - low > 1:
            middle = (low + high) // 2
            won = self._wins(middle)
            if won is None:
                return None
            low, high = (low, middle) if won else (middle, high)
        return high

    def _wins(self, number: int) -> bool | None:
        """Whether it wins with so many added; None when no more recounts are allowed."""
        if self.done >= self.allowed:
            return None
        ballots = (*self.election.ballots, self.added._replace(weight=number)) if number else self.election.ballots
        won = self.option in self.rule.count(replace(self.election, ballots=ballots), self.seed).winners
        self.done += 1
        if self.progress is not None:
            self.progress(self.done)
        return won
