# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""CSV of people: read as Python's own reader does, within bounds; a quotation mark left open is told by its line."""

import csv
import io
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.tabular.csv_rows import LONGEST_ROW, CsvRow, CsvRows, UnreadableRow


def rows(text: str, *, delimiter: str = ",", cell: int = 100, row: int = 1000) -> list[CsvRow | tuple[str, int]]:
    """All rows, and in place of one that can't be read its code and line."""
    reader = CsvRows(io.StringIO(text, newline=""), delimiter, longest_cell=cell, longest_row=row)
    found: list[CsvRow | tuple[str, int]] = []
    while True:
        try:
            found.append(next(reader))
        except UnreadableRow as error:
            found.append((error.code, error.line))
        except StopIteration:
            return found


def test_rows_say_in_which_line_they_begin() -> None:
    assert rows("\r\na\r\n", cell=1) == [CsvRow(1, []), CsvRow(2, ["a"])]
    assert rows('a,b\r\n\r\n1,"x\ny ""z"""\r\n2,c') == [
        CsvRow(1, ["a", "b"]), CsvRow(2, []), CsvRow(3, ["1", 'x\ny "z"']), CsvRow(5, ["2", "c"])
    ]  # fmt: skip


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only() -> None:
    assert rows('a,b\n"1\n2",x\n2,"y\n3,z\n4,w\n') == [
        CsvRow(1, ["a", "b"]), CsvRow(2, ["1\n2", "x"]), ("quote-never-closed", 4), CsvRow(5, ["3", "z"]),
        CsvRow(6, ["4", "w"]),
    ]  # fmt: skip


def test_it_is_told_by_its_own_line_and_not_by_that_of_its_row() -> None:
    text = '"1\n2";"two ""words""";"open\n3\n'
    assert rows(text, delimiter=";") == [("quote-never-closed", 2), CsvRow(3, ["3"])]


def test_it_runs_no_further_than_a_row_may() -> None:
    text = 'a\n"open\n' + "line\n" * 300 + "end\n"
    found = rows(text, row=100)
    assert found[:3] == [CsvRow(1, ["a"]), ("quote-never-closed", 2), CsvRow(3, ["line"])]
    assert found[-1] == CsvRow(303, ["end"])


@pytest.mark.parametrize("text", ["1," + "x" * 101, "1," + ",".join(["xxxxx"] * 200), '"' + "x" * 101 + '"'])
def test_what_is_too_long_is_told_and_the_next_row_is_read(text: str) -> None:
    assert rows(f"a\n{text}\n2,y\n") == [CsvRow(1, ["a"]), ("row-too-long", 2), CsvRow(3, ["2", "y"])]


def test_a_line_without_end_is_never_held_whole() -> None:
    class Endless(io.StringIO):
        asked = 0

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            assert size is not None
            assert 0 < size <= 1001
            self.asked += 1
            return "x" * size if self.asked < 50 else "\n" if self.asked == 50 else ""

    reader = CsvRows(Endless(), ",", longest_cell=100, longest_row=1000)
    with pytest.raises(UnreadableRow) as refused:
        next(reader)
    assert (refused.value.code, str(refused.value)) == ("row-too-long", "Line 1 of the file is too long to be read.")
    assert list(reader) == []


@given(st.text(alphabet='",;\n\ra \x00é', max_size=60), st.sampled_from(",;"))
def test_as_pythons_own_reader_where_every_quotation_mark_is_closed(text: str, delimiter: str) -> None:
    found = rows(text, delimiter=delimiter)
    plain = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    whole = [one.cells for one in found if isinstance(one, CsvRow)]
    opened = next((place for place, one in enumerate(found) if not isinstance(one, CsvRow)), None)
    if opened is None:
        assert whole == plain
    else:
        assert whole[:opened] == plain[:opened]
        assert len(plain) == opened + 1, "Python's reader takes all that is left for one row"
    lines = [one.line if isinstance(one, CsvRow) else one[1] for one in found]
    assert lines == sorted(set(lines)), "each row begins in a line of its own"


def test_two_readers_at_once_have_each_their_own_bound() -> None:
    text = "xxxxxxxxxx\n"
    narrow = CsvRows(io.StringIO(text), ",", longest_cell=5)
    wide = CsvRows(io.StringIO(text), ",", longest_cell=500_000)
    with pytest.raises(UnreadableRow):
        next(narrow)
    assert next(wide).cells == ["xxxxxxxxxx"]


def test_bounds_are_within_what_the_process_can_read() -> None:
    for cell, row in ((0, 5), (6, 5), (5, LONGEST_ROW + 1)):
        with pytest.raises(ValueError, match="bounds"):
            CsvRows(io.StringIO(), ",", longest_cell=cell, longest_row=row)


def test_the_limit_of_the_process_is_set_once_whatever_is_read() -> None:
    code = (
        "import csv, io, json, folkmoot.tabular.csv_rows as room; first = csv.field_size_limit();"
        "list(room.CsvRows(io.StringIO('a,b'), ',', longest_cell=7));"
        "print(json.dumps([first, csv.field_size_limit()]))"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert json.loads(told) == [LONGEST_ROW, LONGEST_ROW]
