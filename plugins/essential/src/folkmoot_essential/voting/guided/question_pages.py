# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The screens with questions: each keeps what was typed, whichever way somebody goes on."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, Permission
from folkmoot_essential.voting.guided import answers, phases
from folkmoot_essential.voting.guided.context import GuideContext
from folkmoot_essential.voting.guided.screens import DAYS, OPTIONS, SCREENS, BudgetScreen, DatesScreen, Screen
from folkmoot_essential.voting.models import VotingGuide

SCREEN_TEMPLATE = "folkmoot_essential.voting:guided/templates/screen.jinja2"
FIRST = "budget"
STEPS = (*SCREENS, "summary")
BACK, PROPOSE = "back", "propose"
HEADINGS = {
    "budget": _("What is it about?"),
    "dates": _("When does what happen?"),
    "people": _("Who takes part in the vote?"),
    "trust": _("How can people trust the result?"),
    "summary": _("Is everything right?"),
}
LEADS = {
    "budget": _("A few questions, then there is a draft that only your team sees. Everything can be changed later."),
    "dates": _("Four phases follow one another. These days are a proposal; change what doesn’t fit."),
    "people": _("Ideas come from everybody with an account. The vote can be narrower."),
    "trust": _("The platform counts exactly and explains the result. These questions are about who can check that."),
}  # fmt: skip
UNTITLED = _("%(label)s: please fill this in in %(language)s, the first language of your town.")


@view_config(
    route_name="voting.guide_begin", permission=Permission.PROJECT_CREATE, renderer=SCREEN_TEMPLATE,
    request_method=("GET", "POST"),
)  # fmt: skip
def begin(request: Request) -> dict[str, Any] | Response:
    """The first screen. Nothing is kept before it is filled in."""
    absent = _absent(request)
    form = form_of(request, FIRST, None)
    if request.method == "POST" and not absent:
        if valid(request, form):
            guide = VotingGuide(account_id=request.account.id, answers={})
            answers.keep(guide, FIRST, as_typed(form), form.data)
            request.db.add(guide)
            request.db.flush()
            return HTTPSeeOther(request.route_path("voting.guide", guide=guide.id, screen=next_of(guide, FIRST)))
        request.response.status_int = 422
    begun = [(one, answers.answered(one, FIRST)) for one in answers.unfinished(request.db, request.account.id)]
    return {**around(FIRST), "form": form, "absent": absent, "begun": begun, "back": False}


@view_config(
    route_name="voting.guide", permission=Permission.PROJECT_CREATE, renderer=SCREEN_TEMPLATE,
    request_method=("GET", "POST"),
)  # fmt: skip
def screen(context: GuideContext, request: Request) -> dict[str, Any] | Response:
    """Any screen of a guide that was begun: shown with what was typed, kept when it is sent."""
    guide, asked = context.guide, request.matchdict["screen"]
    if guide.project_id is not None:
        return HTTPSeeOther(context.url("voting.guide_done"))
    form = form_of(request, asked, guide)
    if request.method == "POST":
        onward = _sent(request, guide, asked, form)
        if onward:
            return HTTPSeeOther(address(context, onward))
        request.response.status_int = 422
    found = {"form": form, "absent": _absent(request), "begun": [], "back": asked != FIRST}
    return {**around(asked), **found}


def _absent(request: Request) -> str:
    """Kinds of phases that aren't active in the town and are needed, in words."""
    return ", ".join(request.gettext(title) for title in phases.absent(request.plugins.methods))


def _sent(request: Request, guide: VotingGuide, asked: str, form: Form[Any]) -> str:
    """Keep what was sent; answers the screen to go to, "" to stay with the errors."""
    right, go = valid(request, form), request.POST.get("go")
    texts = as_typed(form)
    if go == PROPOSE and asked == "dates":
        texts = {name: str(day) for name, day in phases.proposed(_first_day(request, texts)).items()}
        answers.keep(guide, asked, texts, DatesScreen.model_validate(texts))
        return asked
    answers.keep(guide, asked, texts, form.data if right else None)
    if go == BACK:
        return STEPS[max(STEPS.index(asked) - 1, 0)]
    return next_of(guide, asked) if right else ""


def next_of(guide: VotingGuide, asked: str) -> str:
    """The screen after one; the summary where all is answered already and only one thing was changed."""
    return STEPS[STEPS.index(asked) + 1] if answers.first_open(guide) else "summary"


def address(context: GuideContext, asked: str) -> str:
    """Where a screen is."""
    return context.url("voting.guide_summary") if asked == "summary" else context.url("voting.guide", screen=asked)


def form_of(request: Request, asked: str, guide: VotingGuide | None) -> Form[Any]:
    """A screen's form with what was answered, as typed where it couldn't be understood, or with a proposal.

    What was understood is shown in the page's language: an amount typed in English may read otherwise in French.
    """
    today = request.site.local(request.now).date()
    proposal = phases.proposed(phases.first_monday(today)) if asked == "dates" else None
    known = answers.answered(guide, asked) if guide is not None else None
    typed = answers.typed(guide, asked) if guide is not None and known is None else {}
    form: Form[Any] = Form(SCREENS[asked], request, known or proposal)
    for field in form:
        if field.name in OPTIONS:
            field.options = tuple(_choices(request, field.name))
        if field.name in typed:
            field.typed, field.was_typed = typed[field.name], True
    return form


def _choices(request: Request, name: str) -> Iterable[tuple[str, str, str]]:
    """Options in the page's language; verified people only where something here can verify them."""
    for value, label, hint in OPTIONS[name]:
        if value != "verified" or request.plugins.verification_sources:
            yield str(value), request.gettext(label), request.gettext(hint)


def as_typed(form: Form[Any]) -> dict[str, Any]:
    """What stands in each field."""
    return {field.name: field.typed for field in form}


def valid(request: Request, form: Form[Any]) -> bool:
    """Whether a screen's answers can be used; what is wrong stands in the form."""
    if form.validate():
        for name, sentence, values in problems(request, form.data):
            label = form[name.partition(".")[0]].label
            form.add_error(name, request.gettext(sentence, label=label, **values))
    return not form.errors


def problems(request: Request, data: Screen) -> Iterable[tuple[str, str, dict[str, str]]]:
    """What only the town and its clock can say: (field, sentence, values)."""
    site = request.site
    if isinstance(data, BudgetScreen) and not data.title.get(site.default_locale, "").strip():
        language = _language(request, site.default_locale)
        yield f"title.{site.default_locale}", UNTITLED, {"language": language}
    if isinstance(data, DatesScreen) and (past := phases.over(data, site.local(request.now).date())):
        yield past, phases.PAST, {}


def _language(request: Request, code: str) -> str:
    from folkmoot.i18n.formats import language

    return language(code, request.locale)


def _first_day(request: Request, texts: Mapping[str, Any]) -> datetime.date:
    """The first day as typed, today at the earliest; the usual proposal where it can't be read."""
    today = request.site.local(request.now).date()
    try:
        return max(datetime.date.fromisoformat(str(texts.get(DAYS[0], ""))), today)
    except ValueError:
        return phases.first_monday(today)


def around(asked: str) -> dict[str, Any]:
    """What stands around a screen: heading, and where one is."""
    place = STEPS.index(asked) + 1
    return {"asked": asked, "heading": HEADINGS[asked], "lead": LEADS.get(asked), "place": place, "number": len(STEPS)}
