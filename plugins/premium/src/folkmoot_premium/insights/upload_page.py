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
from sqlalchemy import delete, func, select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, Permission, UploadedFile
from folkmoot_premium.insights import filing, forgetting, frame
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.days import FORMS, SeveralReadings
from folkmoot_premium.insights.tables import row, upload
from folkmoot_premium.insights.uploads import Unreadable, read

ADD = "folkmoot_premium:insights/templates/upload.jinja2"
FILE = "folkmoot_premium:insights/templates/file.jinja2"
SHOWN = 5


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
    day: str | None = Field(
        default=None, title=_("Column with the day"),
        description=_("When each text was written. From and To, and the page “Over time”, go by it."),
        json_schema_extra={"widget": "select", "empty": _("None: the rows have no day")},
    )  # fmt: skip
    day_form: str | None = Field(
        default=None, title=_("How the days are written"),
        json_schema_extra={"widget": "select", "empty": _("Recognised, where all can be read in one way only")},
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
            analysis_id, name = context.analysis.id, form.data.file.name
            key = filing.add(request.db, analysis_id, request.account.id, name, columns, rows, request.site.zone)
            log(request, "file-added", analysis_id, file=name, rows=len(rows))
            return HTTPSeeOther(request.route_path("insights.file", analysis=analysis_id, upload=key))
    if request.method == "POST":
        request.response.status_int = 422
    return {**frame.values(request), "form": form}


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
        _change(request, form, found)
        if not form.errors:
            return HTTPSeeOther(request.route_path("insights.analysis", analysis=context.analysis.id))
    if request.method == "POST":
        request.response.status_int = 422
    return {**frame.values(request), "form": form, "file": found, **_rows(request, key)}


def _rows(request: Request, key: uuid.UUID) -> dict[str, Any]:
    """The first rows of a file, how many there are, and from when to when."""
    r = row.c
    first = select(r.number, r.cells).where(r.upload_id == key).order_by(r.number).limit(SHOWN)
    told = select(func.count().label("num"), func.min(r.day).label("first"), func.max(r.day).label("last"))
    return {"rows": list(request.db.execute(first)), "told": request.db.execute(told.where(r.upload_id == key)).one()}


def _change(request: Request, form: Form[ColumnFields], found: Any) -> None:
    """Keep which column is what; a fault in the days is said at the field that can mend it."""
    data = form.data
    wish = filing.Mapped(data.text, data.id or "", data.language or "", data.day or "", data.day_form or "")
    try:
        changed = filing.change(request.db, found, wish, request.site.zone)
    except Unreadable as fault:
        field = "day_form" if isinstance(fault, SeveralReadings) else "day"
        form.add_error(field, request.gettext(fault.sentence, **fault.values))
    else:
        if changed:
            log(request, "file-changed", found.analysis_id, file=found.name, **changed)


def _form(request: Request, found: Any) -> Form[ColumnFields]:
    kept = {
        "text": found.text_column, "id": found.id_column or None, "language": found.language_column or None,
        "day": found.day_column or None, "day_form": found.day_form or None,
    }  # fmt: skip
    form = Form(ColumnFields, request, kept)
    for name in ("text", "id", "language", "day"):
        form[name].options = [(one, one) for one in found.columns]
    form["day_form"].options = [(key, request.gettext(words)) for key, words in FORMS.items()]
    return form


def _deleted(context: Analysed, request: Request, found: Any) -> Response:
    if request.POST.get("confirm") != "yes":
        request.flash(request.gettext("Tick that you want to delete it, then press again."), "warn")
        return HTTPSeeOther(request.route_path("insights.file", analysis=context.analysis.id, upload=found.id))
    request.db.execute(delete(upload).where(upload.c.id == found.id))
    forgetting.forget(request.db, context.analysis.id)
    log(request, "file-deleted", context.analysis.id, file=found.name)
    request.flash(request.gettext("The file is deleted. Its texts are gone from every run."))
    return HTTPSeeOther(request.route_path("insights.analysis", analysis=context.analysis.id))
