# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Equal shares by definition, slowly and with nothing but fractions: the whole trace, to hold the quick count against.

Nothing of it is shared with the code that counts: every price is found by trying all supporters, in every round.
"""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot_essential.counting import Election

Told = tuple[list[str], list[tuple[int, tuple[str, ...], str]], list[dict[str, object]]]
"""Winners, ties (round, candidates, chosen), and the steps of the trace after the first line."""


@dataclass
class Voter:
    """Voters who cast the same ballot: what each has left, and the points of each choice (1 where none are asked)."""

    points: dict[str, int]
    number: int
    left: Fraction


def count(election: Election, utility: str, minimum_support: int) -> Told:
    """Ties are broken by id."""
    voters = _voters(election, utility)
    votes = {one.id: sum(voter.number for voter in voters if one.id in voter.points) for one in election.projects}
    cost = {one.id: one.cost for one in election.projects}
    everybody = sum(ballot.weight for ballot in election.ballots) if minimum_support else 0
    waiting = {
        one for one in cost if votes[one] and votes[one] * minimum_support * election.budget >= cost[one] * everybody
    }
    winners: list[str] = []
    ties: list[tuple[int, tuple[str, ...], str]] = []
    steps: list[dict[str, object]] = []
    while True:
        worth = {one: max(cost[one], 1) if utility == "cost" else 1 for one in waiting}
        prices = {one: found for one in waiting if (found := _price(voters, one, cost[one])) is not None}
        if not prices:
            return winners, ties, steps
        least = min(price / worth[one] for one, price in prices.items())
        best = sorted(one for one, price in prices.items() if price / worth[one] == least)
        chosen = best[0]
        if len(best) > 1:
            ties.append((len(winners) + 1, tuple(best), chosen))
        winners.append(chosen)
        waiting.remove(chosen)
        steps.append(_pay(voters, chosen, prices[chosen]) | {
            "round": len(winners), "project": chosen, "cost": str(cost[chosen]), "votes": votes[chosen],
            "price": str(prices[chosen]), "price_for_worth": str(least), "decision": "funded",
        })  # fmt: skip


def _voters(election: Election, utility: str) -> list[Voter]:
    """A choice with no point isn't one."""
    share = Fraction(election.budget, sum(ballot.weight for ballot in election.ballots))
    voters = []
    for ballot in election.ballots:
        given = dict(zip(ballot.choices, ballot.points or (1,) * len(ballot.choices), strict=True))
        points = {one: value if utility == "points" else 1 for one, value in given.items() if value}
        voters.append(Voter(points, ballot.weight, share))
    return voters


def _price(voters: list[Voter], project: str, cost: int) -> Fraction | None:
    """What each supporter pays for a point, or all that is left; None when all together have too little."""
    backers = [voter for voter in voters if project in voter.points]
    if sum(voter.left * voter.number for voter in backers) < cost:
        return None
    poor: list[Voter] = []
    while True:
        rich = [voter for voter in backers if voter not in poor]
        missing = cost - sum(voter.left * voter.number for voter in poor)
        if not rich:
            return max(voter.left / voter.points[project] for voter in poor)
        price = Fraction(missing) / sum(voter.number * voter.points[project] for voter in rich)
        fallen = [voter for voter in rich if voter.left < price * voter.points[project]]
        if not fallen:
            return price
        poor += fallen


def _pay(voters: list[Voter], project: str, price: Fraction) -> dict[str, object]:
    """Who has exactly the price pays all."""
    part = all_of_it = 0
    for voter in voters:
        due = price * voter.points.get(project, 0)
        if project not in voter.points or not voter.left:
            continue
        if voter.left > due:
            part += voter.number
        else:
            all_of_it += voter.number
        voter.left = max(voter.left - due, Fraction(0))
    return {"paying_price": part, "paying_all_they_have": all_of_it}
