# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots as values, what commits to them, and what makes them valid."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.counting import Limits
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.ballots import Ballot, NotABallot, commitment, made, tracker
from folkmoot_essential.ledger.limits import BallotProblem, problems
from folkmoot_essential.ledger.shapes import WrongShape
from folkmoot_essential.ledger.vote import BallotLimits, Option, Vote, options_hash, troubles

from .votes import a_vote

ids = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)
SECRET = bytes(range(32))


@given(st.dictionaries(st.sampled_from(["", "north"]), ids), st.booleans())
def test_a_ballot_survives_its_canonical_form(choices: dict[str, list[str]], ranked: bool) -> None:
    ballot = made({contest: tuple(chosen) for contest, chosen in choices.items()}, district="north", ranked=ranked)
    assert Ballot.of_json(canonical.read(ballot.canonical())) == ballot
    assert all(ballot.choices.values())
    assert ranked or all(list(chosen) == sorted(chosen) for chosen in ballot.choices.values())


def test_made_orders_and_leaves_out() -> None:
    ballot = made({"": ("b", "a", "c"), "north": ()}, {"": (3, 0, 1), "north": ()}, "north")
    assert ballot.canonical() == b'{"c":{"":["b","c"]},"d":"north","p":{"":[3,1]}}'
    assert made({"": ("b", "a")}, ranked=True).canonical() == b'{"c":{"":["b","a"]}}'
    assert made({}).canonical() == b'{"c":{}}'


def test_commitment_and_tracker_are_as_the_document_says() -> None:
    ballot = made({"": ("opt-9", "opt-3")})
    text = b'{"c":{"":["opt-3","opt-9"]}}'
    assert commitment(SECRET, ballot) == hashlib.sha256(b"folkmoot-ballot/1\n" + SECRET + text).hexdigest()
    assert tracker(SECRET) == hmac.new(SECRET, b"folkmoot-box/1", "sha256").hexdigest()[:32]
    for act in (lambda: commitment(b"short", ballot), lambda: tracker(b"short")):
        with pytest.raises(ValueError, match="32 bytes"):
            act()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"c": []},
        {"c": {"": []}},
        {"c": {"": "a"}},
        {"c": {"": [1]}},
        {"c": {}, "x": 1},
        {"c": {}, "d": ""},
        {"c": {}, "d": 1},
        {"c": {}, "p": {}},
        {"c": {"": ["a"]}, "p": {"": [True]}},
        {"c": {"": ["a"]}, "p": {"": ["1"]}},
    ],
)
def test_what_isnt_a_ballot(value: object) -> None:
    with pytest.raises(NotABallot):
        Ballot.of_json(value)


def vote_and_options(
    kind: str, limits: dict[str, object], districts: tuple[str, ...] = ()
) -> tuple[Vote, list[Option]]:
    """Options a, b, c of 100, 200 and 300 in the town; n in north, s in south."""
    vote = a_vote(kind, districts, limits)
    found = [("a", "100", ""), ("b", "200", ""), ("c", "300", "")] + [(one[0], "50", one) for one in districts]
    return vote, [
        Option(id=name, number=place, title={"en": name}, cost=cost, contest=contest)
        for place, (name, cost, contest) in enumerate(found, start=1)
    ]


