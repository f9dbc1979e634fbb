# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A finished run as a file: CSV (its texts), a workbook (all tables) or JSON (all of it with the record)."""

import json
from collections.abc import Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.analysis import canonical
from folkmoot_premium.analysis.analysis import AUTOMATIC
from folkmoot_premium.insights import checking, export
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.export import Sheet
from folkmoot_premium.insights.spreadsheets import CSV, XLSX, as_csv, as_workbook

TYPES = {"csv": f"{CSV}; charset=utf-8", "xlsx": XLSX, "json": "application/json"}


@view_config(route_name="insights.export", permission=Permission.STAFF, request_method="GET", begins=False)
def exported(context: Finished, request: Request) -> Response:
    """Everything that is still there of the run, after the changes by people."""
    kind = request.matchdict["format"]
    edits = export.applied_edits(request.db, context.analysis.id, context.run)
    found = export.sheets(request.db, context.analysis.id, context.run, edits)
    if kind == "json":
        body = as_json(context, request, found)
    else:
        tables = found[:1] if kind == "csv" else [*found, _about(context, request)]
        parts = [(one.name, one.columns, _plain(one)) for one in tables]
        body = as_csv(*parts[0][1:]) if kind == "csv" else as_workbook(parts)
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


def _plain(sheet: Sheet) -> list[list[Any]]:
    """Rows in which lists and the like are JSON."""
    return [[_in_one_cell(value) for value in row] for row in sheet.rows]


def _in_one_cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict | bool) else value
