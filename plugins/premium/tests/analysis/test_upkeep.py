# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A finished analysis is kept up to date: what comes later is placed, ids survive, and who leaves is forgotten."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plugins.premium.tests.inventing import SUBJECTS, invented

from folkmoot_premium.analysis import Analysis, BrokenModel, Model, Row, Settings, Theme, analyse, refit

LEAVES = [
    Row.of("leaver-1", "Please more bike lane and a Zeppelinhafen with wheel and helmet in our street"),
    Row.of("leaver-2", "Zeppelinhafen, please, and a tree bench pond meadow in our street"),
]
ONCE = Row.of("once", "Please more bike lane pedal rack Quastenflosser in our street")


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse([*invented(177), *LEAVES, ONCE], Settings(themes=3, excluded=("please",)))


@pytest.fixture(scope="module")
def model(analysis: Analysis) -> Model:
    assert analysis.model is not None
    return Model.of_bytes(analysis.model.as_bytes())


def subjects(analysis: Analysis) -> dict[str, str]:
    """The theme of each subject."""
    return {row.id.partition("-")[0]: str(analysis.assignments[row.id]) for row in invented(3)}


def test_what_comes_later_is_placed_where_it_belongs(analysis: Analysis, model: Model) -> None:
    late = [Row.of(f"late-{subject}", f"More {' and '.join(words[2:7])}") for subject, words in SUBJECTS.items()]
    placed = model.place(late)
    assert [one.id for one in placed] == [row.id for row in late]
    assert {one.id.removeprefix("late-"): one.theme for one in placed} == subjects(analysis)
    assert all(0 < one.confidence <= 1 for one in placed)


def test_what_was_there_is_placed_where_it_is(analysis: Analysis, model: Model) -> None:
    assert {one.id: one.theme for one in model.place(invented(177))}.items() <= analysis.assignments.items()


@pytest.mark.parametrize("text", ["", "🌳", "Please in our", "Xylophon"])
def test_what_says_nothing_that_is_known_waits(model: Model, text: str) -> None:
    (placed,) = model.place([Row.of("new", text)])
    assert (placed.theme, placed.confidence) == (None, 0.0)
    assert model.place([]) == []


def test_between_two_themes_is_less_sure_than_in_one(model: Model) -> None:
    inside, between = model.place([Row.of("1", "tree park shade bench garden"), Row.of("2", "tree park school pupil")])
    assert between.confidence < inside.confidence


def test_stored_and_read_it_is_the_same(analysis: Analysis, model: Model) -> None:
    assert analysis.model is not None
    assert model.as_bytes() == analysis.model.as_bytes()
    assert (model.sha256, model.themes) == (analysis.model.sha256, tuple(theme.id for theme in analysis.themes))
    rows = [Row.of("1", "tree bench"), Row.of("2", "the pupil and the helmet")]
    assert model.place(rows) == analysis.model.place(rows)


@pytest.mark.parametrize("place", [0, 10, 60, 500, -1])
def test_bytes_that_changed_are_refused(model: Model, place: int) -> None:
    broken = bytearray(model.as_bytes())
    broken[place] ^= 1
    with pytest.raises(BrokenModel):
        Model.of_bytes(bytes(broken))


@pytest.mark.parametrize("stored", [b"", b"\x80\x04K\x01.", b"PK\x03\x04"])
def test_bytes_that_are_something_else_are_refused(stored: bytes) -> None:
    with pytest.raises(BrokenModel, match="no model"):
        Model.of_bytes(stored)


def test_the_bytes_hold_stems_and_nothing_that_names_a_contribution(analysis: Analysis, model: Model) -> None:
    stored = model.as_bytes()
    assert b'"helmet"' in stored
    names = [theme.name for theme in analysis.themes]
    for kept_out in ("leaver-1", "cycling-0001", "our street", "quastenflosser", *names):
        assert kept_out.encode() not in stored.lower(), kept_out


def test_a_refit_without_somebody_holds_no_word_that_only_they_used(analysis: Analysis, model: Model) -> None:
    assert b"zeppelinhaf" in model.as_bytes()
    found = analyse([*invented(177), ONCE], analysis.settings)
    kept = refit(analysis.assignments, found, used=model.themes)
    assert kept.analysis.model is not None
    for stored in (kept.analysis.model.as_bytes(), kept.analysis.themes_json(), kept.analysis.duplicates_json()):
        assert b"zeppelinhaf" not in stored.lower()
        assert b"leaver" not in stored
    assert (kept.fresh, kept.gone, kept.shared) == ((), (), 178)
    assert subjects(kept.analysis) == subjects(analysis)
    assert kept.analysis.model.themes == tuple(theme.id for theme in kept.analysis.themes)


