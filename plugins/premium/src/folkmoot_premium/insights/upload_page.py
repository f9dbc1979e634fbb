# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Adding a file to an analysis, and saying which of its columns is what, with its first rows in sight."""

import uuid
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import delete, func, insert, select, update

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, Permission, UploadedFile
from folkmoot_premium.insights import forgetting, frame
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.tables import analysis, item, row, run, upload
from folkmoot_premium.insights.uploads import Unreadable, guessed, read

ADD = "folkmoot_premium:insights/templates/upload.jinja2"
FILE = "folkmoot_premium:insights/templates/file.jinja2"
SHOWN = 5
AT_ONCE = 5_000


class UploadFields(BaseModel):
    """A file."""

    model_config = ConfigDict(extra="forbid")

    file: UploadedFile = Field(
        title=_("File"),
        description=_("CSV, a workbook (.xlsx) or JSON Lines, with named columns; up to 20 MB and 100,000 rows."),
        json_schema_extra={"accept": ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson"},
    )  # fmt: skip


class ColumnFields(BaseModel):
    """Which column is what."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(title=_("Column with the text"), json_schema_extra={"widget": "select"})
    id: str | None = Field(
        default=None, title=_("Column with an id of its own"),
        json_schema_extra={"widget": "select", "empty": _("None: rows are numbered")},
    )  # fmt: skip
    language: str | None = Field(
        default=None, title=_("Column with the language"),
        json_schema_extra={"widget": "select", "empty": _("None: recognised from the words")},
    )  # fmt: skip


@view_config(
    route_name="insights.upload", renderer=ADD, permission=Permission.STAFF, request_method=("GET", "POST"), begins=True
)
def add(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Take a file, guess its columns, and go on to the page where they are seen."""
    form = Form(UploadFields, request, {})
    if request.method == "POST" and form.validate():
        try:
            columns, rows = read(form.data.file.name, form.data.file.data)
        except Unreadable as fault:
            form.add_error("file", request.gettext(fault.sentence, **fault.values))
        else:
            key = _keep(request, context.analysis.id, form.data.file.name, columns, rows)
            log(request, "file-added", context.analysis.id, file=form.data.file.name, rows=len(rows))
            return HTTPSeeOther(request.route_path("insights.file", analysis=context.analysis.id, upload=key))
    if request.method == "POST":
        request.response.status_int = 422
    return {**frame.values(request), "form": form}


def _keep(request: Request, analysis_id: uuid.UUID, name: str, columns: list[str], rows: list[Any]) -> uuid.UUID:
    db, key = request.db, uuid7()
    db.execute(select(analysis.c.id).where(analysis.c.id == analysis_id).with_for_update())
    text, own_id, language = guessed(columns, rows)
    values = {"name": name, "columns": columns, "text_column": text, "id_column": own_id, "language_column": language}
    db.execute(insert(upload).values(id=key, analysis_id=analysis_id, added_by_id=request.account.id, **values))
    told = [
        {"analysis_id": analysis_id, "upload_id": key, "number": number, "cells": cells}
        for number, cells in enumerate(rows, _last_number(request, analysis_id) + 1)
    ]
    for start in range(0, len(told), AT_ONCE):
        db.execute(insert(row), told[start : start + AT_ONCE])
    return key


def _last_number(request: Request, analysis_id: uuid.UUID) -> int:
    """The highest number that a row of the analysis has, or had in a run: runs know rows by their numbers."""
    kept = select(func.max(row.c.number)).where(row.c.analysis_id == analysis_id)
    read = (
        select(func.max(item.c.row_number))
        .select_from(item.join(run, run.c.id == item.c.run_id))
        .where(run.c.analysis_id == analysis_id)
    )
    return max(request.db.scalar(kept) or 0, request.db.scalar(read) or 0)


@view_config(
    route_name="insights.file", renderer=FILE, permission=Permission.STAFF, request_method=("GET", "POST"), begins=False
)
def columns_of(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Its first rows; change which column is what, or delete the file."""
    key = uuid.UUID(request.matchdict["upload"])
    query = select(upload).where(upload.c.id == key, upload.c.analysis_id == context.analysis.id)
    found = request.db.execute(query).one_or_none()
    if found is None:
        raise HTTPNotFound
    if request.method == "POST" and request.POST.get("do") == "delete":
        return _deleted(context, request, found)
    form = _form(request, found)
    if request.method == "POST" and form.validate():
        told = {"text_column": form.data.text, "id_column": form.data.id or "",
                "language_column": form.data.language or ""}  # fmt: skip
        request.db.execute(update(upload).where(upload.c.id == key).values(**told))
        return HTTPSeeOther(request.route_path("insights.analysis", analysis=context.analysis.id))
    if request.method == "POST":
        request.response.status_int = 422
    rows = select(row.c.number, row.c.cells).where(row.c.upload_id == key).order_by(row.c.number).limit(SHOWN)
    count = request.db.scalar(select(func.count()).where(row.c.upload_id == key))
    shown = list(request.db.execute(rows))
    return {**frame.values(request), "form": form, "file": found, "rows": shown, "count": count}


def _form(request: Request, found: Any) -> Form[ColumnFields]:
    kept = {"text": found.text_column, "id": found.id_column or None, "language": found.language_column or None}
    form = Form(ColumnFields, request, kept)
    for name in ("text", "id", "language"):
        form[name].options = [(one, one) for one in found.columns]
    return form


def _deleted(context: Analysed, request: Request, found: Any) -> Response:
    request.db.execute(delete(upload).where(upload.c.id == found.id))
    forgetting.forget(request.db, context.analysis.id)
    log(request, "file-deleted", context.analysis.id, file=found.name)
    request.flash(request.gettext("The file is deleted. Its texts are gone from every run."))
    return HTTPSeeOther(request.route_path("insights.analysis", analysis=context.analysis.id))
