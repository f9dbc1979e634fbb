# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The last two screens: everything in plain words, and the draft that was made."""

import datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IActionRules, IProjects, Permission, Problem, Unacceptable
from folkmoot_essential.voting import wording
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.guided import answers, phases
from folkmoot_essential.voting.guided.answers import Answers
from folkmoot_essential.voting.guided.context import GuideContext
from folkmoot_essential.voting.guided.making import Maker, make
from folkmoot_essential.voting.guided.question_pages import BACK, address, around, problems
from folkmoot_essential.voting.guided.screens import DAYS, SCREENS, Voters
from folkmoot_essential.voting.settings import Publication

TEMPLATES = "folkmoot_essential.voting:guided/templates/"
WHO = {
    Voters.REGISTERED: _("Everybody who has an account votes."),
    Voters.VERIFIED: _("People whom the town has verified vote, each once."),
}
PUBLISHED = {
    Publication.TOTALS: _("Only totals are published. %(auditor)s sees the ballots and recounts."),
    Publication.DISTINCT: _("Each kind of ballot is published with how many there were, so that anybody can recount."),
}
AUDITED = _("With fewer than 50 ballots only totals are published; %(auditor)s then sees the ballots and recounts.")
NO_LOT = _("Where a lot would come from is still to be said.")


@view_config(
    route_name="voting.guide_summary", permission=Permission.PROJECT_CREATE, renderer=TEMPLATES + "summary.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def summary(context: GuideContext, request: Request) -> dict[str, Any] | Response:
    """Everything that was answered, in sentences; sent, it makes the project."""
    if context.guide.project_id is not None:
        return HTTPSeeOther(context.url("voting.guide_done"))
    found = answers.all_of(context.guide)
    if found is None:
        return HTTPSeeOther(address(context, answers.first_open(context.guide)))
    if request.POST.get("go") == BACK:
        return HTTPSeeOther(address(context, list(SCREENS)[-1]))
    errors = _made(context, request, found) if request.method == "POST" else []
    if request.method == "POST" and not errors:
        return HTTPSeeOther(context.url("voting.guide_done"))
    if errors:
        request.response.status_int = 422
    return {**around("summary"), **_in_words(request, found), "context": context, "errors": errors}


def _made(context: GuideContext, request: Request, found: Answers) -> list[tuple[str, str]]:
    """Make the project; answers what stands against it as (field, sentence), with nothing made then."""
    if late := _late(request, found):
        return late
    find = request.find_service
    maker = Maker(find(IProjects), find(IActionRules), request.site, request.account, request.now)
    try:
        with request.db.begin_nested():
            make(request.db, maker, context.guide, found)
    except Unacceptable as refused:
        return [("", _sentence(request, problem)) for problem in refused.problems]
    return []


def _late(request: Request, found: Answers) -> list[tuple[str, str]]:
    """Days that have passed since they were given, and a title that a new first language lacks."""
    said = []
    for screen in (found.budget, found.dates):
        for name, sentence, values in problems(request, screen):
            label = request.gettext(str(type(screen).model_fields[name.partition(".")[0]].title))
            said.append(("", request.gettext(sentence, label=label, **values)))
    return said


def _sentence(request: Request, problem: Problem) -> str:
    return str(request.gettext(problem.sentence, **dict(problem.values)))


def _in_words(request: Request, found: Answers) -> dict[str, Any]:
    """The summary's sentences, translated; the phases with their first days."""
    say, trust, site = request.gettext, found.trust, request.site
    firsts = [getattr(found.dates, name) for name in DAYS]
    lasts = [*(day - datetime.timedelta(days=1) for day in firsts[1:]), None]
    rows = [
        {"title": phases.in_languages(site, kind.title), "first": first, "last": last}
        for kind, first, last in zip(phases.KINDS, firsts, lasts, strict=True)
    ]
    checks = [say(PUBLISHED[trust.publication], auditor=trust.auditor)]
    if trust.auditor and trust.publication is not Publication.TOTALS:
        checks.append(say(AUDITED, auditor=trust.auditor))
    return {
        "budget": found.budget, "rows": rows, "who": say(WHO[found.people.who]),
        "rule": wording.rule_in_words(phases.voting_settings(found), say),
        "checks": checks if trust.seed_source else [*checks, say(NO_LOT)],
    }  # fmt: skip


@view_config(route_name="voting.guide_done", permission=Permission.PROJECT_CREATE, renderer=TEMPLATES + "done.jinja2")
def done(context: GuideContext, request: Request) -> dict[str, Any] | Response:
    """The draft with its preview, and what comes next."""
    if context.guide.project_id is None:
        return HTTPSeeOther(context.url("voting.guide_summary"))
    service = request.find_service(IProjects)
    project = service.by_id(request.db, context.guide.project_id)
    found = service.phases(request.db, project.id, request.now)
    vote = next((phase for phase in found if phase.method == METHOD), None)
    people = answers.answered(context.guide, "people")
    verified = people is not None and getattr(people, "who", None) is Voters.VERIFIED
    return {"project": project, "phases": found, "vote": vote, "verified": verified}
