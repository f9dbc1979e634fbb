# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One run of equal shares: the best price next, until nothing can be paid by its supporters.

Source: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities" (NeurIPS 2021).
Supporters' money only falls, so prices only rise: a price of an earlier round is a lower bound, and most projects need
not be looked at again.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from folkmoot_essential.counting.outcome import Step
from folkmoot_essential.counting.shares.bounds import Supporters
from folkmoot_essential.counting.shares.money import SHIFT, Money, Price
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.ties import Ties


@dataclass
class Run:
    """The state of one run; `winners` are positions in the order of their selection."""

    question: Question
    share: Fraction
    ties: Ties
    most: int | None = None
    recorded: bool = False
    winners: list[int] = field(default_factory=list)
    spent: int = 0
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everybody has the same share; a first bound of each price is the cost shared by all supporters."""
        voters = self.question.voters
        self._money = Money(voters, self.share)
        self._votes = self.question.votes
        self._supporters: dict[int, Supporters] = {}
        self._bound: dict[int, int] = {}
        self._queue: list[tuple[int, int]] = []
        for one in self.question.eligible:
            points = self.question.points[one] if self.question.by_points else {}
            self._supporters[one] = Supporters(voters.supporters[one], voters.weights, points)
            self._bound[one] = (voters.projects[one].cost << SHIFT) // self._supporters[one].total
            self._queue.append(((self._bound[one] - 1) // self.question.worth[one], one))
        heapify(self._queue)

    def go(self) -> "Run":
        """Select until nothing is affordable, or until more than `most` is spent."""
        while self.most is None or self.spent <= self.most:
            found = self._best()
            if not found:
                break
            names = {self.question.voters.projects[one].id: one for one in found}
            chosen = names[self.ties.choose(names, len(self.winners) + 1)] if len(names) > 1 else next(iter(found))
            self._select(chosen, found[chosen])
            for one in found:
                if one != chosen:
                    heappush(self._queue, (self._key(one), one))
        return self

    def _best(self) -> dict[int, Price]:
        """The projects with the least exact price for their worth: several only when they are equal."""
        fresh: list[tuple[int, int, int]] = []
        least: int | None = None
        while self._queue and (least is None or self._queue[0][0] <= least):
            _, one = heappop(self._queue)
            bounds = self._bounds(one)
            if bounds is not None:
                fresh.append((*bounds, one))
                least = bounds[1] if least is None else min(least, bounds[1])
        near = {one for low, _, one in fresh if least is not None and low <= least}
        for low, _, one in fresh:
            if one not in near:
                heappush(self._queue, (low, one))
        return self._equal_best({one: self.price(one) for one in near})

    def _equal_best(self, prices: dict[int, Price]) -> dict[int, Price]:
        found: dict[int, Price] = {}
        for one, price in sorted(prices.items()):
            best = next(iter(found), None)
            difference = -1 if best is None else self._compare(one, price, best, found[best])
            if difference < 0:
                found = {one: price}
            elif difference == 0:
                found[one] = price
        for one in prices.keys() - found.keys():
            heappush(self._queue, (self._key(one), one))
        return found

    def _compare(self, one: int, price: Price, other: int, best: Price) -> int:
        worth = self.question.worth
        return price.numerator * best.divisor * worth[other] - best.numerator * price.divisor * worth[one]

    def _key(self, one: int) -> int:
        """A lower bound of what `_best` compares, from the last price."""
        slack = self._money.error * self._votes[one] + 1
        return (self._bound[one] - slack) // self.question.worth[one]

    def _bounds(self, one: int) -> tuple[int, int] | None:
        """Lower and upper bound of the price for its worth, from levels; None when it can't be paid any more."""
        voters, money = self.question.voters, self._money
        cost, slack = voters.projects[one].cost, money.error * self._votes[one] + 1
        found = self._supporters[one].find(money.level, money.spent, cost << SHIFT, self._bound[one])
        near_all = found.surplus <= slack
        if near_all and not self._affordable(one, found.surplus + slack < 0):
            return None
        if near_all:
            exact = self.price(one, unbounded=True)
            price = (exact.numerator << SHIFT) // (money.denominator * exact.divisor)
            self._bound[one] = max(self._bound[one], price - slack)
        else:
            price = self._bound[one] = found.price
        worth = self.question.worth[one]
        return (price - slack) // worth, (price + slack) // worth + 1

    def _affordable(self, one: int, surely_not: bool) -> bool:
        if surely_not:
            return False
        voters, money = self.question.voters, self._money
        return money.together(list(voters.supporters[one])) >= voters.projects[one].cost * money.denominator

    def price(self, one: int, unbounded: bool = False) -> Price:
        """The exact price of a project that its supporters can pay. unbounded: don't rely on the bound of it."""
        money, supporters = self._money, self._supporters[one]
        bound, slack = self._bound[one], 2 * (money.error * self._votes[one] + 1)
        sides = supporters.sides(bound - slack, sum(money.level) if unbounded else bound + slack)
        poor, rich = sides.poor, sides.rich
        missing = self.question.voters.projects[one].cost * money.denominator - money.together(poor)
        divisor = sum(supporters.shares(rich)) + sum(supporters.shares(sides.unsure))
        for left, group in self._by_what_is_left(one, sides.unsure):
            if left * divisor > missing:
                rich.append(group)
                continue
            poor.append(group)
            if left * divisor < missing:  # who has exactly the price pays all, and counts as one who pays the price
                missing -= money.left(group) * money.weights[group]
                divisor -= supporters.shares([group])[0]
        return Price(missing, divisor, tuple(poor), tuple(rich))

    def _by_what_is_left(self, one: int, groups: list[int]) -> list[tuple[int | Fraction, int]]:
        """Groups with what they have for each of their points, exactly, the poorest first."""
        if not self.question.by_points:
            return sorted((self._money.left(group), group) for group in groups)
        points = self.question.points[one]
        return sorted((Fraction(self._money.left(group), points[group]), group) for group in groups)

    def _select(self, one: int, price: Price) -> None:
        project = self.question.voters.projects[one]
        if self.recorded:
            self.steps.append(self._step(one, price))
        points = self.question.points[one] if self.question.by_points else {}
        self._money.pay(price, points)
        self._bound.pop(one)
        self.winners.append(one)
        self.spent += project.cost

    def _step(self, one: int, price: Price) -> Step:
        project, weights = self.question.voters.projects[one], self._money.weights
        paid = Fraction(price.numerator, price.divisor * self._money.denominator)
        return {
            "round": len(self.winners) + 1, "project": project.id, "cost": str(project.cost), "votes": self._votes[one],
            "price": str(paid), "price_for_worth": str(paid / self.question.worth[one]),
            "paying_price": sum(weights[group] for group in price.rich),
            "paying_all_they_have": sum(weights[group] for group in price.poor), "decision": "funded",
        }  # fmt: skip
