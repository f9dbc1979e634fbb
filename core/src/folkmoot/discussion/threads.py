# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reading a discussion: one page of top comments with all their answers, in two statements."""

import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Uuid, bindparam, func, literal, literal_column, select, true
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account, comment, comment_reaction, contribution, project
from folkmoot.discussion.interfaces import THREADS_PER_PAGE, CommentView, ThreadPage

ORDERS = ("newest", "oldest", "supported")
SHOWN = ("id", "parent_id", "thread_id", "author_id", "official", "body", "language", "side", "created_at", "edited_at",
         "removed_by", "removal_reason")  # fmt: skip


def thread(db: Session, contribution_id: uuid.UUID, viewer_id: uuid.UUID | None, order: str, page: int) -> ThreadPage:
    """One page; a page beyond the last is the last one."""
    wanted = order if order in ORDERS else "newest"
    values = {"contribution": contribution_id, "viewer": viewer_id}
    connection, signed_in = db.connection(), viewer_id is not None
    number = max(page, 1)
    rows = list(
        connection.execute(tops_statement(wanted, signed_in), {**values, "skip": (number - 1) * THREADS_PER_PAGE})
    )
    if not rows and number > 1:
        return thread(db, contribution_id, viewer_id, wanted, 1)
    tops = {row.id: _view(row) for row in rows}
    if tops:
        answers = connection.execute(answers_statement(signed_in), {"viewer": viewer_id, "threads": list(tops)})
        _put_answers(tops, list(answers))
    total, threads = (rows[0].total, rows[0].threads) if rows else (0, 0)
    return ThreadPage(list(tops.values()), total, threads, number, max(1, -(-threads // THREADS_PER_PAGE)), wanted)


def _put_answers(tops: dict[uuid.UUID, CommentView], rows: list[Any]) -> None:
    """Two levels are shown: an answer to an answer stands under the thread's first comment and says whom it answers."""
    authors = {row.id: row.author for row in rows if row.removed_by is None}
    for row in rows:
        view = _view(row)
        if row.parent_id != row.thread_id:
            view.answers_to = authors.get(row.parent_id)
        tops[row.thread_id].answers.append(view)


def _view(row: Any) -> CommentView:
    gone = row.removed_by or ""
    return CommentView(
        row.id,
        row.parent_id,
        row.author_id,
        None if gone else row.author,
        row.official,
        "" if gone else row.body,
        row.language,
        row.side,
        row.created_at,
        row.edited_at,
        gone,
        row.removal_reason,
        row.likes,
        row.dislikes,
        row.mine,
    )


@lru_cache(maxsize=8)
def tops_statement(order: str, signed_in: bool) -> Select[Any]:
    """One page of top comments, each with the numbers of the whole discussion."""
    whole = (
        select(
            func.count().filter(comment.c.removed_at.is_(None)).label("total"),
            func.count().filter(comment.c.parent_id.is_(None)).label("threads"),
        )
        .where(comment.c.contribution_id == bindparam("contribution", type_=Uuid))
        .subquery("whole")
    )
    counts = _counts(signed_in)
    orders: dict[str, list[ColumnElement[Any]]] = {
        "newest": [comment.c.created_at.desc(), comment.c.id.desc()],
        "oldest": [comment.c.created_at.asc(), comment.c.id.asc()],
        "supported": [(counts.c.likes - counts.c.dislikes).desc(), comment.c.created_at.desc(), comment.c.id.desc()],
    }
    return (
        select(*_columns(counts), whole.c.total, whole.c.threads)
        .select_from(_joined(counts).join(whole, true()))
        .where(comment.c.contribution_id == bindparam("contribution", type_=Uuid), comment.c.parent_id.is_(None))
        .order_by(*orders[order])
        .limit(literal_column(str(THREADS_PER_PAGE)))
        .offset(bindparam("skip", type_=Integer))
    )


@lru_cache(maxsize=2)
def answers_statement(signed_in: bool) -> Select[Any]:
    """All answers in some threads, oldest first."""
    counts = _counts(signed_in)
    return (
        select(*_columns(counts))
        .select_from(_joined(counts))
        .where(comment.c.thread_id.in_(bindparam("threads", expanding=True)))
        .order_by(comment.c.created_at, comment.c.id)
    )


def _columns(counts: Any) -> list[ColumnElement[Any]]:
    name = func.coalesce(account.c.display_name, comment.c.author_name).label("author")
    return [*(comment.c[column] for column in SHOWN), name, counts.c.likes, counts.c.dislikes, counts.c.mine]


def _joined(counts: Any) -> Any:
    return comment.outerjoin(account, account.c.id == comment.c.author_id).join(counts, true())


@lru_cache(maxsize=2)
def _counts(signed_in: bool) -> Any:
    mine: ColumnElement[Any] = literal(None, Integer)
    if signed_in:
        own = comment_reaction.c.account_id == bindparam("viewer", type_=Uuid)
        mine = func.max(comment_reaction.c.value).filter(own)
    return (
        select(
            func.count().filter(comment_reaction.c.value == 1).label("likes"),
            func.count().filter(comment_reaction.c.value == -1).label("dislikes"),
            mine.label("mine"),
        )
        .where(comment_reaction.c.comment_id == comment.c.id)
        .correlate(comment)
        .lateral("counts")
    )


@lru_cache(maxsize=1)
def _one() -> Select[Any]:
    names = (*SHOWN, "contribution_id", "project_id", "removed_at")
    return (
        select(
            *(comment.c[name] for name in names), contribution.c.number, contribution.c.phase_id, contribution.c.method,
            contribution.c.published_at, contribution.c.withdrawn_at, project.c.state.label("project_state"),
            func.coalesce(account.c.display_name, comment.c.author_name).label("author"),
        )
        .select_from(
            comment.join(contribution, contribution.c.id == comment.c.contribution_id)
            .join(project, project.c.id == comment.c.project_id)
            .outerjoin(account, account.c.id == comment.c.author_id)
        )
        .where(comment.c.id == bindparam("comment", type_=Uuid))
    )  # fmt: skip


def find(db: Session, comment_id: uuid.UUID) -> Any:
    """One comment with what is around it, or None."""
    return db.connection().execute(_one(), {"comment": comment_id}).one_or_none()


def page_of(db: Session, contribution_id: uuid.UUID, comment_id: uuid.UUID, order: str) -> int:
    """The page of a comment's thread: how many top comments stand before it."""
    row = find(db, comment_id)
    if row is None:
        return 1
    top = select(comment.c.created_at, comment.c.id).where(comment.c.id == (row.thread_id or row.id)).subquery("top")
    mark = func.row(top.c.created_at, top.c.id)
    place = func.row(comment.c.created_at, comment.c.id)
    before = place < mark if order == "oldest" else place > mark
    query = select(func.count()).select_from(comment.join(top, before))
    query = query.where(comment.c.contribution_id == contribution_id, comment.c.parent_id.is_(None))
    return int(db.execute(query).scalar_one()) // THREADS_PER_PAGE + 1
