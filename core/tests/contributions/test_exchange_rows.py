# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rows of a file become values or a reason, and nothing else."""

import csv
import datetime
import json
import zoneinfo
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.contributions.exchange.formulas import guarded, unguarded
from folkmoot.contributions.exchange.mapping import from_file, guess
from folkmoot.contributions.exchange.readers import RawRow, UnreadableFile, read
from folkmoot.contributions.exchange.rows import BadRow, Entry, first_words, parse

NOW = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)
BRUSSELS = zoneinfo.ZoneInfo("Europe/Brussels")


def entry(**values: object) -> Entry:
    values = {"id": "1", "text": "A text", **values}
    return parse(RawRow(1, dict(values)), guess(values), BRUSSELS, "nl", NOW)


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"date": "31 Feb"}, "date"),
        ({"date": "2026-02-31"}, "date"),
        ({"date": "2999-01-01"}, "future"),
        ({"date": "0001-01-01"}, "1970"),
        ({"text": "x" * 2_000_000}, "100,000"),
        ({"text": "nul \x00 here"}, "NUL"),
        ({"text": '=HYPERLINK("http://evil.example")'}, "formula"),
        ({"text": "@SUM(A1:A9)"}, "formula"),
        ({"text": "+cmd|' /C calc'!A0"}, "formula"),
        ({"text": "<script>alert(1)</script>"}, "script"),
        ({"text": "<img src=x onerror=alert(1)>"}, "script"),
        ({"note": "javascript:alert(1)"}, "script"),
        ({"text": "", "title": ""}, "neither"),
        ({"title": "x" * 301}, "title"),
        ({"lang": "../../etc"}, "language"),
        ({"latitude": "91", "longitude": "4"}, "position"),
        ({"latitude": "NaN", "longitude": "4"}, "position"),
        ({"latitude": "51.2"}, "position"),
        ({"side": "sideways"}, "side"),
        ({"text": {"a": 1}}, "else"),
        ({"text": "lone \ud800 surrogate"}, "Unicode"),
    ],
)
def test_a_broken_row_is_refused_with_its_reason(columns: dict[str, object], why: str) -> None:
    with pytest.raises(BadRow) as refused:
        entry(**columns)
    assert why.lower() in str(refused.value).lower()


@pytest.mark.parametrize(
    "text", ["@Bernard: je ne suis pas d'accord", "- first point\n- second", "+1 for the park", "1 < 2", "2 > 1"]
)
def test_what_only_looks_dangerous_is_taken(text: str) -> None:
    assert entry(text=text).text == text


def test_dates_are_the_tenants_own_and_stored_in_utc() -> None:
    assert entry(date="2026-07-01").created_at == datetime.datetime(2026, 6, 30, 22, tzinfo=datetime.UTC)
    assert entry(date="21.11.2026").created_at == datetime.datetime(2026, 11, 20, 23, tzinfo=datetime.UTC)
    assert entry(t="1651744336").created_at == datetime.datetime.fromtimestamp(1651744336, datetime.UTC)
    assert entry(date="2026-07-01T10:00:00+00:00").created_at == datetime.datetime(2026, 7, 1, 10, tzinfo=datetime.UTC)


def test_positions_become_micro_degrees_without_a_float_in_between() -> None:
    found = entry(lat="51.2093475", lon="-3.0000005")
    assert (found.latitude, found.longitude) == (51209348, -3000001)


def test_a_row_without_title_is_titled_by_its_first_words() -> None:
    assert entry(text="One two three").title == "One two three"
    assert entry(text="word " * 40).title == "word " * 11 + "word …"
    assert len(first_words("x" * 500)) <= 92


@given(st.text())
def test_guarding_against_formulas_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8),
        st.one_of(
            st.none(),
            st.text(),
            st.integers(),
            st.booleans(),
            st.floats(allow_nan=False),
            st.lists(st.text()),
            st.dictionaries(st.text(), st.text()),
        ),
    )
)
def test_any_json_object_gives_an_entry_or_a_reason(values: dict[str, object]) -> None:
    try:
        found = parse(RawRow(1, values), guess(values), BRUSSELS, "nl", NOW)
    except BadRow:
        return
    assert found.title


def test_the_mapping_is_guessed_and_can_be_changed(tmp_path: Path) -> None:
    mapping = guess(["Ref", "Titre", "Texte", "label", "votes_ok"])
    assert mapping.fields == {"Ref": "id", "Titre": "title", "Texte": "text"}
    assert mapping.kept == ("label", "votes_ok")
    own = tmp_path / "map.json"
    own.write_text(json.dumps({"label": "topics", "Ref": None}))
    changed = from_file(own, ["Ref", "Titre", "Texte", "label"])
    assert changed.fields == {"Titre": "title", "Texte": "text", "label": "topics"}
    assert changed.kept == ("Ref",)
    own.write_text(json.dumps({"label": "no such field"}))
    with pytest.raises(UnreadableFile):
        from_file(own, ["label"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_files_as_spreadsheets_write_them(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "ideas.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows([["id", "text"], ["1", "Un café, s'il vous plaît\nmerci"], ["2", '"quoted"']])
    assert [row.values for row in read(path)] == [
        {"id": "1", "text": "Un café, s'il vous plaît\nmerci"},
        {"id": "2", "text": '"quoted"'},
    ]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "ideas.jsonl"
    path.write_bytes(
        b'{"id": 1, "text": "a"}\nnot json\n["list"]\n{"id": 2, "text": "\xff"}\n\n{"id": 3, "text": "b"}\n'
    )
    rows = list(read(path))
    assert [bool(row.problem) for row in rows] == [False, True, True, True, False]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]


def test_a_quotation_mark_that_is_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    path = tmp_path / "ideas.csv"
    path.write_text('id,text\n1,a\n2,"b\n3,c\n')
    rows = list(read(path))
    assert [row.values for row in rows] == [{"id": "1", "text": "a"}, {}, {"id": "3", "text": "c"}]
    assert "that opens in line 3 is never closed" in rows[1].problem
    path.write_text('id,"text\n1,a\n')
    with pytest.raises(UnreadableFile, match="opens in line 1"):
        list(read(path))


def test_formulas_in_a_workbook_are_refused_and_dates_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ideas.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "text", "date"])
    sheet.append([1, "plain", datetime.datetime(2026, 1, 2, 3, 4)])  # noqa: DTZ001 - a spreadsheet knows no zone
    sheet.append([2, "=1+1", None])
    book.save(path)
    first, second = read(path)
    assert parse(first, guess(first.values), BRUSSELS, "nl", NOW).created_at is not None
    with pytest.raises(BadRow):
        parse(second, guess(second.values), BRUSSELS, "nl", NOW)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        list(read(path))