def test_themes_that_people_changed_have_other_middles(model: Model) -> None:
    rows = {subject: [row for row in invented(177) if row.id.startswith(subject)] for subject in SUBJECTS}
    edited = model.with_themes({"t07": rows["trees"] + rows["school"], "t01": rows["cycling"], "t09": []})
    placed = edited.place([Row.of("1", "tree park shade"), Row.of("2", "pupil class"), Row.of("3", "bike lane")])
    assert edited.themes == ("t01", "t07")
    assert [one.theme for one in placed] == ["t07", "t07", "t01"]
    assert Model.of_bytes(edited.as_bytes()).place([Row.of("1", "tree")])[0].theme == "t07"


def test_themes_grow_out_of_those_before_and_the_record_says_so(analysis: Analysis) -> None:
    before = {row.id: f"t{5 + number % 3:02}" for number, row in enumerate(invented(90))}
    grown = analyse(invented(120), before=before)
    kept = refit(before, grown)
    assert ([theme.size for theme in grown.themes], grown.stability) == ([40, 40, 40], {})
    assert (kept.moved, kept.fresh, set(kept.themes.values())) == (0, (), {"t05", "t06", "t07"})
    record = json.loads(grown.run_json())["themes"]
    assert (record["chosen_by"], len(record["grown_from"])) == ("before", 64)
    assert json.loads(analysis.run_json())["themes"]["grown_from"] is None


def test_another_number_of_themes_that_is_wished_for_is_heeded() -> None:
    before = {row.id: "t01" for row in invented(60)}
    assert len(analyse(invented(60), Settings(themes=3), before=before).themes) == 3


def test_one_theme_takes_everything_and_no_theme_has_no_model() -> None:
    found = analyse([Row.of("1", "Plant a tree")])
    assert found.model is not None
    assert [one.theme for one in found.model.place([Row.of("2", "one more tree")])] == ["t01"]
    assert analyse([]).model is None


def told(assignments: Mapping[str, str | None]) -> Analysis:
    """Findings with these themes."""
    ids = sorted(set(filter(None, assignments.values())))
    themes = [
        Theme(theme, theme, (), (), tuple(sorted(one for one in assignments if assignments[one] == theme)), ())
        for theme in ids
    ]
    unassigned = tuple(one for one in assignments if assignments[one] is None)
    return Analysis(Settings(), "", tuple(themes), unassigned, (), dict.fromkeys(assignments, "en"), {})


ASSIGNMENTS = st.dictionaries(
    st.integers(0, 60).map(str), st.none() | st.sampled_from(["t01", "t02", "t03", "t04"]), max_size=40
)  # fmt: skip


@given(ASSIGNMENTS, st.permutations(["t11", "t12", "t13", "t14"]))
def test_the_same_themes_under_other_numbers_keep_their_ids(before: dict[str, str | None], others: list[str]) -> None:
    names = dict(zip(["t01", "t02", "t03", "t04"], others, strict=True))
    kept = refit(before, told({one: names[theme] if theme else None for one, theme in before.items()}))
    assert kept.analysis.assignments == before
    assert (kept.fresh, kept.gone, kept.moved, kept.shared) == ((), (), 0, len(before))


@given(ASSIGNMENTS, ASSIGNMENTS)
def test_no_id_is_given_twice_and_every_move_is_counted(
    before: dict[str, str | None], now: dict[str, str | None]
) -> None:
    kept = refit(before, told(now), used=["t01", "t30", "by hand"])
    ids = [theme.id for theme in kept.analysis.themes]
    assert len(ids) == len(set(ids))
    assert all(int(theme[1:]) > 30 for theme in kept.fresh)
    assert set(ids) == (set(filter(None, before.values())) - set(kept.gone)) | set(kept.fresh)
    moved = [one for one in before.keys() & now.keys() if before[one] != kept.analysis.assignments[one]]
    assert kept.moved == len(moved)


def test_a_theme_that_shares_little_is_a_new_one() -> None:
    before = {str(one): "t01" for one in range(10)} | {str(one): "t02" for one in range(10, 20)}
    now = {str(one): "t01" if one < 2 else "t02" for one in range(20)}
    kept = refit(before, told(now))
    assert (kept.themes, kept.fresh, kept.gone, kept.moved) == ({"t01": "t03", "t02": "t02"}, ("t03",), ("t01",), 10)


def test_findings_without_a_model_are_kept_without_one(analysis: Analysis) -> None:
    assert refit({}, replace(analysis, model=None)).analysis.model is None
