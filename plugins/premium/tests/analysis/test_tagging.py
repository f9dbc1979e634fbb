# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tagging from few examples: what is proposed, what is asked first, one category or several."""

import pytest
from plugins.premium.tests.inventing import SUBJECTS, invented

from folkmoot_premium.analysis import Row, WrongRow
from folkmoot_premium.analysis.tagging.features import Features, features
from folkmoot_premium.analysis.tagging.proposing import propose
from folkmoot_premium.analysis.tagging.scheme import Scheme, WrongTag

CATEGORIES = tuple(sorted(SUBJECTS))


@pytest.fixture(scope="module")
def known() -> Features:
    mixed = [Row.of(f"both-{n}", f"bike lane traffic crossing and school pupil teacher lesson {n}") for n in range(8)]
    return features([*invented(150), *mixed])


def given(known: Features, each: int) -> dict[str, frozenset[str]]:
    """So many examples of each subject."""
    found: dict[str, frozenset[str]] = {}
    for category in CATEGORIES:
        ids = [id_ for id_ in known.ids if id_.startswith(category)]
        found |= {id_: frozenset({category}) for id_ in ids[:each]}
    return found


def test_what_was_never_tagged_is_proposed_its_subject(known: Features) -> None:
    found = propose(known, Scheme(CATEGORIES), given(known, 5))
    waiting = [one for one in found.of.values() if not one.id.startswith("both")]
    right = [one for one in waiting if one.tags and one.id.startswith(one.tags[0].category)]
    assert (len(waiting), found.learnt) == (135, 15)
    assert len(right) >= 0.95 * len(waiting)
    assert not set(found.of) & set(given(known, 5))


def test_the_least_certain_are_asked_first(known: Features) -> None:
    found = propose(known, Scheme(CATEGORIES), given(known, 5))
    doubts = [found.of[id_].doubt for id_ in found.ask]
    assert doubts == sorted(doubts, reverse=True)
    assert sum(id_.startswith("both") for id_ in found.ask[:20]) >= 6
    assert set(found.ask) == set(found.of)


def test_a_text_may_have_several_categories(known: Features) -> None:
    told = given(known, 8) | {f"both-{n}": frozenset({"cycling", "school"}) for n in range(4)}
    found = propose(known, Scheme(CATEGORIES, several=True), told)
    assert {one.category for one in found.of["both-5"].tags} == {"cycling", "school"}
    alone = [one for one in found.of.values() if one.id.startswith("trees")]
    assert sum([tag.category for tag in one.tags] == ["trees"] for one in alone) >= 0.9 * len(alone)


def test_a_text_of_which_none_fits_teaches_too(known: Features) -> None:
    told = {id_: tags if "trees" not in tags else frozenset() for id_, tags in given(known, 6).items()}
    found = propose(known, Scheme(CATEGORIES), told)
    assert found.unlearnt == ("trees",)
    trees = [one for one in found.of.values() if one.id.startswith("trees")]
    assert sum(not one.tags for one in trees) >= 0.9 * len(trees)


@pytest.mark.parametrize("several", [False, True])
def test_without_examples_nothing_is_proposed_but_different_texts_are_asked_for(known: Features, several: bool) -> None:
    found = propose(known, Scheme(CATEGORIES, several=several), {})
    assert (found.of, found.unlearnt) == ({}, CATEGORIES)
    assert {id_.partition("-")[0] for id_ in found.ask[:12]} >= set(CATEGORIES)
    assert sorted(found.ask) == sorted(known.ids)


def test_a_category_with_too_few_examples_is_never_proposed(known: Features) -> None:
    told = {id_: tags for id_, tags in given(known, 4).items() if "school" not in tags} | {
        "school-0002": frozenset({"school"})
    }
    found = propose(known, Scheme(CATEGORIES), told)
    assert found.unlearnt == ("school",)
    assert not any(tag.category == "school" for one in found.of.values() for tag in one.tags)


def test_tags_of_texts_that_are_gone_are_passed_over(known: Features) -> None:
    told = given(known, 5)
    assert propose(known, Scheme(CATEGORIES), told | {"gone": frozenset({"trees"})}) == propose(
        known, Scheme(CATEGORIES), told
    )


def test_the_same_texts_and_tags_in_any_order_give_the_same(known: Features) -> None:
    told = given(known, 5)
    mixed = [Row.of(f"both-{n}", f"bike lane traffic crossing and school pupil teacher lesson {n}") for n in range(8)]
    again = features([*mixed, *invented(150)][::-1])
    assert propose(again, Scheme(CATEGORIES), dict(reversed(told.items()))) == propose(known, Scheme(CATEGORIES), told)


def test_wrong_tags_and_ids_are_refused(known: Features) -> None:
    with pytest.raises(WrongTag, match="cars isn't one"):
        propose(known, Scheme(CATEGORIES), {"trees-0001": frozenset({"cars"})})
    with pytest.raises(WrongTag, match="several"):
        propose(known, Scheme(CATEGORIES), {"trees-0001": frozenset({"trees", "school"})})
    with pytest.raises(WrongRow, match="twice"):
        features([Row.of("a", "x"), Row.of("a", "y")])


@pytest.mark.parametrize("texts", [[], [""], ["🙂", "🙂"], ["same words here"] * 6])
def test_collections_that_say_nothing_give_no_error(texts: list[str]) -> None:
    some = features([Row.of(f"{n}", text) for n, text in enumerate(texts)])
    told = {f"{n}": frozenset({"a" if n % 2 else "b"}) for n in range(len(texts) - 1)}
    found = propose(some, Scheme(("a", "b")), told)
    assert len(found.ask) == len(texts) - len(told)
