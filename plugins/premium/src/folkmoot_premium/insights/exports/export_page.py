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
from folkmoot_premium.insights import checking
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.exports import run_tables
from folkmoot_premium.insights.exports.csv_files import CSV, XLSX, as_csv
from folkmoot_premium.insights.exports.run_tables import Sheet
from folkmoot_premium.insights.exports.tagged import tagged
from folkmoot_premium.insights.exports.workbooks import as_workbook

TYPES = {"csv": f"{CSV}; charset=utf-8", "xlsx": XLSX, "json": "application/json"}


@view_config(route_name="insights.export", permission=Permission.STAFF, request_method="GET", begins=False)
def exported(context: Finished, request: Request) -> Response:
    """Everything that is still there of the run, after the changes by people."""
    kind = request.matchdict["format"]
    edits = run_tables.applied_edits(request.db, context.analysis.id, context.run)
    tags = tagged(request.db, context.analysis.id)
    found = run_tables.sheets(request.db, context.run, edits, tags, request.site.zone)
    facts = {**_facts(context, request), "tagging": tags.facts([row[0] for row in found[0].rows])}
    record = context.run.record
    body = as_json(facts, record, found) if kind == "json" else _for_spreadsheets(kind, facts, record, found)
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


def _for_spreadsheets(kind: str, facts: dict[str, Any], record: str, found: Sequence[Sheet]) -> bytes:
    """The texts as CSV, or all tables and what is known about them as a workbook."""
    if kind == "csv":
        return as_csv(found[0].columns, _plain(found[0]))
    about = Sheet("about", ("name", "value"), [*facts.items(), ("record", record)])
    return as_workbook([(one.name, one.columns, _plain(one)) for one in (*found, about)])


def as_json(facts: dict[str, Any], record: str, found: Sequence[Sheet]) -> bytes:
    """Canonical JSON: the tables as lists of objects, the record of the run as it was kept."""
    value: dict[str, Any] = {**facts, "record": json.loads(record)}
    for sheet in found:
        value[sheet.name] = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
    return canonical(value)


def _plain(sheet: Sheet) -> list[list[Any]]:
    """Rows in which lists and the like are JSON."""
    return [[_in_one_cell(value) for value in row] for row in sheet.rows]


def _in_one_cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict | bool) else value
