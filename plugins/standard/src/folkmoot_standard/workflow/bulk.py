# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Changing many contributions at once: first what would become of each, then the same in one transaction."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import exists, select

from folkmoot.contributions.tables import contribution, official_reply, status
from folkmoot.hookspecs.contributions import AUTOMATIC, NEEDS_REPLY, StatusClass
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IContributions
from folkmoot_standard.workflow import answers, following
from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.staff import Colleague
from folkmoot_standard.workflow.tables import follow_up, handled_by

MOST = 500
REASONS = {
    "same": _("It is so already."),
    "withdrawn": _("Its author has withdrawn it."),
    "not-theirs": _("This colleague doesn't look after its project."),
    "status-unknown": _("The status belongs to another kind of contribution."),
    "status-automatic": _("The status is given by a rule and can't be set by hand."),
    "status-needs-reply": _("The status needs an official reply, and there is none."),
    "contribution-missing": _("It doesn't exist any more."),
    "contribution-withdrawn": _("Its author has withdrawn it."),
}
"""Why one isn't changed, by code; the codes of IContributions among them."""


@dataclass(frozen=True)
class Change:
    """What is to be done with many: kind "assign", "unassign", "due", "status" or "answer", and with what."""

    kind: str
    to: Colleague | None = None
    day: datetime.date | None = None
    status: Any = None
    template: Any = None


@dataclass(frozen=True)
class Fate:
    """What would become of one contribution; reason: why it stays as it is, a key of REASONS, or "" if it changes."""

    row: Any
    reason: str


def read(request: Request, ids: Sequence[uuid.UUID]) -> list[Any]:
    """The ticked contributions that the person may handle, whatever the form said; one statement."""
    c, f = contribution.c, follow_up.c
    replied = exists().where(official_reply.c.contribution_id == c.id)
    query = (
        select(
            c.id, c.number, c.title, c.language, c.project_id, c.method, c.withdrawn_at, c.status_id,
            f.assignee_id, f.due_on, f.done_at, replied.label("replied"),
        )
        .select_from(
            contribution.join(status, status.c.id == c.status_id).outerjoin(follow_up, f.contribution_id == c.id)
        )
        .where(c.id.in_(list(ids)[:MOST]), *handled_by(request.account))
        .order_by(c.created_at.desc(), c.id)
    )  # fmt: skip
    return list(request.db.execute(query))


def plan(change: Change, rows: Sequence[Any]) -> list[Fate]:
    """What would become of each."""
    return [Fate(row, "withdrawn" if row.withdrawn_at is not None else _reason(change, row)) for row in rows]


def _reason(change: Change, row: Any) -> str:
    if change.kind == "assign" and change.to is not None:
        same = row.assignee_id == change.to.id and row.done_at is None
        return "same" if same else ("" if change.to.handles(row.project_id) else "not-theirs")
    if change.kind == "unassign":
        return "" if row.assignee_id is not None else "same"
    if change.kind == "due":
        return "same" if row.due_on == change.day else ""
    if change.kind == "status":
        return _status_reason(change.status, row, replied=row.replied)
    return _status_reason(change.status, row, replied=True, same_too=True) if change.status is not None else ""


def _status_reason(wanted: Any, row: Any, *, replied: bool, same_too: bool = False) -> str:
    if wanted.method != row.method:
        return "status-unknown"
    if StatusClass(wanted.status_class) in AUTOMATIC:
        return "status-automatic"
    if StatusClass(wanted.status_class) in NEEDS_REPLY and not replied:
        return "status-needs-reply"
    return "same" if wanted.id == row.status_id and not same_too else ""


def carry_out(request: Request, change: Change, fates: Sequence[Fate]) -> list[Fate]:
    """Do it to those that change, all in the request's transaction: what really became of each."""
    hand, ids = Hand.of(request), [fate.row.id for fate in fates if not fate.reason]
    refused: dict[uuid.UUID, str] = {}
    if change.kind == "assign" and change.to is not None:
        following.assign(hand, ids, change.to)
    elif change.kind == "unassign":
        following.unassign(hand, ids)
    elif change.kind == "due":
        following.set_due(hand, ids, change.day)
    elif change.kind == "status":
        service = request.find_service(IContributions)
        refused = service.set_statuses(hand.db, ids, change.status.id, hand.actor_id, hand.now).refused
    else:
        refused = answer(request, change, ids)
    done = [Fate(fate.row, fate.reason or refused.get(fate.row.id, "")) for fate in fates]
    changed = [fate.row.number for fate in done if not fate.reason]
    hand.log("bulk-changed", None, change=change.kind, changed=sorted(changed), refused=len(done) - len(changed))
    return done


def answer(request: Request, change: Change, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Publish a template as official reply of each, with its status where it has one: the refused ones' codes."""
    service, db = request.find_service(IContributions), request.db
    refused: dict[uuid.UUID, str] = {}
    for subject in answers.subjects(request, list(ids)):
        body = answers.filled(request, change.template.body, subject)
        signature = answers.filled(request, change.template.signature, subject) or request.site.name
        if change.status is not None and change.status.id != subject.status_id:
            given = service.set_status(
                db, subject.id, change.status.id, request.account.id, request.now, reply=(signature, body)
            )
            refused |= {subject.id: given.code} if given is not None else {}
        else:
            service.reply(db, subject.id, request.account.id, signature, body, request.now)
    return refused
