# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Files that somebody adds: read in any usual form, looked at before anything is done, refused with a sentence."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from webtest import Upload

from folkmoot_premium.insights import uploads
from folkmoot_premium.insights.uploads import MOST_UNPACKED, Unreadable, guessed, read

from .conftest import SUBJECTS, Room, submit


def workbook(rows: list[list[Any]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "nr,tekst\n1,Méér bomen\n2,\n".encode()),
        ("a.csv", "\ufeffnr;tekst\r\n1;Méér bomen\r\n\r\n2;\r\n".encode()),
        ("a.csv", "nr;tekst\n1;Méér bomen\n2;\n".encode("cp1252")),
        ("a.tsv", "nr\ttekst\n1\tMéér bomen\n2\t\n".encode("utf-16")),
        ("a.xlsx", workbook([["nr", "tekst"], [1, "Me\u0301e\u0301r bomen"], [None, None], [2, None]])),
        ("a.jsonl", b'{"nr": 1, "tekst": "M\\u00e9\\u00e9r bomen"}\n\n{"nr": 2, "tekst": null}\n'),
    ],
)
def test_the_same_rows_come_out_of_any_form(name: str, data: bytes) -> None:
    columns, rows = read(name, data)
    assert columns == ["nr", "tekst"]
    assert rows == [{"nr": "1", "tekst": "Méér bomen"}, {"nr": "2", "tekst": ""}]
    assert guessed(columns, rows)[0] == "tekst"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF", "must end in"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b",,\n1,2,3\n", "first row must name"),
        ("a.csv", b"nr,text\n1,Short\n2,Trees, benches, and light\n", "Row 3 has more cells"),
        ("a.csv", b"nr,text\n1," + b"x" * 100_001, "Row 2 has a cell of more than 100,000"),
        ("a.jsonl", b'{"text": "' + b"x" * 100_001 + b'"}', "Row 1 has a cell of more than 100,000"),
        ("a.xlsx", workbook([["nr", "tekst"], [1, "Trees", "and benches"]]), "Row 2 has more cells"),
        ("a.csv", b"a,a\n1,2\n", "first row must name"),
        ("a.csv", b"a,b\n", "no rows"),
        ("a.xlsx", b"PK not really", "isn't a workbook"),
        ("a.jsonl", b"[1]\n", "isn't an object"),
        ("a.jsonl", b'{"a": \n', "can't be read"),
        ("a.jsonl", b"[" * 100_000, "can't be read"),
        ("a.csv", b'nr,text\n1,Trees\n2,"Benches\n3,Light\n', "that opens in line 3 is never closed"),
        ("a.csv", b"a\n" + b"x\n" * 100_001, "more than 100,000 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, data: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, data)
    assert said in refused.value.sentence % refused.value.values


def test_two_files_that_are_read_at_once_do_not_disturb_each_other() -> None:
    """The csv module's bound is one for the whole process: the end of one file may not set it back for another."""
    first, second = (uploads._csv(f"nr,text\n1,{'x' * length}\n".encode()) for length in (10, 150_000))
    assert next(first) == next(second)
    assert [len(line[1]) for line in first] == [10]
    assert [len(line[1]) for line in second] == [150_000], "read, so that it can be refused by its row"


def rewritten(book: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
def test_a_damaged_workbook_is_refused_with_a_sentence(part: str) -> None:
    book = workbook([["nr", "tekst"], *([number, "More trees"] for number in range(20))])
    for share in (0, 3, 5, 9):
        damaged = rewritten(book, lambda name, data: data[: len(data) * share // 10] if name == part else data)  # noqa: B023
        with pytest.raises(Unreadable, match="isn't a workbook"):
            read("a.xlsx", damaged)
    packed = bytearray(book)
    packed[60:400] = bytes(byte ^ 90 for byte in packed[60:400])
    with pytest.raises(Unreadable, match="isn't a workbook"):
        read("a.xlsx", bytes(packed))


def test_a_small_workbook_that_unpacks_to_much_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = rewritten(workbook([["tekst"], ["a"]]), lambda _name, data: data + b" " * 300_000)
    assert len(bomb) < 30_000
    assert MOST_UNPACKED == 200_000_000, "as the sentence says"
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Unreadable, match="more than 200 MB"):
        read("a.xlsx", bomb)


def test_a_file_is_looked_at_then_analysed_and_leaves_with_its_texts(room: Room) -> None:
    titles = [(title, "survey") for titles in SUBJECTS.values() for title in titles]
    data = "ref,question,answer\n" + "".join(f"R{n},{q},{t}\n" for n, (t, q) in enumerate(titles, 1))
    page = room.browser().get("/admin/insights/new")
    form = next(one for one in page.forms.values() if "title" in one.fields)
    form["title"], form["themes"] = "Survey", "3"
    here = form.submit("do", value="file").location.split(room.town.host)[1]
    browser = room.browser()
    page = submit(browser.get(here), "Add and look at it", file=Upload("survey.csv", b"a,b\n")).text
    assert "no rows with anything in them" in page
    answer = submit(browser.get(here), "Add and look at it", file=Upload("survey.csv", data.encode())).follow()
    assert "24 rows" in answer
    assert "More trees along the avenue" in answer
    submit(answer, "Save", text="answer", id="ref")
    submit(browser.get(answer.request.path), "Save")
    changes = room.execute("SELECT details FROM audit_entry WHERE verb = 'insights.file-changed'")
    assert [one.details for one in changes] == [{"file": "survey.csv", "id_column": "ref"}], "once"
    key = here.removesuffix("/files/new")
    submit(browser.get(key), "Start")
    room.work()
    run = f"{key}/runs/1"
    page = browser.get(f"{run}/themes")
    assert "3 themes, 24 texts" in page
    told = [one for one in page.html.find_all("small") if "(R" in one.text]
    assert told
    assert not any("nowrap" in one["class"] for one in told), "an id of a file may be longer than a phone is wide"
    page = browser.get(f"{run}/texts/u:3")
    assert "R3" in page
    assert "Old trees in the park need care" in page
    assert "survey" in page
    csv = browser.get(f"{run}/export.csv").body.decode("utf-8-sig")
    assert "u:3,3,row,R3,,Old trees in the park need care,en" in csv
    submit(answer, "Delete", confirm=True)
    assert "0 themes" in browser.get(f"{run}/themes").text or "0 texts" in browser.get(f"{run}/themes").text
    assert "trees" not in browser.get(f"{run}/export.json").text.lower()
    assert room.one("SELECT count(*) FROM insights_saying") == 0
    submit(browser.get(here), "Add and look at it", file=Upload("next.csv", b"text\nSomething else\n"))
    assert room.one("SELECT number FROM insights_row") == 25, "the number of a row is never given twice"
