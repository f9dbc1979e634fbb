# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Announcing the results of a phase: everything that would be told stands on a page before it is."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import IJobs, IMailer, Permission
from folkmoot_standard.workflow import announcing, choices, evaluating
from folkmoot_standard.workflow.context import HandledPhase
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.letters import link_to_contributions
from folkmoot_standard.workflow.tables import uuid_of
from folkmoot_standard.workflow.verdicts import TITLES, TONES, Verdict

PAGE = "folkmoot_standard:workflow/templates/announce.jinja2"


@view_config(
    route_name="workflow.announce", renderer=PAGE, permission=Permission.PROJECT_EDIT, request_method="GET",
    begins=False,
)  # fmt: skip
def preview(context: HandledPhase, request: Request) -> dict[str, Any]:
    """Who is written to and what the first letter says; who isn't and why; how far the last announcement is."""
    rows = evaluating.table(request.db, context.phase.id)
    made, newest = announcing.plan(rows, request.site), announcing.newest(request.db, context.phase.id)
    progress = None
    if newest is not None:
        waiting = announcing.left(request.db, newest.id)
        progress = {"row": newest, "told": max(0, newest.total - waiting), "left": waiting}
    return {
        "phase": context.phase, "plan": made, "progress": progress, "letter": _letter(context, request, made),
        "statuses": choices.status_options(request, _statuses(context, request)), "verdicts": _verdicts(made),
        "titles": TITLES, "tones": TONES,
    }  # fmt: skip


def _statuses(context: HandledPhase, request: Request) -> list[Any]:
    return choices.by_hand(choices.statuses(request, [context.phase.method]))


def _verdicts(made: announcing.Plan) -> list[Verdict]:
    """The verdicts that would be told, in their order."""
    there = {row.verdict for row in made.to_tell}
    return [verdict for verdict in Verdict if verdict in there]


def _letter(context: HandledPhase, request: Request, made: announcing.Plan) -> Any:
    """The first letter as it would be sent; None when there is none."""
    if not made.letters:
        return None
    rows = next(iter(made.letters.values()))
    link = link_to_contributions(request, context.phase.method)
    values = announcing.letter_values(request.site, rows, link)
    return request.find_service(IMailer).compose(request.site, announcing.LETTER, values["written_in"], **values)


@view_config(route_name="workflow.announce", permission=Permission.PROJECT_EDIT, request_method="POST", begins=False)
def announce(context: HandledPhase, request: Request) -> Response:
    """Tell what the page has shown. count: how many it has shown, so that nothing is told that nobody has seen."""
    made = announcing.plan(evaluating.table(request.db, context.phase.id), request.site)
    here = HTTPSeeOther(request.route_path("workflow.announce", phase=context.phase.id))
    if not made.to_tell or request.POST.get("count") != str(len(made.to_tell)):
        request.flash(request.gettext("Meanwhile something has changed. Look again at what would be told."), "warn")
        return here
    allowed = {row.id for row in _statuses(context, request)}
    chosen = {verdict: uuid_of(request.POST.get(f"status.{verdict}")) for verdict in Verdict}
    statuses = {str(verdict): str(found) for verdict, found in chosen.items() if found in allowed}
    link = link_to_contributions(request, context.phase.method)
    announcing.start(Hand.of(request), request.find_service(IJobs), context.phase.id, made, statuses, link)
    text = request.ngettext(
        "%(num)s result is being announced.", "%(num)s results are being announced.", len(made.to_tell)
    )
    request.flash(text)
    return here
