# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The phases of a project: list, bar of time, new ones, changes, deletion."""

from typing import Any

from pydantic import BaseModel
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.context import AdminPhase, AdminProject
from folkmoot.admin.forms import PhaseFields
from folkmoot.admin.saving import attempt, done, sentences, show_again
from folkmoot.admin.services.overview import contributions_of_phases
from folkmoot.admin.timebar import oddities, timebar
from folkmoot.hookspecs.methods import ParticipationMethod
from folkmoot.projects.interfaces import IProjects, PhaseDraft, ProjectPhase, Unacceptable
from folkmoot.projects.models import Phase
from folkmoot.security.permissions import Permission
from folkmoot.web.forms import Form

SETTINGS = "settings"


@view_config(
    route_name="admin.phases", renderer="folkmoot:admin/templates/phases.jinja2", permission=Permission.PROJECT_EDIT
)
def phases(context: AdminProject, request: Request) -> dict[str, Any]:
    """All phases in the order of time."""
    found = request.find_service(IProjects).phases(request.db, context.project_id, request.now)
    counts = contributions_of_phases(request.db, context.project_id)
    methods = request.plugins.methods
    links = {p.id: methods[p.method].organiser_links(request, p) for p in found if p.method in methods}
    return {
        "project": context.project, "phases": found, "methods": methods, "bar": timebar(found, request.now),
        "odd": oddities(found), "counts": counts, "links": links,
    }  # fmt: skip


@view_config(
    route_name="admin.phase_new", renderer="folkmoot:admin/templates/phase_new.jinja2",
    permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
)  # fmt: skip
def new(context: AdminProject, request: Request) -> dict[str, Any] | Response:
    """First the method is chosen, then the phase is described."""
    shared = {"project": context.project, "methods": request.plugins.methods}
    chosen = request.params.get("method", "")
    if not chosen:
        return {**shared, "method": None}
    method = _method(request, chosen)
    form, settings = Form(PhaseFields, request), _settings_form(request, method, None)
    if request.method == "POST":
        saved = _submit(request, context, method, form, settings, None)
        if saved is not None:
            return done(request, request.gettext("The phase is added."), "admin.phases", slug=context.project.slug)
        show_again(request)
    return {**shared, "method": method, "form": form, "settings": settings}


@view_config(
    route_name="admin.phase", renderer="folkmoot:admin/templates/phase.jinja2", permission=Permission.PROJECT_EDIT,
    request_method=("GET", "POST"),
)  # fmt: skip
def edit(context: AdminPhase, request: Request) -> dict[str, Any] | Response:
    """Change a phase; its method only while nothing was submitted in it."""
    phase = context.phase
    used = contributions_of_phases(request.db, context.project_id).get(phase.id, 0)
    wanted = phase.method if used else request.params.get("method", phase.method)
    method = request.plugins.method(wanted)
    same = wanted == phase.method
    form = Form(PhaseFields, request, _values(phase))
    settings = _settings_form(request, method, phase.settings if same else None) if method else None
    if request.method == "POST" and method is not None and settings is not None:
        if _submit(request, context, method, form, settings, phase) is not None:
            return done(request, request.gettext("The phase is saved."), "admin.phases", slug=context.project.slug)
        show_again(request)
    return {
        "project": context.project, "phase": phase, "method": method, "form": form, "settings": settings, "used": used,
        "methods": request.plugins.methods, "odd": oddities(phase.siblings or [phase]).get(phase.id, []),
        "links": method.organiser_links(request, phase) if method and same else [],
        "method_options": [(known.id, request.gettext(known.title)) for known in request.plugins.methods.values()],
    }  # fmt: skip


@view_config(route_name="admin.phase_delete", permission=Permission.PROJECT_EDIT, request_method="POST")
def delete(context: AdminPhase, request: Request) -> Response:
    """Delete a phase that nobody has contributed to."""
    here = {"slug": context.project.slug}
    try:
        with request.db.begin_nested():
            request.find_service(IProjects).delete_phase(request.db, context.phase.id, request.account.id)
    except Unacceptable as refused:
        return done(request, " ".join(sentences(request, refused)), "admin.phases", "bad", **here)
    return done(request, request.gettext("The phase is deleted."), "admin.phases", **here)


def _method(request: Request, method_id: str) -> ParticipationMethod:
    found = request.plugins.method(method_id)
    if found is None:
        raise HTTPNotFound
    return found


def _settings_form(request: Request, method: ParticipationMethod, settings: Any) -> Form[BaseModel]:
    initial = settings if isinstance(settings, method.Settings) else None
    return Form(method.Settings, request, initial, prefix=SETTINGS)


def _values(phase: ProjectPhase) -> dict[str, Any]:
    return {
        "title": phase.title, "description": phase.description, "opens_at": phase.opens_at,
        "closes_at": phase.planned_end,
    }


def _submit(
    request: Request,
    context: AdminProject,
    method: ParticipationMethod,
    form: Form[PhaseFields],
    settings: Form[BaseModel],
    phase: ProjectPhase | None,
) -> Phase | None:
    """Validate both forms, so that all errors show at once, then save."""
    if not all([form.validate(), settings.validate()]):
        return None

    def save() -> Phase:
        draft = PhaseDraft(
            method=method.id, title=form.data.title, description=form.data.description, opens_at=form.data.opens_at,
            closes_at=form.data.closes_at, settings=settings.data.model_dump(mode="json"),
        )  # fmt: skip
        saved: Phase = request.find_service(IProjects).save_phase(
            request.db, request.site, context.project_id, draft, request.account.id, request.now, phase and phase.id
        )
        return saved

    return attempt(request, form, save)
