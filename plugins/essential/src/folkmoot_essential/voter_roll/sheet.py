# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An uploaded list as rows: CSV in the usual encodings and separators, or the first sheet of an .xlsx."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot.i18n import mark as _
from folkmoot.tabular.csv_rows import CsvRows, UnreadableRow

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
LONGEST_CELL = 1_000
RUNAWAY = 131_072
"""Characters of a cell that nobody wrote: a quotation mark that is closed much later, or never."""
SEPARATORS = ";,\t|"
COLUMNS = {
    "reference": ("reference", "référence", "referentie", "kenmerk", "registry number", "registernummer"),
    "district": ("district", "quartier", "wijk", "area"),
    "name": ("name", "nom", "naam"),
    "address": ("address", "adresse", "adres"),
    "locale": ("locale", "language", "langue", "taal"),
}
"""The columns, and what they may be called. All others are ignored."""


class UnreadableSheet(Exception):
    """The file as a whole can't be used: a stable code, and a sentence marked for translation with its values."""

    def __init__(self, code: str, sentence: str, **values: str | int) -> None:
        super().__init__(code)
        self.code, self.sentence, self.values = code, sentence, values


@dataclass(frozen=True)
class SheetRow:
    """A row of the list. number: as a spreadsheet shows it, where the heading is row 1."""

    number: int
    reference: str
    district: str = ""
    name: str = ""
    address: str = ""
    locale: str = ""


def read(data: bytes) -> list[SheetRow]:
    """The rows of a file that aren't empty; raises UnreadableSheet."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet("file-too-large", _("The file is too large: at most 20 MB."))
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(data)
    try:
        return list(_rows(_csv(data)))
    except UnreadableRow as error:
        raise UnreadableSheet("file-unreadable", error.sentence, **error.values) from None


def _rows(lines: Iterator[list[str]]) -> Iterator[SheetRow]:
    places = _places(next(lines, []))
    for number, cells in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise UnreadableSheet("too-many-rows", _("The file has too many rows: at most 100,000."))
        if any(cell.strip() for cell in cells):
            found = {name: cells[place].strip()[:LONGEST_CELL] for name, place in places.items() if place < len(cells)}
            yield SheetRow(number, **{"reference": "", **found})


def _places(heading: list[str]) -> dict[str, int]:
    """Where each column stands."""
    names = [cell.strip().lstrip("\ufeff").casefold() for cell in heading]
    places = {}
    for column, spellings in COLUMNS.items():
        found = [place for place, name in enumerate(names) if name in spellings]
        if len(found) > 1:
            raise UnreadableSheet("column-twice", _("The column “%(column)s” is there twice."), column=column)
        if found:
            places[column] = found[0]
    if "reference" not in places:
        sentence = _("The first row must name the columns, and one of them must be “reference”.")
        raise UnreadableSheet("reference-missing", sentence)
    return places


def _csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableSheet("file-unreadable", _("The file can't be read as CSV."))
    heading = text.lstrip().split("\n", 1)[0]
    separator = max(SEPARATORS, key=heading.count)
    for row in CsvRows(io.StringIO(text, newline=""), separator, longest_cell=RUNAWAY):
        yield row.cells


def _decoded(data: bytes) -> str:
    """UTF-16 by its mark, UTF-8 with or without one, else what spreadsheets of western Europe write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _from_workbook(data: bytes) -> list[SheetRow]:
    """The first sheet; read row by row, so a damaged one is noticed on the way."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        lines = ([_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True))
        return list(_rows(lines))
    except UnreadableSheet:
        raise
    except Exception:  # noqa: BLE001  # a damaged file ends in whatever broke first: the archive, its XML, a value
        raise UnreadableSheet("file-unreadable", _("The file isn't an Excel workbook (.xlsx).")) from None


def _text(cell: object) -> str:
    """A cell as it is written by hand: a number without the ".0" that spreadsheets add."""
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
