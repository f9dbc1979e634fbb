# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every result explains itself option by option, in numbers that are true."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import (
    CannotCount,
    Election,
    Explanation,
    Reason,
    Rule,
    explain,
    names,
    read,
    rule,
)
from folkmoot_essential.counting.amounts import money
from folkmoot_essential.counting.explaining import EXPLAINERS
from folkmoot_essential.counting.explaining.english import SENTENCES, sentence
from folkmoot_essential.counting.tallies import points, votes

from .elections import budgets, districts, election, rankings


def told(some: Election, name: str, **parameters: str) -> dict[str, Explanation]:
    given = {"ties": "id"} | {key.replace("_", "-"): value for key, value in parameters.items()}
    return dict(explain(some, rule(name, given)).options)


def why(some: Election, name: str, **parameters: str) -> dict[str, str]:
    return {one: explanation.reason.value for one, explanation in told(some, name, **parameters).items()}


SMALL = election("approval", 100, {"a": 60, "b": 50, "c": 30, "d": 5}, "5: a b", "4: b c", "3: c d", "1: a")


def test_every_rule_explains_itself() -> None:
    assert set(EXPLAINERS) == set(names())
    assert set(SENTENCES) == set(Reason)


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({}, {"a": "does-not-fit", "b": "funded", "c": "funded", "d": "funded"}),
        ({"overshoot": "stop"}, {"a": "does-not-fit", "b": "funded", "c": "funded", "d": "stopped"}),
        ({"threshold": "6"}, {"a": "does-not-fit", "b": "funded", "c": "funded", "d": "below-threshold"}),
    ],
)
def test_greedy(parameters: dict[str, str], wanted: dict[str, str]) -> None:
    # votes: a 6, b 9, c 7, d 3. b (50) and c (30) fit, a (60) doesn't, d (5) does.
    assert why(SMALL, "greedy", **parameters) == wanted
    a = told(SMALL, "greedy", **parameters)["a"]
    assert (a.left, a.missing, a.votes, a.round, a.place) == (20, 40, 6, 3, 0)


def test_greedy_names_who_excluded_it_and_what_has_no_envelope() -> None:
    projects = [replace(one, exclusive="x" if one.id in "bc" else "", district=one.id) for one in SMALL.projects]
    apart = replace(SMALL, projects=tuple(projects), envelopes={"a": 50, "b": 50, "c": 0}, envelopes_by="district")
    found = told(apart, "greedy", envelopes="district")
    assert [one.reason.value for one in found.values()] == ["does-not-fit", "funded", "excluded", "no-envelope"]
    assert (found["c"].other, found["a"].left, found["a"].envelope) == ("b", 50, "a")
    assert why(apart, "greedy", envelopes="district", leftovers="pool")["d"] == "funded-by-pool"


def test_equal_shares_say_what_supporters_had_left() -> None:
    # 10 voters have 10 each. a: 6 pay 60 of their 60. b: two of them have nothing left, two others have 20.
    some = election("approval", 100, {"a": 60, "b": 25, "z": 1}, "4: a", "2: a b", "2: b", "2: ")
    found = told(some, "equal-shares")
    assert (found["a"].price, found["a"].full_payers, found["a"].all_payers) == (10, 0, 6)
    assert (found["b"].reason, found["b"].left, found["b"].missing) == (Reason.SUPPORTERS_LACK_MONEY, 20, 5)
    assert found["z"].reason is Reason.NO_SUPPORT
    words = sentence(found["b"], lambda amount: money(int(amount), 1))
    assert words == "Its supporters had 20 left and it costs 25."
    assert why(some, "equal-shares", completion="utilitarian")["b"] == "funded-by-completion"


def test_a_part_of_the_smallest_unit_is_never_rounded_up() -> None:
    short = Explanation("a", Reason.SUPPORTERS_LACK_MONEY, 15_000, 9, 9, left=Fraction(44_999, 3))
    assert sentence(short, lambda amount: money(int(amount), 100)) == "Its supporters had 149.99 left and it costs 150."


def test_equal_shares_say_what_support_was_asked_for() -> None:
    # minimum-support=1: 30 of 100 needs 3 of 10 voters.
    some = election("approval", 100, {"a": 30, "b": 30}, "3: a", "2: b", "5: ")
    found = told(some, "equal-shares", minimum_support="1")
    assert (found["b"].reason, found["b"].score, found["b"].needed) == (Reason.SUPPORT_TOO_SMALL, 2, 3)
    assert found["a"].reason is not Reason.SUPPORT_TOO_SMALL


def test_who_gives_no_point_is_no_supporter() -> None:
    # 10 each. Nobody but the first two gives b a point; the third has 10 left, which aren't b's.
    some = election("cumulative", 30, {"a": 9, "b": 25}, "2: b=1", "1: a=2 b=0")
    for utility in ("cost", "points"):
        b = told(some, "equal-shares", utility=utility)["b"]
        assert (b.reason, b.left, b.votes, b.points) == (Reason.SUPPORTERS_LACK_MONEY, 20, 2, 2)


def test_phragmen() -> None:
    some = election("approval", 10, {"a": 6, "b": 6, "c": 1, "d": 11}, "3: a", "2: b c", "1: d")
    assert why(some, "phragmen") == {"a": "funded", "b": "does-not-fit", "c": "funded", "d": "dearer-than-budget"}
    found = told(some, "phragmen", overshoot="skip")
    assert (found["b"].reason, found["b"].left, found["a"].load) == (Reason.DOES_NOT_FIT, 3, 2)


