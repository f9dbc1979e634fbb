# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is counted after certification: so many more votes, other rules beside; within its bounds, without ballots."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.platform import Platform
from folkmoot.testing import Town
from folkmoot_essential.counting import Ballot, Election, rule
from folkmoot_essential.voting.results import further, looking
from folkmoot_essential.voting.results.further import Bounds, Given

from .certified import FORMS, Opened, cast_all, certified, finished, look
from .conftest import ballot, make_vote


def with_more(counted: Election, option: str, number: int, points: int | None) -> Election:
    added = Ballot((option,), (points,) if points else (), number)
    return replace(counted, ballots=(*counted.ballots, added)) if number else counted


@pytest.mark.parametrize("form", sorted(FORMS))
def test_so_many_more_fund_it_and_one_fewer_does_not(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    found, opened = made.kept["contests"][""], made.opened
    won = set(opened.result.outcome.winners)
    losers = {one.id for one in opened.options} - won
    assert set(found["missing"]) == losers
    assert losers
    for option, told in found["missing"].items():
        number = told["n"]
        assert number > 0
        for more, wins in ((number, True), (number - 1, False)):
            again = with_more(opened.election, option, more, told.get("points"))
            assert (option in opened.rule.count(again).winners) is wins


@pytest.mark.parametrize("form", ["budget", "several", "points", "shared"])
def test_other_rules_beside_are_counted_of_the_same_ballots(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    beside, opened = made.kept["contests"][""]["what_if"], made.opened
    assert [one["own"] for one in beside] == [True] + [False] * (len(beside) - 1)
    assert {one["rule"] for one in beside} >= {"greedy", "equal-shares"}
    assert beside[0]["winners"] == list(opened.result.outcome.winners)
    for one in beside:
        counted = {"greedy": _greedy(opened), "equal-shares": _shares(opened)}.get(one["rule"], opened.rule)
        outcome = (opened.rule if one["own"] else counted).count(opened.election)
        assert (one["winners"], one["spent"]) == (list(outcome.winners), str(outcome.spent))
        served = sum(number for cast, number in opened.box if set(cast.choices.get("", ())) & set(outcome.winners))
        assert (one["with_one"], one["voters"]) == (served, 60)


def _greedy(opened: Opened) -> Any:
    return rule("greedy", {"score": "votes" if opened.vote.kind == "approval" else "points"})


def _shares(opened: Opened) -> Any:
    utility = "cost" if opened.vote.kind == "approval" else "points"
    return rule("equal-shares", {"utility": utility, "completion": "add1-exhaustive-utilitarian"})


@pytest.mark.parametrize("form", ["one", "ranking"])
def test_where_no_budget_is_given_out_no_rule_of_budgets_is_shown(platform: Platform, form: str) -> None:
    assert finished(platform, form).kept["contests"][""]["what_if"] == []


def test_what_is_kept_holds_no_ballot(platform: Platform) -> None:
    made = finished(platform, "points")
    kept, row, opened = made.kept, made.bundle, made.opened
    assert set(kept) == {"waiting", "seconds", "contests"}
    assert set(kept["contests"][""]) == {"missing", "what_if", "not_tried"}
    said = json.dumps(row.result)
    for cast, _number in opened.box[:20]:
        assert json.dumps(list(cast.choices[""])) not in said
        assert cast.canonical().decode() not in said
    assert all(one["t"] not in said for one in opened.lines("box.jsonl"))


def test_few_ballots_under_a_rule_that_needs_them_are_not_looked_at(town: Town) -> None:
    vote = certified(town, "budget", 12)
    kept = look(vote)
    assert kept["contests"][""] == {"missing": {}, "what_if": [], "not_tried": []}


def test_of_few_ballots_only_what_follows_from_totals_is_asked(town: Town) -> None:
    found = look(certified(town, "several", 12))["contests"][""]
    assert found["missing"]
    assert found["what_if"] == []


def test_without_its_whole_box_nothing_is_counted(town: Town) -> None:
    vote = certified(town, "several", 3)
    with town.session() as db:
        row = vote.bundle(db)
        row.result = {**row.result, "ballots": 61}
    assert look(vote)["no_ballots"] is True


def test_the_job_looks_at_each_certified_vote_once(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    made = finished(platform, "several")
    monkeypatch.setattr(further, "begin", None)
    monkeypatch.setattr(further, "go_on", None)
    assert look(made.vote) == made.kept


def test_two_workers_never_look_at_one_vote_together(town: Town) -> None:
    vote = certified(town, "several", 3)
    with town.session() as first:
        looking.run(vote.context(first))
        with town.session() as second:
            looking.run(vote.context(second))
            assert looking.FURTHER not in vote.bundle(second).result
    with town.session() as db:
        assert vote.bundle(db).result[looking.FURTHER]["waiting"]


@pytest.fixture
def given(platform: Platform) -> Given:
    """A greedy vote of 60, which two or more options lose."""
    vote = finished(platform, "several").vote
    with vote.town.session() as db:
        found = looking.given(db, vote.bundle(db))
    assert found is not None
    return found


def steady(seconds: int) -> Callable[[], float]:
    """A clock by which everything that asks it takes so many seconds."""
    ticks: Iterator[int] = iter(range(0, 10_000_000, seconds))
    return lambda: next(ticks)


def ended(given: Given, bounds: Bounds, clock: Callable[[], float]) -> tuple[dict[str, Any], int]:
    found, turns = further.begin(given, bounds), 0
    while found["waiting"]:
        found, turns = further.go_on(found, given, bounds, clock), turns + 1
    return found, turns


def test_an_option_that_takes_too_long_is_left_and_said(given: Given) -> None:
    found, _turns = ended(given, Bounds(turn=10_000, option=1, whole=100_000), steady(2))
    assert set(map(str, found["contests"][""]["missing"].values())) == {"{'late': True}"}


def test_a_vote_that_takes_too_long_in_all_is_left_and_said(given: Given) -> None:
    found, _turns = ended(given, Bounds(turn=20, option=10_000, whole=30), steady(1))
    told = list(found["contests"][""]["missing"].values())
    assert "n" in told[0]
    assert told[-1] == {"late": True}


def test_a_turn_ends_in_time_and_the_next_goes_on(given: Given) -> None:
    whole, _once = ended(given, Bounds(turn=10_000, option=10_000, whole=10_000), steady(1))
    found, turns = ended(given, Bounds(turn=1, option=10_000, whole=1_000_000), steady(1))
    assert turns >= len(found["contests"][""]["missing"]) > 1
    assert found["contests"] == whole["contests"]


def test_past_the_bound_of_options_the_least_wanted_are_not_tried(given: Given) -> None:
    every = [one for _contest, one in further.begin(given, Bounds())["waiting"]]
    found = further.begin(given, Bounds(options=1))
    assert [one for _contest, one in found["waiting"]] == every[:1]
    assert found["contests"][""]["not_tried"] == every[1:]


def test_where_no_ballot_may_name_it_alone_that_is_said(town: Town) -> None:
    vote = make_vote(town, **{**FORMS["several"], "least": 2})
    vote.turn()
    cast_all(vote, [ballot(1, 2)] * 4 + [ballot(2, 3)] * 2)
    vote.end()
    vote.certify()
    missing = look(vote)["contests"][""]["missing"]
    assert missing
    assert set(map(str, missing.values())) == {"{'alone': False}"}
