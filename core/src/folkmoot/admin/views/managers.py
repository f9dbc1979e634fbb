# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who looks after a project."""

import uuid
from typing import Any

from pydantic import BaseModel, Field
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.accounts.interfaces import IAccounts, Person, Role
from folkmoot.admin.context import AdminProject
from folkmoot.admin.saving import done, show_again
from folkmoot.i18n import mark as _
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

MOST = 500


class ManagerFields(BaseModel):
    """The managers of one project."""

    account_ids: list[uuid.UUID] = Field(
        default_factory=list, title=_("Managers of this project"), json_schema_extra={"widget": "checks"},
        description=_("They edit the project and its phases, and answer what comes in. Administrators always can."),
    )  # fmt: skip


@view_config(
    route_name="admin.project_managers", renderer="folkmoot:admin/templates/managers.jinja2",
    permission=Permission.ADMINISTER, request_method=("GET", "POST"),
)  # fmt: skip
def managers(context: AdminProject, request: Request) -> dict[str, Any] | Response:
    """Choose among the people who have the role of project manager."""
    people = request.find_service(IAccounts).page(request.db, role=Role.MANAGER, limit=MOST).rows
    chosen = [person.account.id for person in people if context.project_id in person.managed_projects]
    form = Form(ManagerFields, request, {"account_ids": chosen})
    form["account_ids"].options = [(str(p.account.id), p.account.display_name, p.account.email) for p in people]
    if request.method == "POST":
        if form.validate():
            _assign(request, context.project_id, people, set(form.data.account_ids))
            text = request.gettext("The managers are saved.")
            return done(request, text, "admin.project_managers", slug=context.project.slug)
        show_again(request)
    return {"form": form, "project": context.project, "people": people}


def _assign(request: Request, project_id: uuid.UUID, people: list[Person], chosen: set[uuid.UUID]) -> None:
    service = request.find_service(IAccounts)
    for person in people:
        before = set(person.managed_projects)
        after = before | {project_id} if person.account.id in chosen else before - {project_id}
        if after != before:
            service.set_managed_projects(request.db, request.account, person.account.id, tuple(after))
