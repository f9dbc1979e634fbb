# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Statuses of contributions, method by method."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.admin.context import id_of
from folkmoot.admin.forms_town import StatusFields
from folkmoot.admin.saving import done, sentences, submit
from folkmoot.admin.services import statuses as service
from folkmoot.admin.services.ordering import move_row
from folkmoot.audit.interfaces import IAudit
from folkmoot.contributions.interfaces import IContributions
from folkmoot.contributions.models import Status
from folkmoot.hookspecs.contributions import AUTOMATIC, HIDDEN, LOCKED, NEEDS_REPLY, StatusClass
from folkmoot.hookspecs.methods import Capability
from folkmoot.i18n import mark as _
from folkmoot.projects.interfaces import Unacceptable
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

PAGE = "folkmoot:admin/templates/status.jinja2"
CLASSES = {
    StatusClass.PRESCREENING: _("Waits for screening"), StatusClass.PROPOSED: _("Begins here"),
    StatusClass.THRESHOLD_REACHED: _("Has enough support"), StatusClass.EXPIRED: _("Time is up"),
    StatusClass.VIEWED: _("Was read"), StatusClass.UNDER_CONSIDERATION: _("Is being considered"),
    StatusClass.ACCEPTED: _("Was accepted"), StatusClass.IMPLEMENTED: _("Is done"),
    StatusClass.REJECTED: _("Was turned down"), StatusClass.ANSWERED: _("Was answered"),
    StatusClass.INELIGIBLE: _("Doesn't qualify"), StatusClass.CUSTOM: _("The town's own"),
}  # fmt: skip
REMARKS = (
    (LOCKED, _("Part of the flow: it can't be removed.")),
    (AUTOMATIC, _("Set by rules, never by hand.")),
    (HIDDEN, _("Its contributions are seen by their author and staff only.")),
    (NEEDS_REPLY, _("Given only together with an official reply.")),
)


def remarks(status_class: str) -> list[str]:
    """What is special about a class, as marked sentences."""
    return [text for classes, text in REMARKS if StatusClass(status_class) in classes]


@view_config(
    route_name="admin.statuses", renderer="folkmoot:admin/templates/statuses.jinja2", permission=Permission.ADMINISTER,
    request_method=("GET", "POST"),
)  # fmt: skip
def statuses(request: Request) -> dict[str, Any] | Response:
    """The statuses of every method that takes contributions; moving one changes the order in its method."""
    if request.method == "POST":
        method = request.POST.get("method", "")
        if method in request.plugins.methods:
            move_row(request.db, Status, request.POST.get("move", ""), Status.method == method)
        return HTTPSeeOther(request.route_path("admin.statuses"))
    request.find_service(IContributions).ensure_statuses(request.db, request.plugins, request.site)
    found = service.statuses_with_uses(request.db)
    groups = [(method, [pair for pair in found if pair[0].method == method.id]) for method in _methods(request)]
    return {"groups": groups, "classes": CLASSES, "remarks": remarks}


def _methods(request: Request) -> list[Any]:
    return [method for method in request.plugins.methods.values() if Capability.CONTRIBUTIONS in method.capabilities]


@view_config(
    route_name="admin.status_new", renderer=PAGE, permission=Permission.ADMINISTER, request_method=("GET", "POST")
)
def new(request: Request) -> dict[str, Any] | Response:
    """A status of the town's own."""
    method = request.matchdict["method"]
    if method not in {known.id for known in _methods(request)}:
        raise HTTPNotFound
    return _page(request, method, None)


@view_config(
    route_name="admin.status", renderer=PAGE, permission=Permission.ADMINISTER, request_method=("GET", "POST")
)
def edit(request: Request) -> dict[str, Any] | Response:
    """Rename, colour or remove a status."""
    wanted = id_of(request.matchdict["id"])
    status = request.db.scalars(select(Status).where(Status.id == wanted)).one_or_none()
    if status is None:
        raise HTTPNotFound
    return _delete(request, status) if request.POST.get("do") == "delete" else _page(request, status.method, status)


def _delete(request: Request, status: Status) -> Response:
    try:
        with request.db.begin_nested():
            service.delete_status(request.db, request.find_service(IAudit), request.account.id, status)
    except Unacceptable as refused:
        return done(request, " ".join(sentences(request, refused)), "admin.status", "bad", id=status.id)
    return done(request, request.gettext("The status is removed."), "admin.statuses")


def _page(request: Request, method_id: str, status: Status | None) -> dict[str, Any] | Response:
    form = Form(StatusFields, request, {"title": status.title, "tone": status.tone} if status else None)

    def save() -> Status:
        audit, values = request.find_service(IAudit), form.data.model_dump()
        return service.save_status(request.db, audit, request.account.id, method_id, values, status)

    if submit(request, form, save) is not None:
        return done(request, request.gettext("The status is saved."), "admin.statuses")
    notes = remarks(status.status_class) if status else []
    locked = status is not None and StatusClass(status.status_class) in LOCKED
    method = request.plugins.method(method_id)
    return {"form": form, "status": status, "method": method, "remarks": notes, "locked": locked, "classes": CLASSES}
