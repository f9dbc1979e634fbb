# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Edits as a list that is replayed: what always holds, whatever people do in whatever order."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_premium.insights.replaying import Change, replay
from folkmoot_premium.insights.tiles import tiles

ITEMS, THEMES = [f"u:{n}" for n in range(8)], ["t01", "t02", "t03", "e9"]
items = st.lists(st.sampled_from([*ITEMS, "u:99"]), max_size=4)
theme = st.sampled_from(THEMES)
arguments = st.one_of(
    st.tuples(st.just("rename"), st.fixed_dictionaries({"theme": theme, "name": st.sampled_from(["A", "B"])})),
    st.tuples(st.just("merge"), st.fixed_dictionaries({"themes": st.lists(theme, max_size=2), "into": theme})),
    st.tuples(
        st.just("split"),
        st.fixed_dictionaries({"theme": theme, "into": st.just("e9"), "items": items, "name": st.just("C")}),
    ),
    st.tuples(st.just("move"), st.fixed_dictionaries({"items": items, "theme": st.none() | theme})),
    st.tuples(st.just("pin"), st.fixed_dictionaries({"items": items, "theme": theme})),
    st.tuples(st.just("exclude"), st.fixed_dictionaries({"items": items})),
)
edits = st.lists(arguments, max_size=12).map(
    lambda told: [Change(number, kind, values) for number, (kind, values) in enumerate(told, 1)]
)
found = st.fixed_dictionaries({one: st.sampled_from([None, "t01", "t02", "t03"]) for one in ITEMS})


@given(found, edits)
def test_no_text_is_lost_or_in_a_theme_that_does_not_stand(places: dict[str, Any], changes: list[Change]) -> None:
    edited = replay(THEMES[:3], places, changes)
    assert edited.places.keys() == places.keys()
    assert {one for one in edited.places.values() if one} <= set(edited.themes)
    assert len(edited.themes) == len(set(edited.themes))
    assert not set(edited.themes) & edited.into.keys()
    touched = {one for one in ITEMS if edited.places[one] != places[one]}
    assert touched <= edited.by_hand.keys()


@given(found, edits)
def test_taking_the_last_back_is_as_if_it_had_never_been(places: dict[str, Any], changes: list[Change]) -> None:
    before = replay(THEMES[:3], places, changes[:-1])
    assert replay(THEMES[:3], places, changes[:-1]) == before
    effective = [one for one in changes if one.number not in replay(THEMES[:3], places, changes).void]
    assert replay(THEMES[:3], places, effective).places == replay(THEMES[:3], places, changes).places


def test_edits_about_themes_that_a_later_run_has_not_are_void_and_told() -> None:
    changes = [
        Change(1, "rename", {"theme": "t03", "name": "Gone"}),
        Change(2, "merge", {"themes": ["t03"], "into": "t01"}),
        Change(3, "move", {"items": ["u:1"], "theme": "t02"}),
    ]
    edited = replay(["t01", "t02"], {"u:1": "t01", "u:2": "t01"}, changes)
    assert (edited.void, edited.places) == ([1, 2], {"u:1": "t02", "u:2": "t01"})


def test_what_was_moved_by_hand_stays_so_when_its_theme_is_merged() -> None:
    changes = [
        Change(1, "move", {"items": ["u:1"], "theme": "t02"}), Change(2, "merge", {"themes": ["t02"], "into": "t01"})
    ]  # fmt: skip
    edited = replay(["t01", "t02"], {"u:1": "t01", "u:2": "t02"}, changes)
    assert edited.places == {"u:1": "t01", "u:2": "t01"}
    assert edited.by_hand == {"u:1": "move", "u:2": "merge"}


@given(st.lists(st.integers(0, 5_000), max_size=40).map(lambda told: sorted(told, reverse=True)))
def test_tiles_fill_the_map_as_sizes_are(sizes: list[int]) -> None:
    shown = tiles(sizes, 1_000, 620)
    assert [one.index for one in shown] == [place for place, size in enumerate(sizes) if size]
    for one in shown:
        assert 0 <= one.left <= one.left + one.width <= 1_000
        assert 0 <= one.top <= one.top + one.height <= 620
        fair = 620_000 * sizes[one.index] / sum(sizes)
        assert abs(one.width * one.height - fair) <= 2 * (one.width + one.height) + 4
    assert not shown or abs(sum(one.width * one.height for one in shown) - 620_000) < 1
