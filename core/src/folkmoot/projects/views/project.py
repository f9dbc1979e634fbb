# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page of a project: what it is, where it stands, and what its current phase asks."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.hookspecs.methods import PhasePage
from folkmoot.i18n import formats
from folkmoot.media.interfaces import IMedia
from folkmoot.projects.context import ProjectContext
from folkmoot.projects.interfaces import IProjects, ProjectDetails, ProjectPhase
from folkmoot.projects.views import words
from folkmoot.projects.views.cards import other_language, picture, topic_label
from folkmoot.security.permissions import Permission
from folkmoot.web.templating import PageAssets

TEMPLATE = "folkmoot:projects/templates/show.jinja2"
BAR_STATES = {"upcoming": "next", "open": "now", "closed": "done"}


@view_config(route_name="projects.show", renderer=TEMPLATE, permission=Permission.PROJECT_READ)
@view_config(route_name="projects.phase", renderer=TEMPLATE, permission=Permission.PROJECT_READ)
def show(context: ProjectContext, request: Request) -> dict[str, Any]:
    """The project with its current phase, or with the phase in the address."""
    phase = context.phase
    page = _phase_page(request, phase)
    language = other_language(request, context.project.title)
    details: ProjectDetails = request.find_service(IProjects).details(request.db, context.project_id)
    if context.project.state == "draft":
        request.response.headers["X-Robots-Tag"] = "noindex"
        request.response.headers["Cache-Control"] = "private, no-store"
    return {
        "project": context.project, "phase": phase, "page": page,
        "method_absent": phase is not None and page is None,
        "image": picture(request, details.picture),
        "crumbs": _crumbs(request, context, details, page),
        "bars": [_bar(request, context, one) for one in context.phases],
        "choices": _choices(request, context),
        "note": words.hero_note(request, phase) if context.project.state != "archived" else "",
        "facts": _facts(request, context, details),
        "files": _files(request, context),
        "topics": [topic_label(request, topic) for topic in details.topics],
        "lang": language,
        "blocks": request.plugins.phase_blocks(request, phase) if page is not None else [],
        "page_assets": _assets(request, page),
    }  # fmt: skip


def _phase_page(request: Request, phase: ProjectPhase | None) -> PhasePage | None:
    """What the phase's method shows; None without a phase, or when its module isn't active here."""
    method = request.plugins.method(phase.method) if phase is not None else None
    if method is None:
        return None
    found: PhasePage = method.phase_page(request, phase)
    return found


def _crumbs(
    request: Request, context: ProjectContext, details: ProjectDetails, page: PhasePage | None
) -> list[tuple[str, str]]:
    crumbs = [(request.gettext("Projects"), request.route_path("projects.index"))]
    if details.folder_slug:
        folder = request.site.text(details.folder_title, request.locale)
        crumbs.append((folder, request.route_path("projects.folder", slug=details.folder_slug)))
    if page is not None and page.heading:
        crumbs.append((request.site.text(context.project.title, request.locale), context.url()))
    return crumbs


def _bar(request: Request, context: ProjectContext, phase: ProjectPhase) -> dict[str, Any]:
    return {
        "name": request.site.text(phase.title, request.locale),
        "when": words.bar(request, phase),
        "state": BAR_STATES[phase.state],
        "current": phase == context.phase,
        "url": context.url("projects.phase", number=phase.number),
    }


def _choices(request: Request, context: ProjectContext) -> list[dict[str, Any]]:
    """Where several phases are open at once: which of them to show."""
    running = [phase for phase in context.phases if phase.state == "open"]
    if len(running) < 2:
        return []
    return [
        {
            "label": request.site.text(phase.title, request.locale), "current": phase == context.phase,
            "url": context.url("projects.phase", number=phase.number),
        }
        for phase in running
    ]  # fmt: skip


def _facts(request: Request, context: ProjectContext, details: ProjectDetails) -> list[tuple[str, str]]:
    """About this project, in a few lines."""
    site, locale = request.site, request.locale
    facts = []
    if context.phases:
        facts.append((request.gettext("When"), words.period(request, list(context.phases))))
    where = ", ".join(site.text(area.title, locale) for area in details.areas)
    facts.append((request.gettext("Where"), where or request.gettext("The whole town")))
    if details.contributions:
        facts.append((request.gettext("Contributions"), formats.number(details.contributions, locale)))
    if details.participants:
        facts.append((request.gettext("Participants"), formats.number(details.participants, locale)))
    return facts


def _files(request: Request, context: ProjectContext) -> list[dict[str, str]]:
    found = request.find_service(IProjects).attachments(request.db, context.project_id)
    return [
        {
            "name": request.site.text(attachment.title, request.locale) or file.original_name,
            "url": context.url("projects.attachment", id=attachment.id),
            "size": formats.file_size(file.size, request.locale), "kind": "PDF",
        }
        for attachment, file in found
    ]  # fmt: skip


def _assets(request: Request, page: PhasePage | None) -> PageAssets:
    url = request.registry.folkmoot_statics.url
    return PageAssets(tuple(map(url, page.css)), tuple(map(url, page.modules))) if page else PageAssets()


@view_config(route_name="projects.attachment", permission=Permission.PROJECT_READ)
def attachment(context: ProjectContext, request: Request) -> Response:
    """A document of the project: its address stays when the file behind it is replaced."""
    try:
        asked = uuid.UUID(request.matchdict["id"])
    except ValueError:
        raise HTTPNotFound from None
    for found, file in request.find_service(IProjects).attachments(request.db, context.project_id):
        if found.id == asked:
            return HTTPSeeOther(request.find_service(IMedia).url(file))
    raise HTTPNotFound
