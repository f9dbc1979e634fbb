# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One contribution at the desk: its text, who follows it up, notes, what happened, and the ways to answer it."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IContributions, Permission
from folkmoot_standard.workflow import choices, following, letters
from folkmoot_standard.workflow.context import HandledContribution
from folkmoot_standard.workflow.days import read_day
from folkmoot_standard.workflow.desk import may_begin, templates, today
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.staff import colleagues
from folkmoot_standard.workflow.tables import ENDED, event, note, uuid_of
from folkmoot_standard.workflow.verdicts import TITLES, TONES

PAGE = "folkmoot_standard:workflow/templates/contribution.jinja2"
EVENTS = {
    "assigned": (_("Assigned to %(person)s"), "user"),
    "unassigned": (_("Assigned to nobody any more"), "user"),
    "due": (_("Due on %(day)s"), "cal"),
    "not-due": (_("No due date any more"), "cal"),
    "done": (_("Marked as handled by %(person)s"), "check"),
    "reopened": (_("Opened again by %(person)s"), "history"),
    "evaluation-begun": (_("Put into the evaluation table by %(person)s"), "list"),
    "evaluation-removed": (_("Taken out of the evaluation table by %(person)s"), "x"),
    "evaluation-finished": (_("Evaluation finished by %(person)s"), "check"),
    "evaluation-reopened": (_("Evaluation taken up again by %(person)s"), "edit"),
    "announced": (_("Result told to its author"), "mail"),
    "announced-without-letter": (_("Result announced; there is no author to write to"), "mail"),
}
SOMEBODY = _("Former colleague")


@view_config(
    route_name="workflow.contribution", renderer=PAGE, permission=Permission.PROJECT_EDIT, request_method="GET",
    begins=False,
)  # fmt: skip
def contribution(context: HandledContribution, request: Request) -> dict[str, Any]:
    """Everything that the desk knows of one contribution."""
    row, service = context.row, request.find_service(IContributions)
    kept, staff = context.kept(request), colleagues(request.db)
    follow, people = kept.follow, {one.id: one for one in staff.values() if one.handles(row.project_id)}
    due = follow.due_on if follow is not None else None
    late = due is not None and due < today(request) and follow.done_at is None and row.withdrawn_at is None
    return {
        "idea": row, "follow": follow, "people": people, "overdue": late and row.status_class not in ENDED,
        "notes": notes(request, row.id), "events": events(request, row.id),
        "status": {"title": kept.status, "tone": kept.tone}, "evaluation": kept.evaluation,
        "evaluators": [staff[one].name for one in kept.evaluators if one in staff], "verdicts": TITLES, "tones": TONES,
        "replies": service.replies(request.db, row.id), "templates": templates(request),
        "public_url": choices.public_url(request, row.method, row.number), "may_begin": may_begin(request),
    }  # fmt: skip


def notes(request: Request, contribution_id: Any) -> list[Any]:
    """Its notes, oldest first, with their authors' names (None: gone)."""
    query = select(note, account.c.display_name.label("author")).outerjoin(account, account.c.id == note.c.author_id)
    query = query.where(note.c.contribution_id == contribution_id).order_by(note.c.created_at, note.c.id)
    return list(request.db.execute(query))


def events(request: Request, contribution_id: Any) -> list[dict[str, Any]]:
    """What happened to it at the desk, newest first, as the macro of timelines wants it."""
    query = select(event, account.c.display_name).outerjoin(account, account.c.id == event.c.person_id)
    query = query.where(event.c.contribution_id == contribution_id).order_by(event.c.at.desc(), event.c.id.desc())
    return [_in_words(request, row) for row in request.db.execute(query)]


def _in_words(request: Request, row: Any) -> dict[str, Any]:
    sentence, icon = EVENTS[row.kind]
    person = row.display_name or request.gettext(SOMEBODY)
    day = formats.date(row.day, request.locale) if row.day else ""
    return {"title": request.gettext(sentence) % {"person": person, "day": day}, "at": row.at, "icon": icon}


def here(context: HandledContribution, request: Request) -> Response:
    """Back to the contribution's page."""
    return HTTPSeeOther(request.route_path("workflow.contribution", number=context.row.number))


@view_config(
    route_name="workflow.follow_up", permission=Permission.PROJECT_EDIT, request_method="POST",
    request_param="do=assign", begins=True,
)  # fmt: skip
def assign(context: HandledContribution, request: Request) -> Response:
    """Give it to a colleague who handles its project, and write to them."""
    to = colleagues(request.db).get(uuid_of(request.POST.get("assignee")))  # type: ignore[arg-type]
    if to is None or not to.handles(context.project_id):
        request.flash(request.gettext("Choose a colleague who looks after this project."), "warn")
        return here(context, request)
    if following.assign(Hand.of(request), [context.row.id], to):
        letters.assigned(request, to, [context.row])
    request.flash(request.gettext("Assigned to %(name)s.", name=to.name))
    return here(context, request)


@view_config(
    route_name="workflow.follow_up", permission=Permission.PROJECT_EDIT, request_method="POST",
    request_param="do=due", begins=True,
)  # fmt: skip
def due(context: HandledContribution, request: Request) -> Response:
    """Say until when it should be handled."""
    day = read_day(request, request.POST.get("day", ""))
    if day is None:
        request.flash(request.gettext("Choose a day that is still to come."), "warn")
    else:
        following.set_due(Hand.of(request), [context.row.id], day)
        request.flash(request.gettext("The due date is set."))
    return here(context, request)


@view_config(route_name="workflow.follow_up", permission=Permission.PROJECT_EDIT, request_method="POST", begins=False)
def finish(context: HandledContribution, request: Request) -> Response:
    """Whatever ends or takes up again what was begun: done, reopened, assigned to nobody, without a day."""
    hand, contribution_id, do = Hand.of(request), context.row.id, request.POST.get("do", "")
    if do in ("done", "reopen"):
        following.set_done(hand, contribution_id, do == "done")
    elif do == "unassign":
        following.unassign(hand, [contribution_id])
    elif do == "not-due":
        following.set_due(hand, [contribution_id], None)
    return here(context, request)
