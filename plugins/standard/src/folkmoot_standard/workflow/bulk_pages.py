# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Bulk changes in two steps: a page that says what would become of each, then the change itself."""

from collections import Counter
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import status
from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_standard.workflow import bulk, letters
from folkmoot_standard.workflow.bulk import Change, Fate
from folkmoot_standard.workflow.days import read_day
from folkmoot_standard.workflow.desk import back_to
from folkmoot_standard.workflow.staff import colleagues
from folkmoot_standard.workflow.tables import answer_template, uuid_of

PAGE = "folkmoot_standard:workflow/templates/bulk.jinja2"
SENT = ("do", "back", "assignee", "day", "status", "template")
BEGINNING = ("assign", "due")
NOT_CHOSEN = {
    "assign": _("Choose a colleague, and tick at least one contribution."),
    "due": _("Choose a day that is still to come, and tick at least one contribution."),
    "status": _("Choose a status, and tick at least one contribution."),
    "answer": _("Choose an answer template, and tick at least one contribution."),
    "unassign": _("Tick at least one contribution."),
}


@view_config(
    route_name="workflow.bulk", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=assign", begins=True,
)  # fmt: skip
@view_config(
    route_name="workflow.bulk", renderer=PAGE, permission=Permission.STAFF, request_method="POST",
    request_param="do=due", begins=True,
)  # fmt: skip
def begin_many(request: Request) -> dict[str, Any] | Response:
    """Assign the ticked ones, or give them a day: first shown, with confirm=1 done."""
    return _many(request)


@view_config(
    route_name="workflow.bulk", renderer=PAGE, permission=Permission.STAFF, request_method="POST", begins=False
)
def go_on_with_many(request: Request) -> dict[str, Any] | Response:
    """What begins nothing: statuses, official replies, taking from whoever has them."""
    if request.POST.get("do") in BEGINNING:  # the address said something else than the form
        raise HTTPNotFound
    return _many(request)


def _many(request: Request) -> dict[str, Any] | Response:
    change = _change(request)
    ids = [found for text in request.POST.getall("ids") if (found := uuid_of(text))]
    rows = bulk.read(request, ids) if change is not None and ids else []
    if change is None or not rows:
        request.flash(request.gettext(NOT_CHOSEN.get(request.POST.get("do", ""), NOT_CHOSEN["unassign"])), "warn")
        return HTTPSeeOther(back_to(request))
    fates = bulk.plan(change, rows)
    if request.POST.get("confirm"):
        return _confirmed(request, change, fates)
    return {
        "fates": fates, "changing": [fate for fate in fates if not fate.reason], "sentence": _sentence(request, change),
        "staying": _reasons(request, fates), "sent": [(name, request.POST.get(name, "")) for name in SENT],
        "back_url": back_to(request), "change": change,
    }  # fmt: skip


def _change(request: Request) -> Change | None:
    """What the form asks for, or None where nothing sensible was chosen."""
    post, db = request.POST, request.db
    kind = post.get("do", "")
    if kind == "assign":
        to = colleagues(db).get(uuid_of(post.get("assignee")))  # type: ignore[arg-type]
        return Change(kind, to=to) if to is not None else None
    if kind == "due":
        day = read_day(request, post.get("day", ""))
        return Change(kind, day=day) if day is not None else None
    if kind == "status":
        wanted = _status(request, uuid_of(post.get("status")))
        return Change(kind, status=wanted) if wanted is not None else None
    if kind == "answer":
        query = select(answer_template).where(answer_template.c.id == uuid_of(post.get("template")))
        template = db.execute(query).one_or_none()
        return Change(kind, template=template, status=_status(request, template.status_id)) if template else None
    return Change("unassign") if kind == "unassign" else None


def _status(request: Request, status_id: Any) -> Any:
    return request.db.execute(select(status).where(status.c.id == status_id)).one_or_none() if status_id else None


def _confirmed(request: Request, change: Change, fates: list[Fate]) -> Response:
    done = bulk.carry_out(request, change, fates)
    changed = [fate.row for fate in done if not fate.reason]
    if change.kind == "assign" and change.to is not None:
        letters.assigned(request, change.to, changed)
    if changed:
        text = request.ngettext("%(num)s contribution is changed.", "%(num)s contributions are changed.", len(changed))
        request.flash(text)
    if len(changed) < len(done):
        text = request.ngettext(
            "%(num)s contribution stays as it is.", "%(num)s contributions stay as they are.", len(done) - len(changed)
        )
        request.flash(text, "warn" if not changed else "info")
    return HTTPSeeOther(back_to(request))


def _sentence(request: Request, change: Change) -> str:
    """What is to be done, in words."""
    say, text = request.gettext, request.site.text
    if change.to is not None:
        return say(_("Assign to %(name)s"), name=change.to.name)
    if change.day is not None:
        return say(_("Due on %(day)s"), day=formats.date(change.day, request.locale))
    if change.template is not None:
        return say(_("Publish the answer “%(name)s” as official reply"), name=change.template.name)
    if change.status is not None:
        return say(_("Give the status “%(status)s”"), status=text(change.status.title, request.locale))
    return say(_("Take from whoever has them"))


def _reasons(request: Request, fates: list[Fate]) -> list[tuple[int, str, list[Any]]]:
    """Those that stay as they are, grouped by reason: how many, why, and their rows."""
    counts = Counter(fate.reason for fate in fates if fate.reason)
    return [
        (number, request.gettext(bulk.REASONS[code]), [fate.row for fate in fates if fate.reason == code])
        for code, number in counts.most_common()
    ]
