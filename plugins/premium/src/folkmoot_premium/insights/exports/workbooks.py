# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Workbooks (.xlsx: ECMA-376, part 1, chapter 18) of plain tables, written as text straight away.

A library that makes an object of every cell takes seven seconds for ten thousand texts, which no request may. Every
cell is text or a number, never a formula. The same tables give the same bytes.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from folkmoot.interfaces import guarded

LONGEST_CELL = 32_767
"""Letters that a cell holds, as UTF-16 counts them."""
CUT = "…"
"""The last letter of a text that was too long for a cell."""
LONGEST_TITLE = 31
SQUEEZED = 3
"""Of zlib: half the time of the usual 6, files a quarter larger."""
ROWS_AT_ONCE = 500
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ODD = re.compile("[^\t\n\x20-%'-;=?-^`-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What can't stand between tags as it is: all of that, & < > and the carriage return; and _, which begins an escape."""
LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Spreadsheets read _x0041_ as the letter A (ST_Xstring)."""
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews>'
)
"""The names of the columns stay in sight."""

Cells = Sequence[Any]


def as_workbook(parts: Iterable[tuple[str, Cells, Iterable[Cells]]]) -> bytes:
    """A sheet a table: title, names of the columns, rows. A text too long for a cell is cut, and ends with CUT."""
    out, titles = io.BytesIO(), []
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=SQUEEZED) as book:
        for number, (title, names, rows) in enumerate(parts, 1):
            titles.append(NOT_IN_TITLES.sub(" ", title)[:LONGEST_TITLE])
            _write(book, f"xl/worksheets/sheet{number}.xml", _page(chain([names], rows)))
        for name, content in _about(titles).items():
            _write(book, name, [HEAD, content])
    return out.getvalue()


def _write(book: ZipFile, name: str, pieces: Iterable[str]) -> None:
    with book.open(name, "w") as part:
        for piece in pieces:
            part.write(piece.encode())


def _page(rows: Iterable[Cells]) -> Iterator[str]:
    yield f'{HEAD}<worksheet xmlns="{MAIN}">{FROZEN}<sheetData>'
    columns: list[str] = []
    waiting: list[str] = []
    for number, row in enumerate(rows, 1):
        columns += [_column(one) for one in range(len(columns), len(row))]
        cells = [_cell(f"{column}{number}", value) for column, value in zip(columns, row, strict=False)]
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) == ROWS_AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield f"{''.join(waiting)}</sheetData></worksheet>"


def _column(index: int) -> str:
    """A to Z, AA to AZ and so on, from 0."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % 26) + letters
        index = index // 26 - 1
    return letters


def _cell(place: str, value: Any) -> str:
    if isinstance(value, str):
        told = _told(value)
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>' if told else ""
    if value is None:
        return ""
    return f'<c r="{place}"><v>{value}</v></c>'


def _told(value: str) -> str:
    """A text as it stands between tags."""
    told = _fitting(guarded(value))
    if not ODD.search(told):
        return told
    plain = LIKE_AN_ESCAPE.sub("_x005F_", NOT_IN_XML.sub("", told))
    return escape(plain, {"\r": "&#13;"})


def _fitting(told: str) -> str:
    """A text as far as a cell holds it."""
    if len(told) <= LONGEST_CELL // 2 or len(told.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return told
    kept = told.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _about(titles: Sequence[str]) -> dict[str, str]:
    """The parts of a workbook that say which others there are."""
    numbered = list(enumerate(titles, 1))
    pages = "".join(f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="{n}" r:id="r{n}"/>'
                    for n, title in numbered)  # fmt: skip
    links = "".join(_link(f"r{n}", f"{OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n, _title in numbered)
    kinds = "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
                    for n, _title in numbered)  # fmt: skip
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{pages}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(links),
        "_rels/.rels": _links(_link("r1", f"{OFFICE}/officeDocument", "xl/workbook.xml")),
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{kinds}</Types>'
        ),
    }


def _link(key: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
