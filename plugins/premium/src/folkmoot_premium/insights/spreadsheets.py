# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables as files for spreadsheets, in which no text becomes a formula: CSV and workbooks."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from folkmoot.interfaces import guarded

Cells = Sequence[Any]
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
"""Letters that a workbook's cell holds."""
LONGEST_TITLE = 31


def as_csv(names: Cells, rows: Iterable[Cells]) -> bytes:
    """UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(parts: Iterable[tuple[str, Cells, Iterable[Cells]]]) -> bytes:
    """A sheet a table (title, names, rows), in which every cell is text or a number, never a formula."""
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), io.BytesIO()
    for title, names, rows in parts:
        page = book.create_sheet(title[:LONGEST_TITLE])
        for row in (names, *rows):
            page.append([_cell(page, value) for value in row])
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Any) -> Any:
    """A text is marked as one only where openpyxl would take it for something else: marking costs most of the time."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    told = guarded(ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST_CELL]
    if told[:1] not in ("=", "#"):
        return told
    cell = WriteOnlyCell(page, value=told)
    cell.data_type = "s"
    return cell
