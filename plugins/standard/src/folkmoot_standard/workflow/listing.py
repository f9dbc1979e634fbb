# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The desk's list: contributions of any method with who handles them, in one statement a page."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select, true
from sqlalchemy.orm import Session, aliased

from folkmoot.contributions.tables import account, contribution, project, reaction, status
from folkmoot.interfaces import CurrentAccount
from folkmoot_standard.workflow.tables import evaluation, follow_up, handled_by, overdue, waiting

PER_PAGE = 50
WEEK = datetime.timedelta(days=7)
NOBODY, ME, OVERDUE, SOON = "nobody", "me", "overdue", "soon"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see. assignee: "", "me", "nobody" or an id as text; due: "", "overdue" or "soon".

    evaluated: "", "yes" (finished), "begun" (a draft) or "no" (not in an evaluation table). sort: a key of SORTS.
    matches: the ids that the words of `text` find.
    """

    project_id: uuid.UUID | None = None
    phase_id: uuid.UUID | None = None
    status_id: uuid.UUID | None = None
    assignee: str = ""
    due: str = ""
    evaluated: str = ""
    text: str = ""
    sort: str = "newest"
    page: int = 1
    matches: Select[Any] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Found:
    """One page: its rows and how many there are in all."""

    rows: list[Any]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def _support() -> ColumnElement[Any]:
    likes = select(func.coalesce(func.sum(reaction.c.value), 0)).where(reaction.c.contribution_id == contribution.c.id)
    return likes.correlate(contribution).scalar_subquery()


def _orders(sort: str) -> list[ColumnElement[Any]]:
    c = contribution.c
    orders: Mapping[str, list[ColumnElement[Any]]] = {
        "newest": [c.created_at.desc(), c.id.desc()],
        "oldest": [c.created_at, c.id],
        "due": [follow_up.c.due_on.asc().nulls_last(), c.id],
        "due-last": [follow_up.c.due_on.desc().nulls_last(), c.id],
        "title": [func.lower(c.title), c.id],
        "title-last": [func.lower(c.title).desc(), c.id],
        "support": [_support().desc(), c.id],
        "support-last": [_support(), c.id],
    }
    return orders[sort]


SORTS = ("newest", "oldest", "due", "due-last", "title", "title-last", "support", "support-last")


def find(db: Session, wish: Wish, viewer: CurrentAccount, today: datetime.date) -> Found:
    """One page of what the viewer may handle and wants to see."""
    rows = list(db.execute(_statement(wish, viewer, today)))
    if not rows and wish.page > 1:
        return Found([], 0, 1)
    return Found(rows, rows[0].total if rows else 0, wish.page)


def _statement(wish: Wish, viewer: CurrentAccount, today: datetime.date) -> Select[Any]:
    c = contribution.c
    orders = _orders(wish.sort)
    found = (
        select(c.id, func.count().over().label("total"), func.row_number().over(order_by=orders).label("place"))
        .select_from(
            contribution.join(status, status.c.id == c.status_id)
            .outerjoin(follow_up, follow_up.c.contribution_id == c.id)
            .outerjoin(evaluation, evaluation.c.contribution_id == c.id)
        )
        .where(*_conditions(wish, viewer, today))
        .order_by(*orders)
        .limit(PER_PAGE)
        .offset((wish.page - 1) * PER_PAGE)
        .cte("found")
    )
    return _details(found).order_by(found.c.place)


def _conditions(wish: Wish, viewer: CurrentAccount, today: datetime.date) -> list[ColumnElement[bool]]:
    c = contribution.c
    wanted = [c.withdrawn_at.is_(None), *handled_by(viewer)]
    wanted += [c.project_id == wish.project_id] if wish.project_id else []
    wanted += [c.phase_id == wish.phase_id] if wish.phase_id else []
    wanted += [c.status_id == wish.status_id] if wish.status_id else []
    if wish.matches is not None:
        by_number = c.number == int(wish.text) if wish.text.isdecimal() and len(wish.text) < 18 else literal(False)
        wanted.append(or_(c.id.in_(wish.matches), by_number))
    return [*wanted, *_follow_up_conditions(wish, viewer, today)]


def _follow_up_conditions(wish: Wish, viewer: CurrentAccount, today: datetime.date) -> list[ColumnElement[bool]]:
    f, e = follow_up.c, evaluation.c
    wanted: list[ColumnElement[bool]] = []
    if wish.assignee == NOBODY:
        wanted.append(f.assignee_id.is_(None))
    elif wish.assignee:
        wanted.append(f.assignee_id == (viewer.id if wish.assignee == ME else uuid.UUID(wish.assignee)))
    if wish.due == OVERDUE:
        wanted.append(overdue(today))
    elif wish.due == SOON:
        wanted += [f.due_on.between(today, today + WEEK), waiting()]
    by_state = {"yes": e.finished_at.is_not(None), "no": e.contribution_id.is_(None),
                "begun": e.contribution_id.is_not(None) & e.finished_at.is_(None)}  # fmt: skip
    return wanted + ([by_state[wish.evaluated]] if wish.evaluated in by_state else [])


def _details(found: Any) -> Select[Any]:
    c, f, e = contribution.c, follow_up.c, evaluation.c
    author, assignee = aliased(account, name="author"), aliased(account, name="assignee")
    counts = (
        select(
            func.count().filter(reaction.c.value == 1).label("likes"),
            func.count().filter(reaction.c.value == -1).label("dislikes"),
        )
        .where(reaction.c.contribution_id == c.id)
        .lateral("counts")
    )
    return select(
        found.c.total, c.id, c.number, c.title, c.language, c.method, c.project_id, c.phase_id, c.created_at,
        c.published_at, c.withdrawn_at, func.coalesce(author.c.display_name, c.author_name).label("author"),
        status.c.title.label("status"), status.c.tone, status.c.status_class, project.c.title.label("project"),
        f.assignee_id, assignee.c.display_name.label("assignee"), f.due_on, f.done_at, counts.c.likes,
        counts.c.dislikes, e.contribution_id.label("evaluation_id"), e.verdict, e.finished_at, e.announced_at,
    ).select_from(
        found.join(contribution, c.id == found.c.id)
        .join(status, status.c.id == c.status_id)
        .join(project, project.c.id == c.project_id)
        .outerjoin(author, author.c.id == c.author_id)
        .outerjoin(follow_up, f.contribution_id == c.id)
        .outerjoin(assignee, assignee.c.id == f.assignee_id)
        .outerjoin(evaluation, e.contribution_id == c.id)
        .join(counts, true())
    )  # fmt: skip
