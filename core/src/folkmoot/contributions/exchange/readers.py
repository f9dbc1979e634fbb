# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files as rows: each a dict of column to text, or the reason why it can't be one. Read row by row, never whole."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from folkmoot.contributions.exchange.formulas import unguarded
from folkmoot.i18n import mark as _
from folkmoot.tabular.csv_rows import LONGEST_ROW, CsvRows, UnreadableRow

FORMATS = ("csv", "jsonl", "xlsx")
MOST_COLUMNS = 200


class UnreadableFile(Exception):
    """The file as a whole can't be read; the message says why."""


@dataclass(frozen=True)
class RawRow:
    """A row of the file. number: 1 for the first row of data. problem: why it can't be used, "" when it can."""

    number: int
    values: dict[str, Any]
    problem: str = ""
    formulas: frozenset[str] = frozenset()


def read(path: Path) -> Iterator[RawRow]:
    """The rows of a file by its ending (.csv, .tsv, .jsonl, .ndjson, .xlsx); raises UnreadableFile."""
    readers: dict[str, Callable[[Path], Iterator[RawRow]]] = {
        ".csv": _csv, ".tsv": _csv, ".txt": _csv, ".jsonl": _json_lines, ".ndjson": _json_lines, ".xlsx": _xlsx,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(f"{path.name}: the file must end in .csv, .jsonl or .xlsx.")
    return reader(path)


def _json_lines(path: Path) -> Iterator[RawRow]:
    number = 0
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                number += 1
                yield _json_row(number, line)


def _json_row(number: int, line: bytes) -> RawRow:
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return RawRow(number, {}, _("The row isn't valid UTF-8."))
    except (json.JSONDecodeError, RecursionError):
        return RawRow(number, {}, _("The row isn't valid JSON."))
    if not isinstance(value, dict) or len(value) > MOST_COLUMNS:
        return RawRow(number, {}, _("The row isn't a JSON object with at most 200 members."))
    return RawRow(number, value)


def _csv(path: Path) -> Iterator[RawRow]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        sample = file.read(64_000)
        file.seek(0)
        rows = CsvRows(file, _delimiter(sample, path), longest_cell=LONGEST_ROW)
        names = _names(_heading(rows, path), path)
        number = 0
        while True:
            number += 1
            try:
                cells = next(rows).cells
            except StopIteration:
                return
            except UnreadableRow as error:
                yield RawRow(number, {}, str(error))
                continue
            if any(cell.strip() for cell in cells):
                yield _csv_row(number, names, cells)


def _heading(rows: CsvRows, path: Path) -> list[str]:
    try:
        first = next(rows, None)
    except UnreadableRow as error:
        raise UnreadableFile(f"{path.name}: {error}") from error
    return first.cells if first else []


def _csv_row(number: int, names: list[str], cells: list[str]) -> RawRow:
    if len(cells) > len(names):
        return RawRow(number, {}, _("The row has more cells than the heading has columns."))
    values = dict(zip(names, cells, strict=False))
    if any("\udc80" <= letter <= "\udcff" for cell in cells for letter in cell):
        return RawRow(number, values, _("The row isn't valid UTF-8."))
    return RawRow(number, {name: unguarded(value) for name, value in values.items()})


def _encoding(path: Path) -> str:
    """UTF-8 with or without its mark, UTF-16 by its mark, else what spreadsheets of western Europe write."""
    with path.open("rb") as file:
        head = file.read(1_000_000)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError as error:
        bad = sum(byte > 0x7F for byte in head)
        return "utf-8-sig" if error.start and _mostly_utf8(head, bad) else "cp1252"
    return "utf-8-sig"


def _mostly_utf8(head: bytes, high: int) -> bool:
    """Whether the file is UTF-8 with a few broken rows rather than another encoding."""
    broken = sum("\udc80" <= letter <= "\udcff" for letter in head.decode("utf-8", "surrogateescape"))
    return broken * 4 < high


def _delimiter(sample: str, path: Path) -> str:
    heading = sample.split("\n", 1)[0]
    return "\t" if path.suffix.lower() == ".tsv" else max(",;\t|", key=heading.count)


def _names(cells: list[str], path: Path) -> list[str]:
    names = [cell.strip().lstrip("\ufeff") for cell in cells]
    if not any(names):
        raise UnreadableFile(f"{path.name}: the first row must name the columns.")
    if len(set(names)) < len(names) or len(names) > MOST_COLUMNS:
        raise UnreadableFile(f"{path.name}: each column needs a name of its own, and there may be at most 200.")
    return names


def _xlsx(path: Path) -> Iterator[RawRow]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableFile(f"{path.name}: not an Excel workbook (.xlsx).") from error
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows()
        first = next(rows, ())
        names = _names([str(cell.value or "") for cell in first if cell.value is not None], path)
        for number, cells in enumerate(rows, 1):
            used = dict(zip(names, cells, strict=False))
            if any(cell.value is not None for cell in used.values()):
                values = {name: _cell(cell.value) for name, cell in used.items() if cell.value is not None}
                yield RawRow(
                    number, values, formulas=frozenset(name for name, cell in used.items() if cell.data_type == "f")
                )
    finally:
        book.close()


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return unguarded(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