@pytest.mark.parametrize(
    ("kind", "limits", "ballot", "expected"),
    [
        ("approval", {}, Ballot({"": ("a", "b")}), []),
        ("approval", {"min_length": 2}, Ballot(), []),
        ("approval", {"min_length": 2}, Ballot({"": ("a",)}), [BallotProblem("length-too-small", "", "", 2, 1)]),
        ("approval", {"max_length": 1}, Ballot({"": ("a", "b")}), [BallotProblem("length-too-large", "", "", 1, 2)]),
        (
            "approval",
            {"max_sum_cost": "399"},
            Ballot({"": ("a", "c")}),
            [BallotProblem("cost-too-large", "", "", 399, 400)],
        ),
        (
            "approval",
            {"min_sum_cost": "401"},
            Ballot({"": ("a", "c")}),
            [BallotProblem("cost-too-small", "", "", 401, 400)],
        ),
        ("approval", {}, Ballot({"": ("b", "a")}), [BallotProblem("order")]),
        ("ordinal", {}, Ballot({"": ("b", "a")}), []),
        ("ordinal", {}, Ballot({"": ("b", "a", "b")}), [BallotProblem("option-twice", "", "b")]),
        ("approval", {}, Ballot({"": ("x",)}), [BallotProblem("option-unknown", "", "x")]),
        ("approval", {}, Ballot({"east": ("a",)}), [BallotProblem("contest-unknown", "east")]),
        ("approval", {}, Ballot({}, {}, "north"), [BallotProblem("district-unknown", "north")]),
        ("approval", {}, Ballot({"": ("a",)}, {"": (1,)}), [BallotProblem("points-unasked")]),
        ("approval", {}, Ballot({}, {"": (1,)}), [BallotProblem("points-unasked")]),
        ("cumulative", {}, Ballot({"": ("a",)}), [BallotProblem("points-missing", limit=1)]),
        ("cumulative", {}, Ballot({"": ("a", "b")}, {"": (1,)}), [BallotProblem("points-missing", limit=2, value=1)]),
        (
            "cumulative",
            {"max_sum_points": 3},
            Ballot({"": ("a", "b")}, {"": (2, 2)}),
            [BallotProblem("sum-too-large", "", "", 3, 4)],
        ),
        (
            "cumulative",
            {"min_sum_points": 5},
            Ballot({"": ("a", "b")}, {"": (2, 2)}),
            [BallotProblem("sum-too-small", "", "", 5, 4)],
        ),
        (
            "score",
            {"max_points": 2},
            Ballot({"": ("a", "b")}, {"": (3, 2)}),
            [BallotProblem("points-too-large", "", "a", 2, 3)],
        ),
        ("score", {}, Ballot({"": ("a", "b")}, {"": (0, 2)}), [BallotProblem("points-too-small", "", "a", 1, 0)]),
        ("score", {}, Ballot({"": ("a", "b")}, {"": (-5, 2)}), [BallotProblem("points-too-small", "", "a", 1, -5)]),
    ],
)
def test_what_is_wrong_with_a_ballot(
    kind: str, limits: dict[str, object], ballot: Ballot, expected: list[BallotProblem]
) -> None:
    vote, options = vote_and_options(kind, limits)
    assert problems(vote, options, ballot) == expected


def test_districts_vote_for_themselves() -> None:
    vote, options = vote_and_options("approval", {"max_length": 1}, ("north", "south"))
    assert problems(vote, options, Ballot({"": ("a",), "north": ("n",)}, {}, "north")) == []
    assert problems(vote, options, Ballot({"": ("a",)})) == [BallotProblem("district-missing")]
    assert problems(vote, options, Ballot({"south": ("s",)}, {}, "north")) == [
        BallotProblem("contest-unknown", "south")
    ]
    assert problems(vote, options, Ballot({"north": ("s",)}, {}, "north")) == [
        BallotProblem("option-unknown", "north", "s")
    ]


def test_limits_of_the_counting_library_and_back() -> None:
    limits = Limits(min_length=1, max_length=3, max_sum_cost=900)
    assert BallotLimits.of(limits).as_json() == {"min_length": 1, "max_length": 3, "max_sum_cost": "900"}
    assert BallotLimits.of(limits).counting() == limits


def test_the_hash_of_options_is_that_of_the_opening() -> None:
    _, options = vote_and_options("approval", {})
    before = options_hash(options)
    options[1] = options[1].model_copy(update={"withdrawn": "Already built"})
    assert options_hash(options) == before
    assert options_hash(options[:2]) != before


def test_a_list_of_options_that_makes_no_sense() -> None:
    vote, options = vote_and_options("approval", {})
    assert troubles(vote, options) == []
    assert troubles(vote, options[::-1]) == [
        "Options aren't in the order of their numbers, each of which is given once."
    ]
    assert len(troubles(vote, [*options, options[0]])) == 2
    assert troubles(vote, [options[0].model_copy(update={"contest": "west"})]) == ["Option a belongs to no contest."]


@pytest.mark.parametrize("ids", [[], ["", ""], ["town"], ["../x"], ["North"]])
def test_contests_have_ids_that_can_be_told_apart(ids: list[str]) -> None:
    contests = [{"id": one, "title": {}, "budget": "1", "limits": {}} for one in ids]
    with pytest.raises(WrongShape):
        Vote.of_json({"kind": "approval", "currency": "EUR", "unit": 100, "contests": contests})
