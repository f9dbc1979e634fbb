# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Equal shares: what each supporter paid, and what supporters of the others had left together at the end.

The purses of the voters are computed again here from the prices of the trace alone, apart from the count: every
supporter of a winner pays its price, or all that is left.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from folkmoot_essential.counting.election import Election
from folkmoot_essential.counting.explaining.parts import Part, text
from folkmoot_essential.counting.explaining.reasons import Explanation, Reason
from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.tallies import points_of


class Purses:
    """What every voter has, as integers over one denominator: that of the share and of all prices to come."""

    def __init__(self, election: Election, by_points: bool, steps: Sequence[Step]) -> None:
        self._prices = {
            text(step, "project"): Fraction(text(step, "price")) for step in steps if step.get("price") is not None
        }
        share = Fraction(text(steps[0], "share"))
        self._denominator = lcm(share.denominator, *(price.denominator for price in self._prices.values()))
        self._weights = [ballot.weight for ballot in election.ballots]
        self._left = [self._whole(share)] * len(election.ballots)
        self._supporters: dict[str, list[tuple[int, int]]] = {project.id: [] for project in election.projects}
        for number, ballot in enumerate(election.ballots):
            for choice, points in zip(ballot.choices, points_of(election, ballot), strict=True):
                if points > 0:
                    self._supporters[choice].append((number, points if by_points else 1))
        self.paid = {project: self._pay(project, self._whole(price)) for project, price in self._prices.items()}

    def together(self, project: str) -> Fraction:
        """What the supporters of an option have left."""
        left, weights = self._left, self._weights
        return Fraction(sum(left[voter] * weights[voter] for voter, _ in self._supporters[project]), self._denominator)

    def _whole(self, amount: Fraction) -> int:
        return amount.numerator * (self._denominator // amount.denominator)

    def _pay(self, project: str, price: int) -> Fraction:
        total, left = 0, self._left
        for voter, points in self._supporters[project]:
            paid = min(left[voter], price * points)
            left[voter] -= paid
            total += paid * self._weights[voter]
        return Fraction(total, self._denominator)


def explain(part: Part) -> dict[str, Explanation]:
    """Winners by their price; the others by what their supporters lack."""
    if not part.steps:
        return {one: _uncounted(part, plain) for one, plain in part.plain.items()}
    purses = Purses(part.election, part.parameters["utility"] == "points", part.steps)
    steps = {text(step, "project"): step for step in part.steps if "project" in step}
    return {
        one: _winner(part, plain, steps[one]) if one in steps else _other(part, plain, purses)
        for one, plain in part.plain.items()
    }


def _uncounted(part: Part, plain: Explanation) -> Explanation:
    """In an envelope without money or voters nothing is counted."""
    return replace(plain, reason=Reason.DEARER_THAN_BUDGET, left=part.election.budget) if plain.votes else plain


def _winner(part: Part, plain: Explanation, step: Step) -> Explanation:
    number = int(text(step, "round"))
    if "price" not in step:
        return replace(plain, reason=Reason.FUNDED_BY_COMPLETION, round=number, left=int(text(step, "left")))
    return replace(
        plain, reason=part.funded, round=number, price=Fraction(text(step, "price")),
        full_payers=int(text(step, "paying_price")), all_payers=int(text(step, "paying_all_they_have")),
    )  # fmt: skip


def _other(part: Part, plain: Explanation, purses: Purses) -> Explanation:
    if not plain.votes:
        return plain
    needed = _least_support(part, plain.cost)
    if plain.votes < needed:
        return replace(plain, reason=Reason.SUPPORT_TOO_SMALL, score=plain.votes, needed=needed)
    return replace(plain, reason=Reason.SUPPORTERS_LACK_MONEY, left=purses.together(plain.option))


def _least_support(part: Part, cost: int) -> int:
    """The fewest voters with which an option takes part (parameter minimum-support): a share of cost / (N * budget)."""
    times = int(part.parameters["minimum-support"]) * part.election.budget
    return -(-cost * part.election.voters // times) if times else 0
