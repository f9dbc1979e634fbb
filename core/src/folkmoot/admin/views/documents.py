# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Documents that a project offers for download."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.context import AdminProject, id_of
from folkmoot.admin.forms import DocumentFields
from folkmoot.admin.saving import done, submit
from folkmoot.admin.services.ordering import move_row
from folkmoot.media.interfaces import IMedia
from folkmoot.projects.interfaces import IProjects
from folkmoot.projects.models import Attachment
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

TEMPLATE = "folkmoot:admin/templates/documents.jinja2"


@view_config(
    route_name="admin.project_documents", renderer=TEMPLATE, permission=Permission.PROJECT_EDIT,
    request_method=("GET", "POST"),
)  # fmt: skip
def documents(context: AdminProject, request: Request) -> dict[str, Any] | Response:
    """List, add, order and remove documents; which of them a POST is about follows from its button."""
    here = {"slug": context.project.slug}
    if "move" in request.POST:
        move_row(request.db, Attachment, request.POST["move"], Attachment.project_id == context.project_id)
        return HTTPSeeOther(request.route_path("admin.project_documents", **here))
    if "remove" in request.POST:
        _remove(request, context, request.POST["remove"])
        return done(request, request.gettext("The document is removed."), "admin.project_documents", **here)
    form = Form(DocumentFields, request)
    if submit(request, form, lambda: _add(request, context, form.data), file_field="document") is not None:
        return done(request, request.gettext("The document is added."), "admin.project_documents", **here)
    found = request.find_service(IProjects).attachments(request.db, context.project_id)
    return {"form": form, "project": context.project, "documents": found, "media_service": request.find_service(IMedia)}


def _add(request: Request, context: AdminProject, values: DocumentFields) -> Attachment:
    file, media = values.document, request.find_service(IMedia)
    stored = media.store_document(request.db, file.data, file.name, request.account.id)
    request.db.flush()
    added: Attachment = request.find_service(IProjects).attach(
        request.db, context.project_id, stored.id, values.title, request.account.id
    )
    return added


def _remove(request: Request, context: AdminProject, text: str) -> None:
    """Only a document of this very project; another one's id changes nothing."""
    service, wanted = request.find_service(IProjects), id_of(text)
    if any(attachment.id == wanted for attachment, _file in service.attachments(request.db, context.project_id)):
        service.detach(request.db, wanted, request.account.id)
