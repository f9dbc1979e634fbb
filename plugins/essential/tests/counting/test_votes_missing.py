# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How many more votes an option needed: said only of a number that was recounted, and one fewer too."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import Ballot, Election, Limits, Rule, rule, votes_missing
from folkmoot_essential.counting.explaining.missing import added_ballot

from .elections import budgets, election, rankings

SMALL = election("approval", 100, {"a": 60, "b": 50, "c": 30, "d": 5}, "5: a b", "4: b c", "3: c d", "1: a")


def wins(some: Election, chosen: Rule, option: str, ballot: Ballot, number: int) -> bool:
    """Recounted with ballots put in one by one, before the others."""
    return option in chosen.count(replace(some, ballots=(*[ballot] * number, *some.ballots)), "seed").winners


def test_greedy_needs_to_come_before_the_one_that_took_its_money() -> None:
    # a has 6 votes, c 7, b 9: with 2 more it comes before c, and then 50 (b) are gone; it must come before b.
    assert votes_missing(SMALL, rule("greedy", {"ties": "id"}), "", "a") == 3
    assert votes_missing(SMALL, rule("greedy"), "", "b") == 0


def test_under_equal_shares_a_new_voter_makes_all_shares_smaller() -> None:
    # 10 voters have 10 each; b costs 30 and has 2 voters. With n more each has 100 / (10 + n): (2 + n) times that.
    some = election("approval", 100, {"a": 50, "b": 30}, "8: a", "2: b")
    assert votes_missing(some, rule("equal-shares"), "", "b") == 2  # 4 * 100 / 12 >= 30; 3 * 100 / 11 isn't


def test_what_no_number_of_votes_helps() -> None:
    some = election("approval", 100, {"a": 50, "b": 130}, "8: a", "2: b")
    told: list[int] = []
    assert votes_missing(some, rule("greedy"), "", "b", progress=told.append) is None
    assert told == list(range(1, len(told) + 1))
    assert len(told) < 15
    assert votes_missing(some, rule("greedy"), "", "b", recounts=3, progress=told.append) is None
    assert told[-3:] == [1, 2, 3]


def test_the_search_has_limits() -> None:
    some = election("approval", 0, {"a": 0, "b": 0}, "500: a", "1: b")
    assert votes_missing(some, rule("approval", {"ties": "id"}), "", "b") == 500
    assert votes_missing(some, rule("approval", {"ties": "id"}), "", "b", most=499) is None
    assert votes_missing(some, rule("approval", {"ties": "id"}), "", "b", most=500) == 500
    assert votes_missing(some, rule("approval", {"ties": "id"}), "", "b", recounts=11) is None


@pytest.mark.parametrize("guess", [1, 3, 499, 500, 501, 9_000])
def test_a_guess_changes_how_long_it_takes_and_not_the_answer(guess: int) -> None:
    some = election("approval", 0, {"a": 0, "b": 0}, "500: a", "1: b")
    told: list[int] = []
    missing = votes_missing(some, rule("approval", {"ties": "id"}), "", "b", guess=guess, progress=told.append)
    assert missing == 500
    assert len(told) <= (12 if 400 < guess < 600 else 25)


def test_the_added_ballot_keeps_to_the_rules_of_ballots() -> None:
    pointed = election("cumulative", 10, {"a": 6, "b": 6}, "1: a=5", "2: b=4 a=1")
    a = pointed.projects[0]
    assert added_ballot(pointed, a) == Ballot(("a",), (5,))
    assert added_ballot(replace(pointed, limits=Limits(max_points=3, max_sum_points=4)), a) == Ballot(("a",), (3,))
    dear = replace(SMALL, limits=Limits(max_sum_cost=55))
    assert added_ballot(dear, dear.projects[0]) is None
    assert votes_missing(dear, rule("greedy"), "", "a") is None
    placed = replace(SMALL, ballots=(Ballot(("b",), district="north"),),
                     projects=tuple(replace(one, district="south") for one in SMALL.projects))  # fmt: skip
    assert added_ballot(placed, placed.projects[0]) == Ballot(("a",), district="south")


CHOICES = st.sampled_from([
    rule("greedy"), rule("greedy-per-cost", {"overshoot": "stop"}), rule("equal-shares"),
    rule("equal-shares", {"utility": "cardinality", "completion": "utilitarian"}), rule("phragmen"), rule("approval"),
])  # fmt: skip


@settings(max_examples=100)
@given(budgets(), CHOICES)
def test_with_so_many_it_wins_and_with_one_fewer_not(some: Election, chosen: Rule) -> None:
    for project in some.projects:
        number = votes_missing(some, chosen, "seed", project.id, most=40)
        ballot = Ballot((project.id,))
        if number is None:
            assert not wins(some, chosen, project.id, ballot, 40)
        else:
            assert wins(some, chosen, project.id, ballot, number)
            assert number == 0 or not wins(some, chosen, project.id, ballot, number - 1)
        if chosen.method.name in ("greedy", "approval"):
            tried = (n for n in range(41) if wins(some, chosen, project.id, ballot, n))
            assert number == next(tried, None)


@settings(max_examples=60)
@given(rankings())
def test_instant_runoff_isn_t_monotone_and_still_nothing_untrue_is_said(some: Election) -> None:
    for project in some.projects:
        number = votes_missing(some, rule("irv"), "seed", project.id)
        assert number is not None
        assert wins(some, rule("irv"), project.id, Ballot((project.id,)), number)
        assert number == 0 or not wins(some, rule("irv"), project.id, Ballot((project.id,)), number - 1)


def test_an_exception_of_the_progress_ends_it() -> None:
    class Stopped(Exception):
        pass

    def stop(done: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        votes_missing(SMALL, rule("greedy"), "", "a", progress=stop)
