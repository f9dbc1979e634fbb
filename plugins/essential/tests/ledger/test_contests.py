# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From a box to elections, to totals and back, and what may be published of it."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import BallotKind, rule
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.contests import count_contests, count_totals, election, recountable, totals_of
from folkmoot_essential.ledger.levels import Level, LevelProblem, forecast, level_allowed, published_level

from .votes import a_ballot, a_vote, some_options

RECOUNTABLE = [
    ("approval", "greedy", {}, {}),
    ("approval", "greedy-per-cost", {"overshoot": "stop"}, {}),
    ("approval", "plurality", {}, {"max_length": 1}),
    ("approval", "approval", {"seats": "2"}, {}),
    ("cumulative", "points", {"seats": "3"}, {}),
    ("score", "greedy", {"score": "points"}, {}),
    ("cumulative", "greedy-per-cost", {"score": "points-per-cost", "threshold": "4"}, {}),
    ("ordinal", "greedy", {}, {}),
]


@pytest.mark.parametrize(("kind", "name", "parameters", "limits"), RECOUNTABLE)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=15)
def test_totals_count_like_the_box(
    kind: str, name: str, parameters: dict[str, str], limits: dict[str, object], seed: int
) -> None:
    """Winners, money, ties and every step are the same, where the rule looks at nothing but totals."""
    chance = random.Random(seed)
    vote = a_vote(kind, chance.choice([(), ("north", "south")]), limits)
    options = some_options(vote, 4, chance)
    options[1] = options[1].model_copy(update={"withdrawn": "built"})
    box = [(a_ballot(vote, options, chance), chance.randint(1, 3)) for _ in range(chance.randint(0, 9))]
    chosen = rule(name, parameters)
    assert recountable(vote, chosen)
    of_box = count_contests(vote, options, box, chosen, "seed")
    of_totals = count_totals(vote, options, totals_of(vote, options, box), chosen, "seed")
    assert [one.outcome for one in of_totals] == [one.outcome for one in of_box]
    assert all(options[1].id not in one.outcome.winners for one in of_box)


@pytest.mark.parametrize(
    ("kind", "name", "parameters", "limits"),
    [
        ("approval", "equal-shares", {}, {}),
        ("approval", "phragmen", {}, {}),
        ("ordinal", "irv", {}, {}),
        ("ordinal", "plurality", {}, {"max_length": 1}),
        ("approval", "plurality", {}, {"max_length": 2}),
        ("ordinal", "points", {}, {}),
        ("ordinal", "greedy", {"score": "points"}, {}),
    ],
)
def test_what_totals_say_too_little_for(
    kind: str, name: str, parameters: dict[str, str], limits: dict[str, object]
) -> None:
    vote, chosen = a_vote(kind, (), limits), rule(name, parameters)
    assert not recountable(vote, chosen)
    assert level_allowed(vote, chosen, Level.TOTALS) == [LevelProblem("needs-ballots")]
    assert level_allowed(vote, chosen, Level.TOTALS, auditor="Court of Audit") == []
    assert level_allowed(vote, chosen, Level.TRACKED, 50) == []


def test_each_contest_has_its_own_voters() -> None:
    vote = a_vote("approval", ("north", "south"))
    options = some_options(vote, 2, random.Random(1))
    box = [
        (made({"": ("town-1",), "north": ("north-1", "north-2")}, district="north"), 2),
        (made({"south": ("south-2",)}, district="south"), 1),
        (made({}, district="south"), 1),
    ]
    elections = {contest.id: election(vote, contest, options, box) for contest in vote.contests}
    assert {contest: one.voters for contest, one in elections.items()} == {"": 4, "north": 2, "south": 2}
    assert elections["south"].ballots == tuple(sorted(elections["south"].ballots, key=lambda one: one.choices))
    totals = totals_of(vote, options, box)
    assert totals["north"].as_json() == {"ballots": 2, "votes": {"north-1": 2, "north-2": 2}}
    assert totals["south"].as_json() == {"ballots": 2, "votes": {"south-1": 0, "south-2": 1}}


def test_a_withdrawn_option_is_voted_for_and_not_counted() -> None:
    vote = a_vote("cumulative")
    options = some_options(vote, 3, random.Random(1))
    options[0] = options[0].model_copy(update={"withdrawn": "built"})
    box = [(Ballot({"": ("town-1", "town-2")}, {"": (4, 1)}), 1)]
    counted = election(vote, vote.contests[0], options, box)
    assert [one.id for one in counted.projects] == ["town-2", "town-3"]
    assert [(one.choices, one.points) for one in counted.ballots] == [(("town-2",), (1,))]
    assert totals_of(vote, options, box)[""].as_json() == {
        "ballots": 1,
        "votes": {"town-1": 1, "town-2": 1, "town-3": 0},
        "points": {"town-1": 4, "town-2": 1, "town-3": 0},
    }


def test_few_voters_mean_totals() -> None:
    vote, greedy = a_vote("approval"), rule("greedy")
    assert level_allowed(vote, greedy, Level.TRACKED, 49) == [LevelProblem("too-few-eligible", 50, 49)]
    assert level_allowed(vote, greedy, Level.DISTINCT, 50) == []
    assert level_allowed(vote, greedy, Level.TOTALS, 3) == []
    assert level_allowed(vote, greedy, Level.TRACKED) == []
    assert published_level(Level.TRACKED, [50, 51]) is Level.TRACKED
    assert published_level(Level.TRACKED, [50, 49]) is Level.TOTALS
    assert published_level(Level.TOTALS, [1]) is Level.TOTALS


def test_how_many_ballots_there_can_be() -> None:
    assert forecast(BallotKind.APPROVAL, 5, 100, 0, 2).possible == 1 + 5 + 10
    assert forecast(BallotKind.ORDINAL, 5, 100, 1, 2).possible == 5 + 20
    assert forecast(BallotKind.CUMULATIVE, 3, 100, 1, 2, points=4).possible == 3 + 3 * 3
    assert forecast(BallotKind.APPROVAL, 3, 0).alone == 1


@given(st.sampled_from(list(BallotKind)), st.integers(1, 40), st.integers(1, 50_000), st.integers(1, 6))
def test_more_voters_are_less_alone_and_more_choice_more(
    kind: BallotKind, options: int, voters: int, most: int
) -> None:
    here = forecast(kind, options, voters, 0, most, points=10)
    assert 0 < here.alone <= 1
    assert forecast(kind, options, voters + 1, 0, most, points=10).alone <= here.alone
    assert forecast(kind, options + 1, voters, 0, most, points=10).alone >= here.alone


def test_a_single_choice_hides_and_ten_of_a_hundred_dont() -> None:
    assert forecast(BallotKind.APPROVAL, 20, 5_000, 1, 1).likely == "few"
    assert forecast(BallotKind.APPROVAL, 100, 5_000, 0, 10).likely == "many"
    assert forecast(BallotKind.APPROVAL, 20, 5_000, 1, 1).alone < Fraction(1, 100)
