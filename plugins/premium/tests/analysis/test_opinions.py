# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Opinions: sides given and guessed, what unites and what divides, and groups that stay hidden."""

from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_premium.analysis.opinions.opinions import Basis, Opinion, opinions
from folkmoot_premium.analysis.opinions.standing import standing
from folkmoot_premium.analysis.opinions.voices import Origin, Reaction, Side, Voice

VOICES = [
    Voice("c:1", "anna", "t01"), Voice("c:2", "bert", "t01"), Voice("c:3", "carl", "t02"),
    Voice("m:1", "dora", "t02", Side.FOR, "c:1"), Voice("m:2", "emil", "t01", Side.AGAINST, "c:1"),
    Voice("m:3", "fred", None, None, "c:1"), Voice("m:4", "gina", None, None, "c:1"),
    Voice("m:5", None, None, None, "c:1"),
]  # fmt: skip


def crowd(id_: str, agree: int, disagree: int, group: str = "p", start: int = 0) -> list[Reaction]:
    values = [1] * agree + [-1] * disagree
    return [Reaction(id_, f"{group}{start + number}", value) for number, value in enumerate(values)]


def of(found: tuple[Opinion, ...], theme: str) -> Opinion:
    return next(one for one in found if one.theme == theme)


def test_sides_are_as_given_or_said_to_be_guessed() -> None:
    reactions = [Reaction("c:1", "fred", -1), Reaction("m:1", "anna", 1), Reaction("m:1", "bert", -1)]
    told = of(opinions(VOICES, reactions, {}), "t01")
    assert [(one.id, one.side, one.origin) for one in told.arguments] == [
        ("m:1", Side.FOR, Origin.GIVEN), ("m:2", Side.AGAINST, Origin.GIVEN), ("m:3", Side.AGAINST, Origin.GUESSED),
    ]  # fmt: skip
    assert [(one.agree, one.disagree) for one in told.side(Side.FOR)] == [(1, 1)]


def test_an_argument_belongs_to_the_theme_of_what_it_answers() -> None:
    found = opinions(VOICES, [], {})
    assert [one.theme for one in found] == ["t01", "t02"]
    assert of(found, "t02").arguments == ()
    assert of(found, "t01").people == 6


def test_without_groups_agreement_and_evenness_decide() -> None:
    reactions = [*crowd("c:1", 30, 2), *crowd("c:2", 20, 18), *crowd("c:3", 6, 1)]
    found = opinions(VOICES, reactions, {})
    told = of(found, "t01")
    assert told.basis is Basis.REACTIONS
    assert [one.id for one in told.unites] == ["c:1"]
    assert [one.id for one in told.divides] == ["c:2"]
    assert of(found, "t02").unites == (), "seven people are too few to say anything"


def test_what_both_groups_back_unites_and_what_only_one_backs_divides() -> None:
    groups = {f"n{n}": "north" for n in range(60)} | {f"s{n}": "south" for n in range(60)}
    reactions = [
        *crowd("c:1", 45, 15, "n"), *crowd("c:1", 40, 20, "s"), *crowd("c:2", 50, 10, "n"), *crowd("c:2", 12, 48, "s"),
    ]  # fmt: skip
    told = of(opinions(VOICES, reactions, groups), "t01")
    assert told.basis is Basis.GROUPS_GIVEN
    assert [one.id for one in told.unites] == ["c:1"]
    assert told.unites[0].least == Fraction(40, 60)
    assert [(one.id, one.agree, one.disagree) for one in told.divides] == [("c:2", 62, 58)]
    assert [(share.keys, share.people, share.agree) for share in told.divides[0].groups] == [
        (("north",), 60, 50), (("south",), 60, 12),
    ]  # fmt: skip


def test_a_majority_alone_does_not_unite_when_one_group_is_against() -> None:
    groups = {f"n{n}": "north" for n in range(200)} | {f"s{n}": "south" for n in range(30)}
    told = of(opinions(VOICES, [*crowd("c:1", 190, 10, "n"), *crowd("c:1", 10, 20, "s")], groups), "t01")
    assert (told.unites, [one.id for one in told.divides]) == ((), ["c:1"])


def test_few_dissenters_are_not_shown_by_group_but_uniting_still_is() -> None:
    groups = {f"n{n}": "north" for n in range(40)} | {f"s{n}": "south" for n in range(40)}
    told = of(opinions(VOICES, [*crowd("c:1", 38, 2, "n"), *crowd("c:1", 39, 1, "s")], groups), "t01")
    assert [share.agree for share in told.unites[0].groups] == [None, None]
    assert [share.least for share in told.unites[0].groups] == [Fraction(37, 40)] * 2


def test_groups_of_people_who_react_alike_are_found_and_said_to_be() -> None:
    chance = Random(3)
    voices = [Voice(f"c:{n}", None, "t01") for n in range(12)]
    reactions = [
        Reaction(f"c:{voice}", f"{camp}{person}", (1 if voice == 11 or (voice % 2 == 0) == (camp == "x") else -1))
        for camp in ("x", "y")
        for person in range(30)
        for voice in range(12)
        if chance.random() < 0.8
    ]
    told = of(opinions(voices, reactions), "t01")
    assert told.basis is Basis.GROUPS_FOUND
    assert [one.id for one in told.unites] == ["c:11"]
    assert len(told.divides) == 10
    assert "c:11" not in {one.id for one in told.divides}
    assert told == of(opinions(voices[::-1], reactions[::-1]), "t01")


def test_people_who_agree_on_everything_are_no_groups() -> None:
    voices = [Voice(f"c:{n}", None, "t01") for n in range(6)]
    reactions = [Reaction(f"c:{voice}", f"p{person}", 1) for person in range(40) for voice in range(6)]
    assert of(opinions(voices, reactions), "t01").basis is Basis.REACTIONS


def test_nothing_gives_nothing() -> None:
    assert opinions([], []) == ()
    assert opinions([Voice("c:1", None, None)], [Reaction("c:9", "p", 1)]) == ()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=4))
def test_what_is_told_of_a_group_is_true_and_never_of_few_people(counts: list[tuple[int, int]]) -> None:
    values, groups = {}, {}
    for number, (agree, disagree) in enumerate(counts):
        for one in crowd("c:1", agree, disagree, f"{number}-"):
            values[one.person], groups[one.person] = one.value, f"g{number}"
    found = standing("c:1", values, groups, 10)
    for share in found.groups:
        numbers = [int(key[1:]) for key in share.keys if key]
        agree, people = sum(counts[n][0] for n in numbers), sum(sum(counts[n]) for n in numbers)
        assert share.people == people >= 10
        assert share.least <= Fraction(agree, people) <= share.most
        assert share.agree is None or (share.agree == agree and agree >= 10)
