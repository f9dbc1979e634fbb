# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The list of projects and its order."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.labels import STATES
from folkmoot.admin.services import overview
from folkmoot.admin.services.ordering import moved
from folkmoot.projects.interfaces import IProjects
from folkmoot.projects.models import Phase
from folkmoot.security.permissions import Permission


@view_config(
    route_name="admin.projects", renderer="folkmoot:admin/templates/projects.jinja2", permission=Permission.STAFF
)
def projects(request: Request) -> dict[str, Any]:
    """All projects of an administrator, the managed ones of a manager; by state and by words of the title."""
    state = request.GET.get("state", "")
    state, text = (state if state in STATES else ""), request.GET.get("q", "")
    lines = overview.project_lines(request.db, request.account, state, text)
    counts = overview.states(request.db, request.account)
    current = {line.project.id: _current(line.phases, request) for line in lines}
    return {"lines": lines, "state": state, "text": text, "counts": counts, "current": current}


def _current(phases: list[Phase], request: Request) -> Phase | None:
    """The phase that the project's page would show: open now, else the next, else the last."""
    begun = [phase for phase in phases if phase.opens_at <= request.now]
    running = [phase for phase in begun if phase.closes_at is None or phase.closes_at > request.now]
    coming = phases[len(begun) :]
    return next(iter(running[-1:] or coming[:1] or phases[-1:]), None)


@view_config(
    route_name="admin.projects_order", renderer="folkmoot:admin/templates/projects_order.jinja2",
    permission=Permission.ADMINISTER, request_method="GET",
)  # fmt: skip
def order(request: Request) -> dict[str, Any]:
    """The order in which projects are listed to citizens."""
    return {"lines": overview.project_lines(request.db, request.account)}


@view_config(route_name="admin.projects_order", permission=Permission.ADMINISTER, request_method="POST")
def reorder(request: Request) -> Response:
    """Move one project up or down."""
    move = request.POST.get("move", "")
    ids = [line.project.id for line in overview.project_lines(request.db, request.account)]
    request.find_service(IProjects).reorder(request.db, moved(ids, move), request.account.id)
    return HTTPSeeOther(request.route_path("admin.projects_order", _anchor="item-" + move.partition(":")[0]))
