# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A finished run as a file: CSV (its texts), a workbook (all tables) or JSON (all of it with the record)."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Permission, guarded
from folkmoot_premium.analysis import canonical
from folkmoot_premium.analysis.analysis import AUTOMATIC
from folkmoot_premium.insights import checking, export
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.export import Sheet

TYPES = {
    "csv": "text/csv; charset=utf-8", "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip

LONGEST_CELL = 32_767
"""Letters that a workbook's cell holds."""


@view_config(route_name="insights.export", permission=Permission.STAFF, request_method="GET", begins=False)
def exported(context: Finished, request: Request) -> Response:
    """Everything that is still there of the run, after the changes by people."""
    kind = request.matchdict["format"]
    edits = export.applied_edits(request.db, context.analysis.id, context.run)
    found = export.sheets(request.db, context.analysis.id, context.run, edits)
    if kind == "json":
        body = as_json(context, request, found)
    else:
        body = as_csv(found[0]) if kind == "csv" else as_workbook([*found, _about(context, request)])
    answer = Response(body=body)
    answer.headers["Content-Type"] = TYPES[kind]
    answer.headers["Content-Disposition"] = f'attachment; filename="insights-run-{context.run.number}.{kind}"'
    return answer


def _facts(context: Finished, request: Request) -> dict[str, Any]:
    gone, changed = checking.since(request.db, context.run)
    return {
        "analysis": context.analysis.title, "analysis_id": str(context.analysis.id), "run": context.run.number,
        "removed_since": gone, "changed_since": changed, "automatic": AUTOMATIC,
    }  # fmt: skip


def _about(context: Finished, request: Request) -> Sheet:
    facts = {**_facts(context, request), "record": context.run.record}
    return Sheet("about", ("name", "value"), list(facts.items()))


def as_json(context: Finished, request: Request, found: Sequence[Sheet]) -> bytes:
    """Canonical JSON: the tables as lists of objects, the record of the run as it was kept."""
    value: dict[str, Any] = {**_facts(context, request), "record": json.loads(context.run.record)}
    for sheet in found:
        value[sheet.name] = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    return canonical(value)


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict | bool):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return guarded(value) if isinstance(value, str) else value


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(found: Sequence[Sheet]) -> bytes:
    """A sheet a table, in which every cell is text or a number, never a formula."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book, out = Workbook(write_only=True), io.BytesIO()
    for sheet in found:
        page = book.create_sheet(sheet.name)
        page.append(sheet.columns)
        for row in sheet.rows:
            told = [ILLEGAL_CHARACTERS_RE.sub("", one) if isinstance(one, str) else one for one in map(_cell, row)]
            page.append([_plain(page, one) for one in told])
    book.save(out)
    return out.getvalue()


def _plain(page: Any, value: Any) -> Any:
    """A cell that is text where a workbook would take the text for something else; all others as they are."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str) or value[:1] not in ("=", "#"):
        return value[:LONGEST_CELL] if isinstance(value, str) else value
    cell = WriteOnlyCell(page, value=value[:LONGEST_CELL])
    cell.data_type = "s"
    return cell
