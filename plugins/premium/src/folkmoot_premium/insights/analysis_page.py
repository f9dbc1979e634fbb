# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Making an analysis, changing it, starting a run of it, deleting it; and the page with its sources and runs."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import delete, func, select, true

from folkmoot.interfaces import IAudit, IJobs, Permission, Refusal
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights import frame, runs
from folkmoot_premium.insights.analysis_form import LANGUAGES, form_of, may_mean, read_phases, save
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.list_page import STATES
from folkmoot_premium.insights.live.standing_words import in_words
from folkmoot_premium.insights.places import phases
from folkmoot_premium.insights.tables import RUNNING, analysis, row, upload

PAGE = "folkmoot_premium:insights/templates/analysis.jinja2"
EDIT = "folkmoot_premium:insights/templates/settings.jinja2"


def log(request: Request, verb: str, analysis_id: uuid.UUID, **details: Any) -> None:
    """Write an act of staff into the audit log."""
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, f"insights.{verb}", "insights", analysis_id, details)


@view_config(
    route_name="insights.new", renderer=EDIT, permission=Permission.STAFF, request_method=("GET", "POST"), begins=True
)
def new(request: Request) -> dict[str, Any] | Response:
    """Make an analysis, and start it with the same press where that is wished."""
    form, known = form_of(request)
    if request.method == "POST" and form.validate():
        if form.data.phases or request.POST.get("do") == "file":
            key = save(request, form.data, known)
            log(request, "analysis-made", key, title=form.data.title)
            return _onwards(request, key)
        form.add_error("phases", request.gettext("Choose a phase, or press “Add a file” to analyse other texts."))
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "analysis": None, "may_mean": may_mean()}


def _onwards(request: Request, key: uuid.UUID) -> Response:
    row_of = request.db.execute(select(analysis).where(analysis.c.id == key)).one()
    if request.POST.get("do") == "file":
        return HTTPSeeOther(request.route_path("insights.upload", analysis=key))
    return _started(request, row_of) if request.POST.get("do") == "start" else _back(request, key)


@view_config(
    route_name="insights.settings", renderer=EDIT, permission=Permission.STAFF, request_method=("GET", "POST"),
    begins=False,
)  # fmt: skip
def settings(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Change title, sources and settings; runs that there are stay as they were."""
    form, known = form_of(request, context.analysis)
    if request.method == "POST" and form.validate():
        save(request, form.data, known, context.analysis)
        log(request, "analysis-changed", context.analysis.id)
        request.flash(request.gettext("The analysis is saved. Its next run will read this."))
        return _back(request, context.analysis.id)
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form, "analysis": context.analysis, "may_mean": may_mean(context.analysis)}


@view_config(
    route_name="insights.analysis", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Analysed, request: Request) -> dict[str, Any]:
    """Sources, settings and runs."""
    key = context.analysis.id
    known, read = phases(request), read_phases(request, key)
    found = runs.listed(request.db, key)
    return {
        **frame.values(request), "phases": [known[one] for one in known if one in read], "comments": any(read.values()),
        "unread": len([one for one in read if one not in known]), "files": _files(request, key), "runs": found,
        "standing": in_words(request, key), "states": STATES, "language_names": LANGUAGES,
        "underway": any(one.state in RUNNING for one in found),
        "no_meaning": runs.NO_MEANING if context.analysis.semantic and not installed() else None,
    }  # fmt: skip


def _files(request: Request, key: uuid.UUID) -> list[Any]:
    told = select(func.count().label("rows"), func.min(row.c.day).label("first"), func.max(row.c.day).label("last"))
    rows = told.where(row.c.upload_id == upload.c.id).lateral("told")
    u = upload.c
    query = select(u.id, u.name, u.text_column, u.day_column, rows).join_from(upload, rows, true())
    query = query.where(u.analysis_id == key).order_by(u.added_at)
    return list(request.db.execute(query))


@view_config(route_name="insights.start", permission=Permission.STAFF, request_method="POST", begins=True)
def start(context: Analysed, request: Request) -> Response:
    """Start a run."""
    return _started(request, context.analysis)


def _started(request: Request, row_of: Any) -> Response:
    number = runs.start(request.db, request.find_service(IJobs), row_of, request.account.id, request.now)
    if isinstance(number, Refusal):
        request.flash(request.gettext(number.sentence), "warn")
        return _back(request, row_of.id)
    log(request, "run-started", row_of.id, run=number)
    return HTTPSeeOther(request.route_path("insights.run", analysis=row_of.id, run=number))


@view_config(route_name="insights.delete", permission=Permission.STAFF, request_method="POST", begins=False)
def remove(context: Analysed, request: Request) -> Response:
    """Delete an analysis with its files, runs and changes; contributions stay as they are."""
    if request.POST.get("confirm") != "yes":
        request.flash(request.gettext("Tick that you want to delete it, then press again."), "warn")
        return _back(request, context.analysis.id)
    request.db.execute(delete(analysis).where(analysis.c.id == context.analysis.id))
    log(request, "analysis-deleted", context.analysis.id, title=context.analysis.title)
    request.flash(request.gettext("The analysis is deleted. The contributions are as they were."))
    return HTTPSeeOther(request.route_path("insights.index"))


def _back(request: Request, key: uuid.UUID) -> Response:
    return HTTPSeeOther(request.route_path("insights.analysis", analysis=key))
