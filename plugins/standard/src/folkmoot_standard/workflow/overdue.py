# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What is overdue: how many for the back office's menu, and once a week a letter to everybody who has some."""

import datetime
import uuid
from collections import defaultdict
from typing import Any

from pyramid.request import Request
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import contribution, status
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.i18n import formats
from folkmoot.interfaces import IMailer, Site
from folkmoot_standard.workflow.desk import today
from folkmoot_standard.workflow.letters import language, origin_of, page_of
from folkmoot_standard.workflow.staff import Colleague, colleagues
from folkmoot_standard.workflow.tables import follow_up, handled_by, overdue, reminder

LETTER = "folkmoot_standard.workflow:templates/overdue.txt.jinja2"
FROM_HOUR = 7
"""On Monday, in the tenant's zone; later in the week where no worker ran then."""


def _joined() -> Any:
    c, f = contribution.c, follow_up.c
    return follow_up.join(contribution, c.id == f.contribution_id).join(status, status.c.id == c.status_id)


def count(request: Request) -> int:
    """How many contributions are overdue among those the signed-in person may handle; one statement."""
    query = select(func.count()).select_from(_joined()).where(overdue(today(request)), *handled_by(request.account))
    return int(request.db.scalar(query) or 0)


def week_of(now: datetime.datetime, site: Site) -> str:
    """The ISO week in the tenant's zone, such as 2026-W47; "" before its first working hour."""
    local = site.local(now)
    year, week, weekday = local.isocalendar()
    return "" if weekday == 1 and local.hour < FROM_HOUR else f"{year}-W{week:02d}"


def remind(context: TaskContext) -> None:
    """Write this week's letters, unless they are written: the week's row and the letters are one transaction."""
    week = week_of(context.now, context.site)
    if not week:
        return
    claim = insert(reminder).values(week=week, written_at=context.now).on_conflict_do_nothing()
    if context.db.execute(claim.returning(reminder.c.week)).one_or_none() is None:
        return
    day = context.site.local(context.now).date()
    people = colleagues(context.db)
    for assignee_id, rows in _by_assignee(context.db, day, people).items():
        _write(context, people[assignee_id], rows)


def _by_assignee(db: Session, day: datetime.date, people: dict[uuid.UUID, Colleague]) -> dict[uuid.UUID, list[Any]]:
    """What is overdue, by colleague; only what they may still open."""
    c, f = contribution.c, follow_up.c
    query = select(c.number, c.title, c.project_id, f.due_on, f.assignee_id).select_from(_joined())
    query = query.where(overdue(day), f.assignee_id.is_not(None)).order_by(f.due_on, c.number)
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in db.execute(query):
        if row.assignee_id in people and people[row.assignee_id].handles(row.project_id):
            found[row.assignee_id].append(row)
    return found


def _write(context: TaskContext, to: Colleague, rows: list[Any]) -> None:
    base, locale = origin_of(context.site), language(context.site, to.locale)
    items = [
        {"title": row.title, "due": formats.date(row.due_on, locale), "url": base + page_of(row.number)} for row in rows
    ]
    context.service(IMailer).send_letter(
        context.db, context.site, to.email, LETTER, locale, to.id, name=to.name, items=items,
        desk_url=f"{base}/admin/workflow?assignee=me&due=overdue",
    )  # fmt: skip


TASK = Task("overdue", remind, every_minutes=60)
