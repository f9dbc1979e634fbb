# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Drawings: well-formed, without style and script, honest about what is hidden, and with axes people can read."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from folkmoot_standard.reporting import charts
from folkmoot_standard.reporting.charts import Series, Words

WORDS = Words("chart-x", "What <b>people</b> & others did", 'The "highest" was 9.', str)


def parsed(markup: str) -> ET.Element:
    root = ET.fromstring(markup)
    assert not [one for one in root.iter() if "style" in one.attrib or one.tag == "script"]
    return root


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=60))
def test_columns_reach_from_the_base_line_and_no_higher_than_the_axis(values: list[int]) -> None:
    root = parsed(charts.columns(WORDS, [Series("Ideas", values)], [f"<{place}>" for place in range(len(values))]))
    assert root.attrib["role"] == "img"
    rects = list(root.iter("rect"))
    assert len(rects) == sum(value > 0 for value in values)
    base = charts.HEIGHT - charts.BOTTOM
    for rect in rects:
        top, size = float(rect.attrib["y"]), float(rect.attrib["height"])
        assert abs(top + size - base) <= 0.2
        assert top >= charts.TOP - 0.2


def test_a_hidden_number_breaks_the_line_and_leaves_a_ring() -> None:
    root = parsed(charts.lines(WORDS, [Series("People", [7, 9, None, 6, None, 8, 0])], list("abcdefg")))
    assert [len(line.attrib["points"].split()) for line in root.iter("polyline")] == [2, 1, 2]
    assert len([dot for dot in root.iter("circle") if dot.attrib["class"] == "report-hidden"]) == 2


def test_words_are_escaped_and_named() -> None:
    root = parsed(charts.columns(WORDS, [Series("Ideas", [9])], ["<November>"]))
    named = {one.attrib["id"]: one.text for one in root if "id" in one.attrib}
    assert named == {"chart-x-title": WORDS.title, "chart-x-text": WORDS.description}
    assert root.attrib["aria-labelledby"] == "chart-x-title chart-x-text"


@given(st.integers(0, 10_000_000))
def test_an_axis_has_few_round_marks_and_holds_the_highest(highest: int) -> None:
    step, top = charts.step_of(highest), charts.ceiling(highest)
    assert top >= highest
    assert top % step == 0
    assert 1 <= top // step <= 5
    assert str(step).rstrip("0") in ("1", "2", "5")


@given(st.integers(0, 400))
def test_labels_are_few_and_spread(count: int) -> None:
    chosen = charts.label_places(count)
    assert len(chosen) <= charts.MOST_LABELS
    assert all(0 <= place < count for place in chosen)
