# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists of people as towns have them."""

import contextlib
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.voter_roll import sheet
from folkmoot_essential.voter_roll.sheet import SheetRow, UnreadableSheet, read

ROWS = [SheetRow(2, "1", "Citadelle", "Zoë", "Rue 1"), SheetRow(4, "2", "", "Bo", "Rue; 2")]
CSV = 'reference;wijk;Name;address;other\n1;Citadelle;Zoë;Rue 1;x\n;;;;\n"2";;Bo;"Rue; 2"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read(CSV.encode(encoding)) == ROWS


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_separators_and_ends_of_lines(separator: str, ending: str) -> None:
    text = CSV.replace("Rue; 2", "Rue 2").replace(";", separator).replace("\n", ending)
    assert [row.reference for row in read(text.encode())] == ["1", "2"]
    assert read(text.encode())[0] == ROWS[0]


def test_a_workbook() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Référence", "Quartier", "nom"])
    book.active.append([85011210017.0, "Harbour", "Zoë"])
    book.active.append([None, None, None])
    book.active.append(["0042", None, "Bo"])
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue()) == [SheetRow(2, "85011210017", "Harbour", "Zoë"), SheetRow(4, "0042", "", "Bo")]


def test_a_damaged_workbook_is_refused() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["reference"])
    for number in range(500):
        book.active.append([f"person {number}"])
    stream = io.BytesIO()
    book.save(stream)
    whole, refused = stream.getvalue(), 0
    for place in range(30, len(whole), 97):
        damaged = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        try:
            read(damaged)
        except UnreadableSheet:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reference-missing"), (b"\n\n", "reference-missing"), (b"name;district\nA;B\n", "reference-missing"),
        (b"reference;reference\n1;2\n", "column-twice"), (b"PK\x03\x04 no workbook", "file-unreadable"),
        (b"reference\n\x00\n", "file-unreadable"), (b'reference\n"' + b"x" * 200_000, "file-unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableSheet) as refused:
        read(data)
    assert refused.value.code == code


def test_a_quotation_mark_that_is_never_closed_is_told_by_its_line() -> None:
    """Else all who stand after it would be missing from the roll, and nobody would be told."""
    with pytest.raises(UnreadableSheet) as refused:
        read(b'reference;name\n1;Bo\n2;"Zo\n3;An\n')
    assert (refused.value.code, refused.value.values) == ("file-unreadable", {"line": 3})
    assert "is never closed" in refused.value.sentence


def test_size_and_rows_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    assert len(read(b"reference\n1\n2\n")) == 2
    with pytest.raises(UnreadableSheet, match="too-many-rows"):
        read(b"reference\n1\n2\n3\n")
    monkeypatch.setattr(sheet, "MOST_BYTES", 5)
    with pytest.raises(UnreadableSheet, match="file-too-large"):
        read(b"reference\n1\n")


@given(st.binary(max_size=400))
def test_anything_is_read_or_refused(data: bytes) -> None:
    for start in (b"", b"reference,district\n"):
        with contextlib.suppress(UnreadableSheet):
            assert all(row.number > 1 for row in read(start + data))
