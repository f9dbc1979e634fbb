# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Workbooks as another library reads them: any text comes out as it went in, and none is a formula."""

import io
import random
import re
import time
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from folkmoot.interfaces import guarded
from folkmoot_premium.insights.exports.workbooks import CUT, LONGEST_CELL, as_workbook

LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
TEXTS = st.text(LETTERS, max_size=30) | st.sampled_from(
    ("=1+1", "+1", "-1", "@a", "\t=1", "\r\n=1", "'quoted", "#REF!", "_x0041_", "a_x000D_b", "<b>&amp;</b>", " a")
)
VALUES = st.none() | st.integers(-(2**50), 2**50) | st.floats(-1e6, 1e6).map(lambda one: round(one, 3)) | TEXTS


def rows_of(content: bytes, page: int = 0) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return list(book.worksheets[page].iter_rows(values_only=True))


def allowed(letter: str) -> bool:
    """A letter that XML 1.0 may hold."""
    return letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"


def expected(value: Any) -> Any:
    """Guarded against formulas, without what no XML may hold, and safe from being read as an escape; None is "" too."""
    if not isinstance(value, str):
        return value
    told = "".join(letter for letter in guarded(value) if allowed(letter))
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", told) or None


@settings(max_examples=60, deadline=None)
@example([[None, "\x1f"]])  # nothing of it may stand in a workbook: an empty cell
@given(st.lists(st.lists(VALUES, min_size=2, max_size=2), min_size=1, max_size=6))
def test_another_library_reads_what_was_written(rows: list[list[Any]]) -> None:
    content = as_workbook([("rows", ("first", "second"), rows)])
    assert content == as_workbook([("rows", ("first", "second"), rows)]), "the same bytes"
    padded = [tuple(map(expected, row)) for row in rows]
    found = [(*row, None, None)[:2] for row in rows_of(content)[1:]]
    assert found + [(None, None)] * (len(padded) - len(found)) == padded
    book = load_workbook(io.BytesIO(content))
    assert {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line} <= {"s", "n", "inlineStr"}


def test_a_text_too_long_for_a_cell_is_cut_where_one_can_see_it() -> None:
    just, long, wide = "a" * LONGEST_CELL, "a" * (LONGEST_CELL + 1), "🌳" * LONGEST_CELL
    (row,) = rows_of(as_workbook([("texts", ("a", "b", "c"), [(just, long, wide)])]))[1:]
    assert row[0] == just
    assert (row[1][-1], len(row[1])) == (CUT, LONGEST_CELL)
    assert row[2].endswith(f"🌳{CUT}")
    assert len(row[2].encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_sheets_columns_and_titles_beyond_the_usual() -> None:
    wide = [f"column {one}" for one in range(800)]
    content = as_workbook([("a/b:c*d?[e]\\f & \"g\" " + "h" * 40, wide, [range(800)]), ("Second", ("x",), [])])
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ['a b c d  e  f & "g" hhhhhhhhhhh', "Second"]
    first = book.worksheets[0]
    assert [one.value for one in first[1]] == wide
    assert [first[place].value for place in ("A2", "Z2", "AA2", "ZZ2", "ADT2")] == [0, 25, 26, 701, 799]
    assert first.freeze_panes == "A2"
    assert rows_of(content, 1) == [("x",)]


def test_a_table_is_written_many_times_quicker_than_with_an_object_a_cell() -> None:
    """Ten thousand texts must be written within a request; measured against the usual library on the same machine."""
    luck = random.Random(5)
    words = ["boom", "straat", "fietspad & stoep", "<park>", "é", "school"]
    rows = [[f"c:{one}", one, *["program", "t01"] * 5, " ".join(luck.choices(words, k=60))] for one in range(2_000)]
    begun = time.process_time()
    content = as_workbook([("texts", [f"c{one}" for one in range(13)], rows)])
    ours, begun = time.process_time() - begun, time.process_time()
    usual = Workbook(write_only=True)
    page = usual.create_sheet("texts")
    for row in rows:
        page.append(row)
    usual.save(io.BytesIO())
    assert len(rows_of(content)) == 2_001
    assert 2 * ours < time.process_time() - begun
