# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Views of the dashboard that are kept under a name, so that an organiser finds back to them."""

import uuid
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_standard.reporting import MANIFEST, choices
from folkmoot_standard.reporting.models import ReportingReport
from folkmoot_standard.reporting.names import Names, by_slug

LONGEST_NAME = 100


class KeepForm(BaseModel):
    """What the view is called."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    name: str = Field(title=_("Name of this view"), min_length=1, max_length=LONGEST_NAME)


@dataclass(frozen=True)
class Kept:
    """A kept view as this person sees it."""

    id: uuid.UUID
    name: str
    url: str
    removable: bool


def form(request: Request) -> Form[KeepForm] | None:
    """The form that keeps the present view; None where nothing new may begin."""
    if request.plugins.modes.get(MANIFEST.id) == "sunset":
        return None
    return Form(KeepForm, request)


def listed(request: Request, names: Names) -> list[Kept]:
    """Kept views of the town that this person may open: managers those of their projects, and their own."""
    query = select(ReportingReport).order_by(ReportingReport.name, ReportingReport.id)
    return [
        Kept(row.id, row.name, choices.address(request, row.filters), _removable(request, row))
        for row in request.db.scalars(query)
        if _open_to(request, names, row)
    ]


def _open_to(request: Request, names: Names, row: ReportingReport) -> bool:
    """Whether everything that the view names is there for this person."""
    project = row.filters.get("project", "")
    return (not project and request.account.is_administrator) or row.made_by_id == request.account.id or (
        bool(project) and by_slug(names.projects.values(), project) is not None
    )  # fmt: skip


def _removable(request: Request, row: ReportingReport) -> bool:
    return bool(request.account.is_administrator or row.made_by_id == request.account.id)


@view_config(route_name="reporting.keep", permission=Permission.STAFF, request_method="POST", begins=True)
def keep(request: Request) -> Response:
    """Keep the view of the address under the name that was typed."""
    filters = choices.read(request, Names(request)).query()
    typed = Form(KeepForm, request)
    if typed.validate():
        row = ReportingReport(name=typed.data.name, filters=filters, made_by_id=request.account.id)
        request.db.add(row)
        request.db.flush()
        _record(request, "reporting.view-kept", row.id)
        request.flash(request.gettext("The view is kept as “%(name)s”.", name=row.name))
    else:
        request.flash(typed.errors[0][1], "warn")
    return HTTPSeeOther(choices.address(request, filters))


@view_config(route_name="reporting.remove", permission=Permission.STAFF, request_method="POST", begins=False)
def remove(request: Request) -> Response:
    """Take a kept view away; the figures stay what they are."""
    row = request.db.scalars(
        select(ReportingReport).where(ReportingReport.id == uuid.UUID(request.matchdict["id"]))
    ).one_or_none()
    if row is None or not _open_to(request, Names(request), row):
        raise HTTPNotFound
    if not _removable(request, row):
        raise HTTPForbidden
    request.db.delete(row)
    _record(request, "reporting.view-removed", row.id)
    request.flash(request.gettext("“%(name)s” is removed from the kept views.", name=row.name))
    return HTTPSeeOther(request.route_path("reporting.dashboard"))


def _record(request: Request, verb: str, subject: uuid.UUID) -> None:
    request.find_service(IAudit).record(request.db, request.account.id, verb, "reporting-view", subject)
