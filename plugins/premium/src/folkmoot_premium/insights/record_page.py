# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The record of a run: inputs, settings, versions, results' hashes, what is gone since, and checking it again."""

import json
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select, update

from folkmoot.contributions.tables import account
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IJobs, Permission
from folkmoot_premium.insights import checking, frame
from folkmoot_premium.insights.analysis_form import LANGUAGES
from folkmoot_premium.insights.analysis_page import log
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.tables import run

PAGE = "folkmoot_premium:insights/templates/record.jinja2"
CHECKED = {
    checking.QUEUED: (_("A worker checks it now. Look again in a moment."), "info"),
    checking.SAME: (_("The inputs are the same, and the same came out of them, byte for byte."), "ok"),
    checking.OTHER: (_("The inputs are the same, but something else came out. Tell whoever runs this site."), "bad"),
    checking.VERSIONS: (
        _("The inputs are the same. The program or a library has another version now, and something else came out."),
        "warn",
    ),
    checking.MISSING: (
        _(
            "The inputs are the same. The run compared what texts mean, and can only be checked where the extra for "
            "that is installed, which it isn’t here."
        ),
        "warn",
    ),
    checking.INPUTS: (
        _("Texts were withdrawn, erased or changed since, so the inputs aren’t the same and nothing can be compared."),
        "warn",
    ),
}  # fmt: skip


@view_config(
    route_name="insights.record", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """All of it in words, and the engine's own file."""
    gone, changed = checking.since(request.db, context.run)
    who = request.db.scalar(select(account.c.display_name).where(account.c.id == context.run.started_by_id))
    return {
        **frame.values(request, context.run, "record"), "record": json.loads(context.run.record), "gone": gone,
        "changed": changed, "who": who, "checked": CHECKED.get(context.run.checked), "language_names": LANGUAGES,
    }  # fmt: skip


@view_config(route_name="insights.check", permission=Permission.STAFF, request_method="POST", begins=True)
def check(context: Finished, request: Request) -> Response:
    """Have a worker check the run again."""
    values = {"checked": checking.QUEUED, "checked_at": None}
    request.db.execute(update(run).where(run.c.id == context.run.id).values(values))
    request.find_service(IJobs).defer(request.db, frame.ID, checking.NAME, {"run": str(context.run.id)})
    log(request, "run-checked", context.analysis.id, run=context.run.number)
    where = {"analysis": context.analysis.id, "run": context.run.number}
    return HTTPSeeOther(request.route_path("insights.record", **where))
