# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phragmén, plurality, approval, points and instant runoff."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, CannotCount, Election, rule

from .elections import budgets, election, rankings


def phragmen_slowly(some: Election) -> list[str]:
    """The definition: every voter alone."""
    voters = [ballot.choices for ballot in some.ballots for _ in range(ballot.weight)]
    loads, left, found = [Fraction(0)] * len(voters), some.budget, list[str]()
    cost = {one.id: one.cost for one in some.projects if one.cost <= some.budget}
    while True:
        after = {}
        for name in cost.keys() - set(found):
            backers = [i for i, voter in enumerate(voters) if name in voter]
            if backers:
                after[name] = (sum((loads[i] for i in backers), Fraction(cost[name])) / len(backers), backers)
        if not after:
            return found
        least = min(load for load, _ in after.values())
        first = sorted(name for name, (load, _) in after.items() if load == least)
        if any(cost[name] > left for name in first):
            return found
        found.append(first[0])
        left -= cost[first[0]]
        for i in after[first[0]][1]:
            loads[i] = least


@given(budgets())
def test_phragmen_is_its_definition(some: Election) -> None:
    counted = rule("phragmen", {"ties": "id", "unsupported": "skip"}).count(some)
    assert list(counted.winners) == phragmen_slowly(some)
    assert counted.spent <= some.budget


def test_approval_and_plurality_and_points() -> None:
    single = election("approval", 0, {"a": 0, "b": 0}, "3: a", "2: b")
    assert rule("plurality").count(single).winners == ("a",)
    assert rule("approval", {"seats": "2"}).count(single).winners == ("a", "b")
    ranked = election("ordinal", 0, {"a": 0, "b": 0, "c": 0}, "3: a b c", "2: b c a", "2: c b a")
    assert rule("plurality").count(ranked).winners == ("a",)
    assert rule("points").count(ranked).winners == ("b",)  # 3 * 2 + 2 * 3 + 2 * 2 = 16; a has 13


def test_a_rule_says_which_ballots_it_needs() -> None:
    several = election("approval", 0, {"a": 0, "b": 0}, "3: a b")
    for name in ("plurality", "irv", "points"):
        with pytest.raises(CannotCount):
            rule(name).count(several)
    with pytest.raises(CannotCount):
        rule("equal-shares").count(several)


@given(budgets(), st.sampled_from(["approval", "greedy"]))
def test_one_more_voter_for_a_winner_leaves_it_a_winner(some: Election, name: str) -> None:
    for winner in rule(name, {"ties": "id"}).count(some).winners:
        more = replace(some, ballots=(*some.ballots, Ballot((winner,))))
        assert winner in rule(name, {"ties": "id"}).count(more).winners


@settings(max_examples=150)
@given(rankings())
def test_instant_runoff_against_a_count_on_paper(some: Election) -> None:
    """Ballots lie in heaps and are moved one by one; ties go to who is later in the alphabet."""
    heaps = {
        project.id: [list(b.choices) for b in some.ballots if b.choices[:1] == (project.id,)]
        for project in some.projects
    }
    first = {name: len(heap) for name, heap in heaps.items()}
    while len(heaps) > 1 and 2 * max(map(len, heaps.values())) <= sum(map(len, heaps.values())):
        least = min(len(heap) for heap in heaps.values())
        leaves = max(name for name, heap in heaps.items() if len(heap) == least)
        for paper in heaps.pop(leaves):
            following = next((name for name in paper if name in heaps), None)
            if following is not None:
                heaps[following].append(paper)
    won = [name for name, heap in heaps.items() if heap and 2 * len(heap) > sum(map(len, heaps.values()))]
    assert list(rule("irv", {"ties": "id"}).count(some).winners) == (won if any(first.values()) else [])


def test_where_phragmen_stops_it_names_the_same_option_in_any_order() -> None:
    """Found by the property of order, once in some thousand elections: options that nobody supports, equally dear."""
    one = election("approval", 1, {"a": 1, "b": 1, "c": 1}, "1:")
    other = replace(one, projects=(one.projects[2], one.projects[0], one.projects[1]))
    counted = [rule("phragmen", {"overshoot": "stop"}).count(some, "seed").trace for some in (one, other)]
    assert counted[0] == counted[1]
    assert counted[0][-1]["decision"] == "does-not-fit"
