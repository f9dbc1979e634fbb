# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Publishing a project and what must be there before; copies; the link for looking at a draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.context import AdminProject
from folkmoot.admin.forms import CopyFields
from folkmoot.admin.saving import done, sentences, submit
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.projects.interfaces import IProjects, MissingText, Unacceptable
from folkmoot.projects.models import Project
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

DONE = {
    "publish": _("The project is published: everybody can see it."),
    "unpublish": _("The project is a draft again: only its managers see it."),
    "archive": _("The project is archived: it stays readable and nothing more can be done in it."),
}
FIELDS = {
    "title": _("title"), "lead": _("summary"), "description": _("description"), "alt": _("description of the picture"),
}  # fmt: skip
KINDS = {"project": _("Project"), "phase": _("Phase"), "attachment": _("Document"), "picture": _("Picture")}


@dataclass(frozen=True)
class Gap:
    """Texts that one language lacks, each with where to write it."""

    language: str
    locale: str
    texts: tuple[tuple[str, str], ...]


def state_panel(request: Request, project: Project) -> dict[str, Any]:
    """What the panel beside a project shows: its gaps by language, and the link for looking at it."""
    service = request.find_service(IProjects)
    missing = service.missing_texts(request.db, request.site, project.id)
    query = {"preview": project.preview_token} if project.state == "draft" else None
    return {"gaps": gaps(request, project, missing), "preview": request.route_url(
        "projects.show", slug=project.slug, _query=query
    )}  # fmt: skip


def gaps(request: Request, project: Project, missing: list[MissingText]) -> list[Gap]:
    """Missing texts by language, in words and with links."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in missing:
        kind, field = KINDS.get(text.kind, text.kind), FIELDS.get(text.field, text.field)
        words = f"{request.gettext(kind)}: {request.gettext(field)}"
        found.setdefault(text.locale, []).append((words, _where(request, project, text)))
    return [Gap(LANGUAGES.get(code, code), code, tuple(dict.fromkeys(texts))) for code, texts in found.items()]


def _where(request: Request, project: Project, text: MissingText) -> str:
    if text.kind == "phase":
        anchor = f"f-{text.field}-{text.locale}"
        return str(request.route_path("admin.phase", slug=project.slug, phase=text.id, _anchor=anchor))
    if text.kind == "attachment":
        return str(request.route_path("admin.project_documents", slug=project.slug))
    return str(request.route_path("admin.project", slug=project.slug, _anchor=f"f-{text.field}"))


@view_config(route_name="admin.project_state", permission=Permission.PROJECT_EDIT, request_method="POST")
def change_state(context: AdminProject, request: Request) -> Response:
    """Publish, take back or archive; what can't be published says why."""
    act = request.POST.get("do", "")
    slug = context.project.slug
    if act not in DONE:
        raise HTTPBadRequest
    try:
        with request.db.begin_nested():
            _change(request, context.project, act)()
    except Unacceptable as refused:
        for text in sentences(request, refused):
            request.flash(text, "bad")
        return done(request, request.gettext("It isn't published yet."), "admin.project", "bad", slug=slug)
    return done(request, request.gettext(DONE[act]), "admin.project", slug=slug)


def _change(request: Request, project: Project, act: str) -> Callable[[], Any]:
    service, actor = request.find_service(IProjects), request.account.id
    acts: dict[str, Callable[[], Any]] = {
        "publish": lambda: service.publish(request.db, request.site, project.id, actor, request.now),
        "unpublish": lambda: service.unpublish(request.db, project.id, actor),
        "archive": lambda: service.archive(request.db, project.id, actor),
    }
    return acts[act]


@view_config(
    route_name="admin.project_copy", renderer="folkmoot:admin/templates/project_copy.jinja2",
    permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
)  # fmt: skip
def copy(context: AdminProject, request: Request) -> dict[str, Any] | Response:
    """A draft with the same texts, phases and rules, and none of the contributions."""
    form = Form(CopyFields, request)
    made = submit(request, form, lambda: _copy(request, context.project, form.data))
    if made is not None:
        text = request.gettext("This is the copy, a draft. Check its title and its dates.")
        return done(request, text, "admin.project", slug=made.slug)
    return {"form": form, "project": context.project}


def _copy(request: Request, project: Project, values: CopyFields) -> Project:
    service = request.find_service(IProjects)
    made: Project = service.copy(
        request.db, request.site, project.id, request.account.id, request.now, opens_at=values.opens_at
    )
    service.look_after(request.db, request.account, made.id)
    return made
