# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sharing an idea, changing it, and taking it back."""

from typing import Any

from pyramid.httpexceptions import HTTPNoContent, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Form, IContributions, Permission, Posted, ProjectContext, ReactionMode, Refused
from folkmoot_essential.ideation import forms, ranking, rules, similar, uploads
from folkmoot_essential.ideation.context import METHOD, IdeaContext
from folkmoot_essential.ideation.settings import IdeationSettings, Prescreening
from folkmoot_essential.ideation.tags import Tags, centre, outlines

TEMPLATE = "folkmoot_essential:ideation/templates/form.jinja2"


@view_config(
    route_name="ideation.new",
    request_method=("GET", "POST"),
    renderer=TEMPLATE,
    permission=Permission.PROJECT_READ,
)
def new(context: ProjectContext, request: Request) -> dict[str, Any] | Response:
    """The form for a new idea, or why there is none; what was typed always comes back."""
    phase = context.phase
    if phase is None or phase.method != METHOD:
        raise HTTPNotFound
    settings = rules.settings_of(phase)
    refused = rules.refusal(request, phase, rules.POST)
    supporting = settings.reactions is not ReactionMode.DISABLED
    if refused is None and similar.asked_by_script(request):
        return similar.part(request, phase, settings.words, supporting=supporting) or HTTPNoContent()
    tags = Tags(request)
    form = forms.idea_form(request, settings, tags)
    slots = uploads.empty(request, settings.pictures)
    looking = refused is None and similar.asked(request)
    if looking:
        slots = _kept(request, form, settings)
    elif request.method == "POST":
        valid, slots, place = _read(request, form, settings, writable=refused is None)
        if refused is None and valid:
            posted = _post(request, context, form, settings, place, slots)
            return _online(request, posted)
        request.response.status = 403 if refused is not None else 400
    return {
        **_page(request, form, settings, slots), "crumbs": _crumbs(context, request), "idea": None,
        "cancel": context.url("projects.phase", number=phase.number),
        "similar": None if refused else similar.section(request, phase, *_words(form), look=looking),
        "supporting": supporting,
        "refused": rules.shown(request, refused, request.path_qs) if refused else None,
    }  # fmt: skip


def _words(form: Form[forms.IdeaText]) -> tuple[str, str]:
    return str(form["title"].value), str(form["body"].value)


def _kept(request: Request, form: Form[forms.IdeaText], settings: IdeationSettings) -> uploads.Slots:
    """What was typed so far, and the pictures chosen so far, without judging anything."""
    form.keep()
    slots = uploads.read(request, settings.pictures, form["language"].value or request.locale)
    for slot in slots.items:
        slot.error = "" if slot.file is not None else slot.error
    return slots


def _read(
    request: Request, form: Form[forms.IdeaText], settings: IdeationSettings, *, writable: bool, idea: Any = None
) -> tuple[bool, uploads.Slots, tuple[int | None, int | None]]:
    """The whole form as sent: whether it can be taken, its pictures, its point."""
    valid = form.validate()
    place = forms.position(form, request) if settings.ask_point else (None, None)
    language = form["language"].value or request.locale
    slots = uploads.empty(request, settings.pictures, idea)
    if writable:
        slots = uploads.read(request, settings.pictures, language, idea)
    return valid and not form.errors and not slots.errors, slots, place


def _post(
    request: Request,
    context: ProjectContext,
    form: Form[forms.IdeaText],
    settings: IdeationSettings,
    place: tuple[int | None, int | None],
    slots: uploads.Slots,
) -> Posted:
    account = request.account
    screened = settings.prescreening is Prescreening.ALL and not (account and account.manages(context.project_id))
    posted: Posted = request.find_service(IContributions).post(
        request.db, context.phase, account.id if account else None, forms.draft(form, settings, place, slots.ids),
        request.now, screened=screened,
        like=settings.rules if settings.reactions is not ReactionMode.DISABLED else None,
    )  # fmt: skip
    ranking.touch(request.db, posted.id)
    return posted


def _online(request: Request, posted: Posted) -> HTTPSeeOther:
    if posted.published:
        request.flash(request.gettext("Thank you! Everybody can see it now."))
    else:
        request.flash(request.gettext("Thank you! The team reads it first; until then only you can see it."), "info")
    return HTTPSeeOther(request.route_path("ideation.show", number=posted.number))


def _page(
    request: Request, form: Form[forms.IdeaText], settings: IdeationSettings, slots: uploads.Slots
) -> dict[str, Any]:
    return {
        "form": form,
        "settings": settings,
        "words": settings.words,
        "slots": slots,
        "errors": [*form.errors, *slots.errors],
        "center": centre(request) if settings.ask_point else None,
        "outline": outlines(request) if settings.ask_point else "",
        "areas": form["place_area"].options if settings.ask_area else (),
    }


def _crumbs(context: ProjectContext, request: Request) -> list[tuple[str, str]]:
    title = request.site.text(context.project.title, request.locale)
    return [(request.gettext("Projects"), request.route_path("projects.index")), (title, context.url())]


@view_config(
    route_name="ideation.edit",
    request_method=("GET", "POST"),
    renderer=TEMPLATE,
    permission=Permission.SIGNED_IN,
)
def edit(context: IdeaContext, request: Request) -> dict[str, Any] | Response:
    """Change an idea; the text before is kept."""
    if not context.may_change:
        raise Refused(rules.CLOSED_FOR_CHANGE if context.is_author else rules.NOT_YOURS)
    idea, settings = context.idea, context.settings
    tags = Tags(request)
    form = forms.idea_form(request, settings, tags, idea)
    slots = uploads.empty(request, settings.pictures, idea)
    if request.method == "POST":
        valid, slots, place = _read(request, form, settings, writable=True, idea=idea)
        if valid:
            changed = forms.draft(form, settings, place, slots.ids)
            contributions = request.find_service(IContributions)
            refused = contributions.edit(request.db, idea.id, request.account.id, changed, request.now)
            if refused is not None:
                raise Refused(refused)
            request.flash(request.gettext("Your changes are online."))
            return HTTPSeeOther(context.url())
        request.response.status = 400
    crumbs = [(request.gettext("Ideas"), request.route_path("ideation.index")), (idea.title, context.url())]
    return {
        **_page(request, form, settings, slots),
        "crumbs": crumbs,
        "idea": idea,
        "cancel": context.url(),
        "similar": None,
        "supporting": False,
        "refused": None,
    }


@view_config(
    route_name="ideation.withdraw",
    request_method=("GET", "POST"),
    renderer="folkmoot_essential:ideation/templates/withdraw.jinja2",
    permission=Permission.SIGNED_IN,
)
def withdraw(context: IdeaContext, request: Request) -> dict[str, Any] | Response:
    """Ask, then take an idea back."""
    if not context.may_withdraw:
        raise Refused(rules.NOT_YOURS)
    if request.method == "POST":
        request.find_service(IContributions).withdraw(request.db, context.idea.id, request.account.id, request.now)
        request.flash(request.gettext("It is withdrawn and no longer shown."))
        slug = context.idea.project_slug
        return HTTPSeeOther(request.route_path("projects.show", slug=slug))
    return {"idea": context.idea, "words": context.settings.words, "back": context.url()}
