# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The figures of a page as tables for files: one CSV with a row a figure, or a workbook with a sheet a table.

Both hold what the page shows and hide what it hides: "<5" is fewer than 5 people, "hidden" what would give it away.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from folkmoot.interfaces import guarded
from folkmoot_standard.reporting import overview, wording
from folkmoot_standard.reporting.listings import Line, Listing, Times

Cell = int | str | None
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """One table. key and keys: names that stay, for programs; title and columns: for people, as are the rows' names."""

    key: str
    title: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def about(title: str, facts: Iterable[tuple[str, str]]) -> Sheet:
    """What the file is, when it was made, and what it hides."""
    return Sheet("about", title, ("", ""), ("", "value"), tuple(facts))


def of_line(line: Line) -> tuple[Cell, ...]:
    """A row's numbers."""
    counts = line.counts
    return wording.plain(line.people), counts.contributions, counts.comments, counts.reactions


def of_lines(request: Request, key: str, title: str, heading: str, lines: Sequence[Line]) -> Sheet:
    """A table of people and what they did."""
    labels = tuple(overview.labels(request).values())
    rows = tuple((line.name, *of_line(line)) for line in lines)
    return Sheet(key, title, (heading, *labels), ("", *overview.FIGURES), rows)


def of_listing(request: Request, listing: Listing) -> Sheet:
    """One of the page's tables."""
    return of_lines(request, listing.key, listing.title, listing.heading, listing.lines)


def of_times(request: Request, times: Times) -> Sheet:
    """The table by time."""
    return of_lines(request, "time", request.gettext("Over time"), request.gettext("Time"), times.lines)


def as_csv(sheets: Sequence[Sheet]) -> bytes:
    """Every figure in a row of its own: table, row, figure, value. UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("table", "row", "figure", "value"))
    for sheet in sheets:
        for name, *values in sheet.rows:
            for key, value in zip(sheet.keys[1:], values, strict=True):
                writer.writerow([_plain(cell) for cell in (sheet.key, name, key, value)])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    return "" if cell is None else guarded(cell) if isinstance(cell, str) else str(cell)


def as_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook in which every cell is a whole number or text, never a formula."""
    from openpyxl import Workbook

    book, out = Workbook(write_only=True), io.BytesIO()
    taken: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(_name(sheet.title, taken))
        for row in (sheet.columns, *sheet.rows) if any(sheet.columns) else sheet.rows:
            page.append([_cell(page, value) for value in row])
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, int):
        return value
    cell = WriteOnlyCell(page, value=guarded(value))
    cell.data_type = "s"
    return cell


def _name(title: str, taken: set[str]) -> str:
    """A name that a workbook takes, at most 31 characters and unlike the others."""
    plain = NOT_IN_NAMES.sub(" ", title)[:28].strip("' ") or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name.casefold())
    return name


def answer(request: Request, kind: str, name: str, sheets: Sequence[Sheet]) -> Response:
    """The download. kind: "csv" or "xlsx"."""
    day: datetime.date = request.site.local(request.now).date()
    body, content_type = (as_csv(sheets), CSV) if kind == "csv" else (as_xlsx(sheets), XLSX)
    response = Response(body, content_type=content_type.partition(";")[0], charset=None)
    if kind == "csv":
        response.charset = "utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{day.isoformat()}.{kind}"'
    return response
