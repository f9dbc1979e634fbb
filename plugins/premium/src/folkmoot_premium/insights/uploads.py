# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Reading a file that somebody added: CSV, a workbook or JSON Lines, as rows of column -> text."""

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from folkmoot.i18n import mark as _
from folkmoot.tabular.csv_rows import CsvRows, UnreadableRow

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000_000, 100_000, 60, 100_000
MOST_UNPACKED = 10 * MOST_BYTES
"""Of a workbook, which is a packed folder: a small one can hold more than a worker's memory."""
TEXTS = ("text", "body", "contribution", "proposal", "answer", "tekst", "texte", "comment", "description", "title")
IDS = ("id", "key", "number", "nummer", "numero", "numéro")
LANGUAGES = ("lang", "language", "locale", "taal", "langue")
Cells = dict[str, str]


class Unreadable(ValueError):
    """A file that can't be read; sentence: marked for translation, values: what is filled into it."""

    def __init__(self, sentence: str, **values: Any) -> None:
        """Say why."""
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


def read(name: str, data: bytes) -> tuple[list[str], list[Cells]]:
    """The columns and rows of a file, by the ending of its name. Empty rows are left out. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 20 MB. Split it and add the parts one after the other."))
    if not data.strip():
        raise Unreadable(_("The file is empty."))
    ending = name.rpartition(".")[2].lower()
    if ending in ("csv", "tsv", "txt"):
        found = _table(_csv(data))
    elif ending == "xlsx":
        found = _table(_workbook(data))
    elif ending in ("jsonl", "ndjson"):
        found = _json_lines(data)
    else:
        raise Unreadable(_("The file must end in .csv, .xlsx or .jsonl."))
    if not found[1]:
        raise Unreadable(_("The file has no rows with anything in them."))
    return found


def guessed(columns: Sequence[str], rows: Sequence[Cells]) -> tuple[str, str, str]:
    """Which column is the text, which the id and which the language; "" for none. Without a known name the text is
    the column with the longest cells."""  # fmt: skip
    known = {one.casefold(): one for one in columns}
    text = next((known[name] for name in TEXTS if name in known), "")
    if not text:
        text = max(columns, key=lambda one: (sum(len(row.get(one, "")) for row in rows[:200]), one))
    own_id, language = (next((known[name] for name in names if name in known), "") for names in (IDS, LANGUAGES))
    return text, own_id, language


def _text(value: Any) -> str:
    told = "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)
    clean = told.replace("\x00", "").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFC", clean).strip()


def _table(lines: Iterable[Sequence[Any]]) -> tuple[list[str], list[Cells]]:
    rest = iter(lines)
    columns = [_text(cell) for cell in next(rest, [])]
    while columns and not columns[-1]:
        columns.pop()
    if not columns or not all(columns) or len(set(columns)) < len(columns) or len(columns) > MOST_COLUMNS:
        raise Unreadable(_("The first row must name the columns, each differently, and at most 60 of them."))
    rows: list[Cells] = []
    for number, line in enumerate(rest, 2):
        told = [_text(cell) for cell in line]
        if any(told):
            _room_for(rows)
            _fitting(number, columns, told)
            rows.append(dict(zip(columns, told, strict=False)))
    return columns, rows


def _fitting(number: int, columns: Sequence[str], told: Sequence[str]) -> None:
    """Refuse what would lose a part of a text: nobody would notice."""
    if any(told[len(columns) :]):
        raise Unreadable(
            _(
                "Row %(row)s has more cells than the first row names. Name all columns, and put texts that hold the "
                "separator between quotation marks."
            ),
            row=number,
        )
    _short_enough(number, told)


def _short_enough(number: int, told: Iterable[str]) -> None:
    if any(len(one) > LONGEST_CELL for one in told):
        raise Unreadable(_("Row %(row)s has a cell of more than 100,000 characters. Split that text."), row=number)


def _room_for(rows: Sequence[Cells]) -> None:
    if len(rows) >= MOST_ROWS:
        raise Unreadable(_("The file has more than 100,000 rows. Split it into several analyses."))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is neither UTF-8 nor what spreadsheets write. Save it as UTF-8 and add it again."))


def _csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    heading = text.split("\n", 1)[0]
    rows = CsvRows(io.StringIO(text, newline=""), max(",;\t|", key=heading.count), longest_cell=MOST_BYTES)
    try:
        for row in rows:
            yield row.cells  # one with a cell beyond LONGEST_CELL is refused by its row
    except UnreadableRow as error:
        raise Unreadable(error.sentence, **error.values) from error


def _workbook(data: bytes) -> Iterator[tuple[Any, ...]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(one.file_size for one in parts.infolist())
        if unpacked <= MOST_UNPACKED:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            yield from book.worksheets[0].iter_rows(values_only=True)
    except Exception as error:  # a damaged one: whatever zip, zlib, XML and the library's own types raise
        raise Unreadable(_("The file isn't a workbook (.xlsx) that can be read.")) from error
    if unpacked > MOST_UNPACKED:
        raise Unreadable(_("The workbook holds more than 200 MB when it is unpacked. Split it, or save it as CSV."))


def _json_lines(data: bytes) -> tuple[list[str], list[Cells]]:
    columns: dict[str, None] = {}
    rows: list[Cells] = []
    for number, line in enumerate(_decoded(data).split("\n"), 1):
        if line.strip():
            cells = _json_row(number, line)
            _room_for(rows)
            _short_enough(number, cells.values())
            columns.update(dict.fromkeys(cells))
            rows += [cells] if any(cells.values()) else []
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(_("The rows have more than 60 different names in them."))
    return list(columns), rows


def _json_row(number: int, line: str) -> Cells:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("Line %(line)s of the file can't be read."), line=number) from error
    if not isinstance(value, dict):
        raise Unreadable(_("Line %(line)s of the file isn't an object with names and values."), line=number)
    return {key: _text(_plain(one)) for name, one in value.items() if (key := _text(name))}


def _plain(value: Any) -> Any:
    """Lists and objects within a row stay readable, as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