def test_totals_say_how_far_it_was() -> None:
    some = election("approval", 0, dict.fromkeys("abcd", 0), "5: a", "3: b", "3: c", "2: d")
    found = told(some, "approval", seats="2")
    assert [one.reason.value for one in found.values()] == ["elected", "elected", "lost-tie", "fewer"]
    assert (found["a"].score, found["b"].needed, found["d"].score, found["d"].needed) == (5, 3, 2, 3)


def test_instant_runoff() -> None:
    some = election("ordinal", 0, dict.fromkeys("abc", 0), "4: a", "3: b", "2: c b")
    found = told(some, "irv")
    assert [one.reason.value for one in found.values()] == ["runner-up", "elected", "eliminated"]
    assert (found["c"].round, found["c"].score, found["c"].needed) == (1, 2, 3)
    assert (found["a"].score, found["a"].needed, found["b"].score) == (4, 5, 5)


CHOICES = st.sampled_from([
    rule("greedy"), rule("greedy", {"overshoot": "stop", "threshold": "2"}), rule("greedy-per-cost"),
    rule("equal-shares"), rule("equal-shares", {"completion": "add1-utilitarian", "minimum-support": "2"}),
    rule("equal-shares", {"utility": "cardinality"}), rule("phragmen"),
    rule("phragmen", {"overshoot": "skip", "unsupported": "skip"}), rule("approval", {"seats": "2"}),
])  # fmt: skip


def holds(some: Election, chosen: Rule) -> None:
    """What every explanation must be, whatever the rule."""
    explained = explain(some, chosen, "seed")
    won = explained.outcome.winners
    assert list(explained.options) == [project.id for project in some.projects]
    assert [one.option for one in sorted(explained.options.values(), key=lambda one: one.place) if one.place] == list(
        won
    )
    for one in explained.options.values():
        assert one.funded == (one.option in won) == (one.place > 0)
        assert sentence(one, lambda amount: money(int(amount), some.unit))
        assert one.missing is None or one.missing > 0
        assert (one.reason is Reason.NO_SUPPORT) <= (one.votes == 0)


@settings(max_examples=150)
@given(budgets(), CHOICES)
def test_explanations_agree_with_the_count(some: Election, chosen: Rule) -> None:
    holds(some, chosen)
    found = explain(some, chosen, "seed").options
    assert {one: (told.votes, told.points) for one, told in found.items()} == {
        one: (number, points(some)[one]) for one, number in votes(some).items()
    }


@settings(max_examples=100)
@given(districts(), st.sampled_from(["greedy", "equal-shares", "phragmen"]), st.sampled_from(["none", "pool"]))
def test_explanations_of_envelopes_agree_with_the_count(some: Election, name: str, leftovers: str) -> None:
    holds(some, rule(name, {"envelopes": "district", "leftovers": leftovers}))


@given(rankings())
def test_explanations_of_runoffs_agree_with_the_count(some: Election) -> None:
    holds(some, rule("irv"))


@settings(max_examples=100)
@given(st.data(), st.sampled_from(["cost", "cardinality", "points"]), st.sampled_from(["none", "add1"]))
def test_what_supporters_have_left_is_true(data: st.DataObject, utility: str, completion: str) -> None:
    """Each voter's purse kept apart, in fractions: the prices told pay the costs exactly, nobody owes anything."""
    some = data.draw(budgets("cumulative" if utility == "points" else "approval"))
    try:
        explained = explain(some, rule("equal-shares", {"utility": utility, "completion": completion}), "seed")
    except CannotCount:
        return
    share = Fraction(str(explained.outcome.trace[0]["share"]))
    voters = [dict(zip(one.choices, one.points or (1,) * 9, strict=False)) for one in some.ballots
              for _ in range(one.weight)]  # fmt: skip
    purses = [share] * len(voters)
    for winner in explained.outcome.winners:
        one, paid = explained.options[winner], Fraction(0)
        assert one.price is not None
        whole = rest = 0
        for number, voter in enumerate(voters):
            if winner in voter:
                asked = one.price * (voter[winner] if utility == "points" else 1)
                whole += purses[number] > asked
                rest += 0 < purses[number] <= asked
                paid += min(asked, purses[number])
                purses[number] -= min(asked, purses[number])
        assert (paid, whole, rest) == (one.cost, one.full_payers, one.all_payers)
    for one in explained.options.values():
        if one.reason is Reason.SUPPORTERS_LACK_MONEY:
            together = sum(
                (purse for purse, voter in zip(purses, voters, strict=True) if one.option in voter), Fraction(0)
            )
            assert one.left == together < one.cost


@pytest.mark.real_data
@pytest.mark.parametrize(
    "file", ["Poland_Swiecie_2023.pb", "Netherlands_Amsterdam_166.pb", "Switzerland_Zurich_D10.pb"]
)
def test_real_elections_explain_themselves(shared_data: Path, file: str) -> None:
    some = read(shared_data / "pb" / "instances" / file).election
    for chosen in (rule("greedy"), rule("equal-shares"), rule("phragmen", {"overshoot": "skip"})):
        holds(some, chosen)
    if some.envelopes:
        holds(some, rule("equal-shares", {"envelopes": "category", "leftovers": "pool"}))
