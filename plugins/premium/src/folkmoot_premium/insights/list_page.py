# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""All analyses that somebody may open, the newest first."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select, true

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights.context import opened_by
from folkmoot_premium.insights.frame import may_begin
from folkmoot_premium.insights.tables import analysis, run

PAGE = "folkmoot_premium:insights/templates/index.jinja2"
STATES = {
    "queued": (_("Waits for a worker"), "info"), "running": (_("Running"), "info"), "stopping": (_("Stopping"), "warn"),
    "stopped": (_("Stopped"), "plain"), "done": (_("Finished"), "ok"), "failed": (_("Failed"), "bad"),
}  # fmt: skip
"""Of each state of a run its words and tone."""


@view_config(
    route_name="insights.index", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def listed(request: Request) -> dict[str, Any]:
    """Each with its newest run; one statement."""
    a, r = analysis.c, run.c
    newest = (
        select(r.number, r.state, r.inputs, r.ended_at)
        .where(r.analysis_id == a.id)
        .order_by(r.number.desc())
        .limit(1)
        .lateral("newest")
    )
    query = (
        select(a.id, a.title, a.made_at, newest.c.number, newest.c.state, newest.c.inputs, newest.c.ended_at)
        .select_from(analysis.outerjoin(newest, true()))
        .where(opened_by(request.account))
        .order_by(a.made_at.desc(), a.id.desc())
    )
    return {"rows": list(request.db.execute(query)), "states": STATES, "may_begin": may_begin(request)}
