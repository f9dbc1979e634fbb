# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folders: projects that belong together."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import func, select

from folkmoot.admin.context import id_of
from folkmoot.admin.forms import FolderFields
from folkmoot.admin.saving import done, submit
from folkmoot.admin.services.ordering import move_row
from folkmoot.admin.views.project import current_picture, picture_of
from folkmoot.media.interfaces import IMedia
from folkmoot.media.models import MediaFile
from folkmoot.projects.interfaces import FolderDraft, IProjects
from folkmoot.projects.models import Folder, Project
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

TEMPLATE = "folkmoot:admin/templates/folder.jinja2"


@view_config(
    route_name="admin.folders", renderer="folkmoot:admin/templates/folders.jinja2", permission=Permission.ADMINISTER,
    request_method=("GET", "POST"),
)  # fmt: skip
def folders(request: Request) -> dict[str, Any] | Response:
    """All folders in their order."""
    if request.method == "POST":
        move_row(request.db, Folder, request.POST.get("move", ""))
        return HTTPSeeOther(request.route_path("admin.folders"))
    count = select(func.count()).where(Project.folder_id == Folder.id).correlate(Folder).scalar_subquery()
    return {"folders": request.db.execute(select(Folder, count).order_by(Folder.position, Folder.id)).all()}


@view_config(
    route_name="admin.folder_new", renderer=TEMPLATE, permission=Permission.ADMINISTER, request_method=("GET", "POST")
)
def new(request: Request) -> dict[str, Any] | Response:
    """A new folder."""
    return _page(request, None)


@view_config(
    route_name="admin.folder", renderer=TEMPLATE, permission=Permission.ADMINISTER, request_method=("GET", "POST")
)
def edit(request: Request) -> dict[str, Any] | Response:
    """Change a folder."""
    wanted = id_of(request.matchdict["id"])
    folder = request.db.scalars(select(Folder).where(Folder.id == wanted)).one_or_none()
    if folder is None:
        raise HTTPNotFound
    return _page(request, folder)


def _page(request: Request, folder: Folder | None) -> dict[str, Any] | Response:
    form = _form(request, folder)
    if submit(request, form, lambda: _save(request, form.data, folder), file_field="picture") is not None:
        return done(request, request.gettext("The folder is saved."), "admin.folders")
    return {"form": form, "folder": folder}


def _form(request: Request, folder: Folder | None) -> Form[FolderFields]:
    picture = None
    if folder is not None and folder.picture_id is not None:
        picture = request.db.scalars(select(MediaFile).where(MediaFile.id == folder.picture_id)).one_or_none()
    names = ("title", "description", "slug", "state")
    values = {name: getattr(folder, name) for name in names} if folder else None
    form = Form(FolderFields, request, {**values, "picture_alt": picture.alt if picture else {}} if values else None)
    form["picture"].current = current_picture(request.find_service(IMedia), picture)
    return form


def _save(request: Request, values: FolderFields, folder: Folder | None) -> Folder:
    draft = FolderDraft(
        title=values.title, description=values.description, slug=values.slug, state=values.state,
        picture_id=picture_of(request, values, folder.picture_id if folder else None),
    )  # fmt: skip
    saved: Folder = request.find_service(IProjects).save_folder(
        request.db, request.site, draft, request.account.id, folder.id if folder else None
    )
    return saved
