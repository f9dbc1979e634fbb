# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Equal shares: worked by hand, against a slow count with nothing but fractions, and by its own axioms."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Election, rule
from folkmoot_essential.counting.shares.equal_shares import ask
from folkmoot_essential.counting.tallies import votes

from .elections import budgets, election


def winners(election: Election, **parameters: str) -> list[str]:
    given = {"ties": "id"} | {key.replace("_", "-"): value for key, value in parameters.items()}
    return list(rule("equal-shares", given).count(election).winners)


def slowly(  # noqa: C901 - the definition in one place
    election: Election, utility: str, share: Fraction
) -> list[str]:
    """The definition, word for word: every voter alone, every price by trying all of them."""
    voters = [dict(zip(b.choices, b.points or (1,) * len(b.choices), strict=True)) for b in election.ballots
              for _ in range(b.weight)]  # fmt: skip
    left = [share] * len(voters)
    cost = {project.id: project.cost for project in election.projects}
    found: list[str] = []
    while True:
        prices: list[tuple[Fraction, str, Fraction]] = []
        for name in cost.keys() - set(found):
            backers = [
                (left[i], voter[name] if utility == "points" else 1) for i, voter in enumerate(voters) if name in voter
            ]
            if backers and sum(has for has, _ in backers) >= cost[name]:
                backers.sort(key=lambda pair: pair[0] / pair[1])
                missing, shares = Fraction(cost[name]), sum(points for _, points in backers)
                for has, points in backers:
                    if has * shares >= missing * points:
                        break
                    missing, shares = missing - has, shares - points
                price = missing / shares
                prices.append((price / (cost[name] if utility == "cost" else 1), name, price))
        if not prices:
            return found
        _, name, price = min(prices)
        found.append(name)
        for i, voter in enumerate(voters):
            if name in voter:
                left[i] -= min(left[i], price * (voter[name] if utility == "points" else 1))


def test_who_is_many_enough_gets_their_share() -> None:
    # Each of 10 voters has 10. Greedy by votes takes a (90) alone, and the voters of d get nothing.
    parted = election("approval", 100, {"a": 90, "b": 60, "d": 40}, "6: a b", "4: d")
    assert rule("greedy", {"ties": "id"}).count(parted).winners == ("a",)
    assert winners(parted) == ["b", "d"]


def test_prices_are_told_exactly() -> None:
    # Each of 3 has 10. a: 3 voters pay 7/3 each; b: 2 voters pay 5.
    counted = rule("equal-shares", {"ties": "id", "utility": "cardinality"}).count(
        election("approval", 30, {"a": 7, "b": 10}, "2: a b", "1: a")
    )
    told = [(step["project"], step["price"], step["paying_price"]) for step in counted.trace if "price" in step]
    assert told == [("a", "7/3", 3), ("b", "5", 2)]


@pytest.mark.parametrize(("completion", "wanted"), [("none", []), ("utilitarian", ["a"]), ("add1", ["a"])])
def test_completions_spend_what_is_left(completion: str, wanted: list[str]) -> None:
    # 10 voters with 10 each; a costs 95, and its 9 voters have 90.
    assert winners(election("approval", 100, {"a": 95, "b": 95}, "9: a", "1: b"), completion=completion) == wanted


def test_a_step_of_add1_is_one_unit_of_the_currency() -> None:
    euros = election("approval", 100, {"a": 60, "b": 45, "c": 50}, "4: a", "3: b c", "3: c")
    cents = replace(euros, budget=10_000, unit=100,
                    projects=tuple(replace(one, cost=one.cost * 100) for one in euros.projects))  # fmt: skip
    assert winners(euros, completion="add1") == winners(cents, completion="add1")


def test_minimum_support_keeps_out_what_few_want() -> None:
    one = election("approval", 90, {"a": 9, "b": 10}, "1: a", "9: b")
    assert winners(one) == ["b", "a"]
    assert winners(one, minimum_support="1") == ["b", "a"]
    assert len(ask(election("approval", 90, {"a": 10}, "1: a", "9: "), "cost", 1).eligible) == 0


@settings(max_examples=150)
@given(st.data(), st.sampled_from(["cost", "cardinality", "points"]))
def test_the_quick_count_is_the_slow_one(data: st.DataObject, utility: str) -> None:
    some = data.draw(budgets("cumulative" if utility == "points" else "approval"))
    assert winners(some, utility=utility) == slowly(some, utility, Fraction(some.budget, some.voters))


@settings(max_examples=60)
@given(budgets(), st.sampled_from(["none", "add1", "add1-exhaustive", "add1-utilitarian"]), st.randoms())
def test_order_and_grouping_do_not_matter_and_the_budget_holds(some: Election, completion: str, chance: object) -> None:
    first = rule("equal-shares", {"completion": completion}).count(some, "seed")
    ballots = [ballot._replace(weight=1) for ballot in some.ballots for _ in range(ballot.weight)]
    projects = list(some.projects)
    chance.shuffle(ballots)  # type: ignore[attr-defined]
    chance.shuffle(projects)  # type: ignore[attr-defined]
    other = replace(some, ballots=tuple(ballots), projects=tuple(projects))
    second = rule("equal-shares", {"completion": completion}).count(other, "seed")
    assert (first.winners, first.ties) == (second.winners, second.ties)
    assert first.spent <= some.budget


@settings(max_examples=60)
@given(budgets())
def test_extended_justified_representation_of_single_projects(some: Election) -> None:
    """Voters of a project who could pay it with their shares don't all go away with less than it (EJR up to one)."""
    same = replace(some, projects=tuple(replace(one, cost=3) for one in some.projects))
    won = set(winners(same, utility="cardinality"))
    for name, number in votes(same).items():
        if number * same.budget >= 3 * same.voters:
            assert name in won or any(name in ballot.choices and won & set(ballot.choices) for ballot in same.ballots)
