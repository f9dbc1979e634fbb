# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One project: its texts, picture and place; new ones too."""

import uuid
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.admin.context import AdminProject
from folkmoot.admin.forms import ProjectFields
from folkmoot.admin.saving import done, submit
from folkmoot.admin.views.project_state import state_panel
from folkmoot.media.interfaces import IMedia
from folkmoot.media.models import MediaFile
from folkmoot.projects.interfaces import IProjects, ProjectDraft
from folkmoot.projects.models import Folder, Project, ProjectArea, ProjectTopic
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

TEMPLATE = "folkmoot:admin/templates/project.jinja2"
NEW_TEMPLATE = "folkmoot:admin/templates/project_new.jinja2"


@view_config(
    route_name="admin.project_new", renderer=NEW_TEMPLATE, permission=Permission.PROJECT_CREATE,
    request_method=("GET", "POST"),
)  # fmt: skip
def new(request: Request) -> dict[str, Any] | Response:
    """A new project begins as a draft; whoever creates it as a manager looks after it."""
    form = _form(request, None)
    project = submit(request, form, lambda: _create(request, form.data), file_field="picture")
    if project is not None:
        text = request.gettext("The project is saved as a draft. Now give it its phases.")
        return done(request, text, "admin.phases", slug=project.slug)
    return {"form": form, "starts": request.plugins.guided_starts(request)}


@view_config(
    route_name="admin.project", renderer=TEMPLATE, permission=Permission.PROJECT_EDIT, request_method=("GET", "POST")
)
def edit(context: AdminProject, request: Request) -> dict[str, Any] | Response:
    """Change a project's texts, picture and place."""
    form = _form(request, context.project)
    project = submit(request, form, lambda: _save(request, form.data, context.project), file_field="picture")
    if project is not None:
        return done(request, request.gettext("The project is saved."), "admin.project", slug=project.slug)
    return {"form": form, "project": context.project, **state_panel(request, context.project)}


def _form(request: Request, project: Project | None) -> Form[ProjectFields]:
    db, media = request.db, request.find_service(IMedia)
    picture = _picture(db, project)
    form = Form(ProjectFields, request, _values(db, project, picture) if project else None)
    service = request.find_service(IProjects)
    say = request.site.text
    form["topic_ids"].options = [(str(t.id), say(t.title, request.locale), t.icon) for t in service.topics(db)]
    form["area_ids"].options = [(str(a.id), say(a.title, request.locale)) for a in service.areas(db)]
    folders = db.execute(select(Folder.id, Folder.title).order_by(Folder.position))
    form["folder_id"].options = [(str(row[0]), say(row[1], request.locale)) for row in folders]
    form["picture"].current = current_picture(media, picture)
    return form


def current_picture(media: Any, picture: MediaFile | None) -> list[dict[str, str]]:
    """The picture that is there, for the file field."""
    if picture is None:
        return []
    return [{"id": str(picture.id), "name": picture.original_name, "thumbnail": media.picture(picture).src}]


def _picture(db: Session, project: Project | None) -> MediaFile | None:
    if project is None or project.picture_id is None:
        return None
    return db.scalars(select(MediaFile).where(MediaFile.id == project.picture_id)).one_or_none()


def _values(db: Session, project: Project, picture: MediaFile | None) -> dict[str, Any]:
    topics = db.scalars(select(ProjectTopic.topic_id).where(ProjectTopic.project_id == project.id))
    areas = db.scalars(select(ProjectArea.area_id).where(ProjectArea.project_id == project.id))
    return {
        "title": project.title, "lead": project.lead, "description": project.description, "slug": project.slug,
        "folder_id": project.folder_id, "listed": project.listed, "topic_ids": list(topics), "area_ids": list(areas),
        "picture_alt": picture.alt if picture else {},
    }  # fmt: skip


def _create(request: Request, values: ProjectFields) -> Project:
    project = _save(request, values, None)
    request.find_service(IProjects).look_after(request.db, request.account, project.id)
    return project


def _save(request: Request, values: ProjectFields, project: Project | None) -> Project:
    picture_id = picture_of(request, values, project.picture_id if project else None)
    draft = ProjectDraft(
        title=values.title, lead=values.lead, description=values.description, slug=values.slug,
        folder_id=values.folder_id, picture_id=picture_id, listed=values.listed,
        topic_ids=tuple(values.topic_ids), area_ids=tuple(values.area_ids),
    )  # fmt: skip
    saved: Project = request.find_service(IProjects).save_project(
        request.db, request.site, draft, request.account.id, project.id if project else None
    )
    return saved


def picture_of(request: Request, values: Any, current_id: uuid.UUID | None) -> uuid.UUID | None:
    """The picture after saving: a new one, none when its removal was ticked, else the same with its new words."""
    if values.picture is not None:
        media, file, actor = request.find_service(IMedia), values.picture, request.account.id
        stored: MediaFile = media.store_picture(request.db, file.data, file.name, values.picture_alt, actor)
        request.db.flush()
        return stored.id
    if current_id is None or str(current_id) in request.POST.getall("remove_picture"):
        return None
    picture = request.db.scalars(select(MediaFile).where(MediaFile.id == current_id)).one_or_none()
    if picture is not None and picture.alt != values.picture_alt:
        picture.alt = values.picture_alt
    return current_id
