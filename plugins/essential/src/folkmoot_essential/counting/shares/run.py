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
from folkmoot_essential.counting.shares.bounds import PointedSupporters, Supporters
from folkmoot_essential.counting.shares.horizon import FINE, Horizon
from folkmoot_essential.counting.shares.money import BITS, Money, Price
from folkmoot_essential.counting.shares.noting import step
from folkmoot_essential.counting.shares.question import Question
from folkmoot_essential.counting.ties import Ties


@dataclass
class Run:
    """The state of one run; `winners` are positions in the order of their selection.

    steps_ahead: for how many more units for everybody it shall try to prove the same winners in the same order; `holds`
    says for how many it did.
    """

    question: Question
    share: Fraction
    ties: Ties
    recorded: bool = False
    steps_ahead: int = 0
    unit: int = 1
    winners: list[int] = field(default_factory=list)
    spent: int = 0
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Everybody has the same share; a first bound of each price is the cost shared by all supporters."""
        question = self.question
        self._money = Money(question.voters, self.share, question.points)
        self._supporters = {one: self._of(one) for one in question.eligible}
        self._dearest = 0
        rate = self._money.scaled((self.unit * self._money.denominator) << FINE) + 1
        self._horizon = Horizon(self.steps_ahead, rate, question.voters.weights) if self.steps_ahead else None
        self._shift = BITS + max(question.worth, default=1).bit_length()
        self._queue = [(self._low_key(one), one) for one in question.eligible]
        heapify(self._queue)

    def _of(self, one: int) -> Supporters:
        question = self.question
        backing, cost = question.backing[one], self._money.cost(question.voters.projects[one].cost)
        if question.by_points:
            return PointedSupporters(backing, cost, question.voters.weights, question.points[one])
        return Supporters(backing, cost, question.voters.weights)

    def go(self) -> "Run":
        """Select until nothing is affordable."""
        while not self._decided():
            found = self._best()
            if not found:
                break
            chosen = next(iter(found)) if len(found) == 1 else self._by_ties(found)
            self._select(chosen, found[chosen])
            for one in found:
                if one != chosen:
                    heappush(self._queue, (self._low_key(one), one))
        self._require_all_dearer()
        return self

    def _decided(self) -> bool:
        """Whether no further winner is asked for; a repeated count may know enough before its end (see `trial`)."""
        return False

    def _by_ties(self, found: dict[int, Price]) -> int:
        names = {self.question.voters.projects[one].id: one for one in found}
        return names[self.ties.choose(names, len(self.winners) + 1)]

    @property
    def holds(self) -> int:
        """For how many more units the winners are surely the same, in the same order."""
        return self._horizon.holds if self._horizon else 0

    def _best(self) -> dict[int, Price]:
        """The projects with the least exact price for their worth: several only when they are equal."""
        fresh: list[tuple[int, int]] = []
        queue, least = self._queue, None
        while queue and (least is None or queue[0][0] <= least):
            _, one = heappop(queue)
            if self._horizon:
                self._require_dearer(one)
            if self._look(one, least):
                fresh.append((self._low_key(one), one))
                if self._supporters[one].high is not None:
                    high = self._high_key(one)
                    least = high if least is None else min(least, high)
        near = []
        for low, one in fresh:
            if least is None or low > least:
                heappush(queue, (low, one))
            else:
                near.append(one)
        return self._equal_best({one: self.price(one) for one in near})

    def _equal_best(self, prices: dict[int, Price]) -> dict[int, Price]:
        if len(prices) < 2:
            return prices
        found: dict[int, Price] = {}
        for one, price in sorted(prices.items()):
            best = next(iter(found), None)
            difference = -1 if best is None else self._compare(one, price, best, found[best])
            if difference < 0:
                found = {one: price}
            elif difference == 0:
                found[one] = price
        for one in prices.keys() - found.keys():
            heappush(self._queue, (self._low_key(one), one))
        return found

    def _compare(self, one: int, price: Price, other: int, best: Price) -> int:
        worth = self.question.worth
        return price.numerator * best.divisor * worth[other] - best.numerator * price.divisor * worth[one]

    def _low_key(self, one: int) -> int:
        """A lower bound of the price for its worth, which is what `_best` compares."""
        return (self._supporters[one].low << self._shift) // self.question.worth[one]

    def _high_key(self, one: int) -> int:
        high = self._supporters[one].high
        assert high is not None
        return (high << self._shift) // self.question.worth[one] + 1

    def _look(self, one: int, least: int | None) -> bool:
        """Bring what is known of a project up to date; whether its supporters can pay it at all.

        least: a key that is surely reached by another one. Where this one's surely isn't, its `high` stays unknown.
        """
        supporters, horizon = self._supporters[one], self._horizon
        enough = None if least is None or horizon else ((least + 1) * self.question.worth[one] >> self._shift) + 1
        short = supporters.look(self._money, enough, horizon.together if horizon else ())
        if short:
            if horizon:
                horizon.require(short.missing, short.rise)
            return False
        return not supporters.unsure or self._look_exactly(one)

    def _look_exactly(self, one: int) -> bool:
        """The same, where the supporters have so nearly the cost that levels don't tell whether it is enough."""
        if self._horizon:
            self._horizon.doubt()
        if not self._affordable(one):
            return False
        exact = self.price(one)
        near = self._money.scaled(exact.numerator, exact.divisor)
        self._supporters[one].low, self._supporters[one].high = near, near + 1
        return True

    def _require_all_dearer(self) -> None:
        for _, one in self._queue:
            self._require_dearer(one)

    def _require_dearer(self, one: int) -> None:
        """As long as the horizon holds, a project that has waited must have been dearer than the winners so far."""
        if self._horizon:
            least = (self._dearest * self.question.worth[one] >> self._shift) + 1
            self._horizon.require(self._supporters[one].low - least, self._supporters[one].fall)

    def _affordable(self, one: int) -> bool:
        cost = self.question.voters.projects[one].cost * self._money.denominator
        return self._money.together(self._supporters[one].alive(self._money.spent)) >= cost

    def price(self, one: int) -> Price:
        """The exact price of a project that its supporters can pay, right after `_look`."""
        money = self._money
        poor, unsure, rich, divisor = self._supporters[one].sides(money)
        missing = self.question.voters.projects[one].cost * money.denominator - money.together(poor)
        if not unsure:
            return Price(missing, divisor, poor, rich)
        rich = list(rich)
        for left, group in self._by_what_is_left(one, unsure):
            if left * divisor > missing:
                rich.append(group)
                continue
            poor.append(group)
            if left * divisor < missing:  # who has exactly the price pays all, and counts as one who pays the price
                weight = money.weights[group]
                missing -= money.left(group) * weight
                divisor -= weight * (self.question.points[one][group] if self.question.by_points else 1)
        return Price(missing, divisor, poor, rich)

    def _by_what_is_left(self, one: int, groups: list[int]) -> list[tuple[int | Fraction, int]]:
        """Groups with what they have for each of their points, exactly, the poorest first."""
        if not self.question.by_points:
            return sorted((self._money.left(group), group) for group in groups)
        points = self.question.points[one]
        return sorted((Fraction(self._money.left(group), points[group]), group) for group in groups)

    def _select(self, one: int, price: Price) -> None:
        if self.recorded:
            payers = sum(map(self._money.weights.__getitem__, price.rich))
            self.steps.append(step(self.question, len(self.winners) + 1, one, price, self._money.denominator, payers))
        if self._horizon:
            self._look_ahead(one, price, self._horizon)
        self._money.pay(one, price)
        self.winners.append(one)
        self.spent += self.question.voters.projects[one].cost

    def _look_ahead(self, one: int, price: Price, horizon: Horizon) -> None:
        level, low, fall = self._money.level, self._supporters[one].low, self._supporters[one].fall
        points = self.question.points[one] if self.question.by_points else {}
        poor = {group: low * points.get(group, 1) - level[group] - self._money.error for group in price.poor}
        horizon.pay(poor, price.rich, fall, points)
        self._dearest = max(self._dearest, self._high_key(one))
