# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A run that isn't over: how far it is, and stopping it. One that is leads to its themes."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, runs
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Ran
from folkmoot_premium.insights.list_page import STATES
from folkmoot_premium.insights.tables import RUNNING

PAGE = "folkmoot_premium:insights/templates/run.jinja2"
STEPS = {
    "": _("Waiting for a worker to take it"), "reading": _("Reading the contributions"),
    "libraries": _("Getting ready"), "languages": _("Recognising languages"), "words": _("Reading words"),
    "weights": _("Weighing words"), "latent": _("Finding what goes together"),
    "subwords": _("Learning the words of this collection"), "meaning": _("Reading what texts mean"),
    "number": _("Choosing the number of themes"),
    "themes": _("Putting texts together"), "phrases": _("Naming themes"),
    "representatives": _("Choosing the texts that stand for others"), "duplicates": _("Finding near-duplicates"),
    "model": _("Keeping the model"),
}  # fmt: skip
"""What a worker does, by the engine's name of the step."""


@view_config(route_name="insights.run", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False)
def shown(context: Ran, request: Request) -> dict[str, Any] | Response:
    """Its state now; the page asks again by itself where it can."""
    run = context.run
    if run.state == "done" and "HX-Request" not in request.headers:
        return HTTPSeeOther(request.route_path("insights.themes", analysis=context.analysis.id, run=run.number))
    silent = run.state in ("running", "stopping") and run.beat_at < request.now - runs.SILENT
    return {
        **frame.values(request), "run": run, "states": STATES, "step": STEPS.get(run.step, run.step),
        "live": run.state in RUNNING, "percent": run.share // 10, "silent": silent,
        "workers_lost": runs.WORKERS_LOST,
    }  # fmt: skip


@view_config(route_name="insights.stop", permission=Permission.STAFF, request_method="POST", begins=False)
def stop(context: Ran, request: Request) -> Response:
    """Stop it; nothing of it is kept."""
    runs.stop(request.db, context.run.id, request.now)
    log(request, "run-stopped", context.analysis.id, run=context.run.number)
    return HTTPSeeOther(request.route_path("insights.run", analysis=context.analysis.id, run=context.run.number))
