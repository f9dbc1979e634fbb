# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Commenting, changing and removing comments, and reacting to them."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, Uuid, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.contributions.interfaces import Counts
from folkmoot.contributions.tables import comment, comment_reaction
from folkmoot.contributions.writing import clean
from folkmoot.discussion import threads
from folkmoot.discussion.interfaces import IDiscussion, ThreadPage
from folkmoot.i18n import mark as _
from folkmoot.security.refusals import Refusal

KIND = "comment"
GONE = Refusal("comment-gone", _("This comment is no longer there."))
NOT_YOURS = Refusal("comment-not-yours", _("Only the author of a comment can do this."))
NEEDS_REASON = Refusal("reason-needed", _("Say why the comment is removed; its author will read it."))
NOT_ALLOWED = Refusal("reaction-not-allowed", _("This reaction isn't possible here."))

_given = upsert(comment_reaction).values(
    comment_id=bindparam("comment"),
    account_id=bindparam("account"),
    value=bindparam("given"),
    created_at=bindparam("moment"),
)
GIVE = _given.on_conflict_do_update(
    index_elements=["tenant_id", "comment_id", "account_id"],
    set_={"value": _given.excluded.value, "created_at": _given.excluded.created_at},
    where=comment_reaction.c.value != _given.excluded.value,
).returning(comment_reaction.c.value)
COUNT = select(
    func.count().filter(comment_reaction.c.value == 1),
    func.count().filter(comment_reaction.c.value == -1),
    func.coalesce(
        func.max(comment_reaction.c.value).filter(comment_reaction.c.account_id == bindparam("account", type_=Uuid)),
        literal(None, Integer),
    ),
).where(comment_reaction.c.comment_id == bindparam("comment", type_=Uuid))


@implementer(IDiscussion)
class Discussion:
    """The discussion in the tenant's own rows."""

    def __init__(self, activities: IActivities, audit: IAudit) -> None:
        self._activities, self._audit = activities, audit

    def comment(  # noqa: PLR0913
        self,
        db: Session,
        contribution: Any,
        author_id: uuid.UUID | None,
        body: str,
        language: str,
        now: datetime.datetime,
        *,
        parent_id: uuid.UUID | None = None,
        official: bool = False,
        side: str | None = None,
        columns: Mapping[str, Any] | None = None,
    ) -> uuid.UUID | Refusal:
        """Add a comment or an answer."""
        thread_id = None
        if parent_id is not None:
            parent = threads.find(db, parent_id)
            if parent is None or parent.contribution_id != contribution.id or parent.removed_at is not None:
                return GONE
            thread_id = parent.thread_id or parent.id
        values = {
            "project_id": contribution.project_id, "contribution_id": contribution.id, "parent_id": parent_id,
            "thread_id": thread_id, "author_id": author_id, "official": official, "body": clean(body),
            "language": language, "side": side, "created_at": now, **(columns or {}),
        }  # fmt: skip
        comment_id: uuid.UUID = db.execute(insert(comment).values(**values).returning(comment.c.id)).scalar_one()
        self._record(db, "commented", comment_id, author_id, contribution, values["created_at"])
        return comment_id

    def edit(
        self, db: Session, comment_id: uuid.UUID, account_id: uuid.UUID, body: str, now: datetime.datetime
    ) -> Refusal | None:
        """Change one's own comment."""
        row = threads.find(db, comment_id)
        if row is None or row.removed_at is not None:
            return GONE
        if row.author_id != account_id:
            return NOT_YOURS
        text = clean(body)
        if text != row.body:
            db.execute(update(comment).where(comment.c.id == comment_id).values(body=text, edited_at=now))
            self._activities.record(
                db,
                "edited",
                KIND,
                comment_id,
                account_id,
                project_id=row.project_id,
                phase_id=row.phase_id,
                method=row.method,
                at=now,
            )
        return None

    def remove(
        self,
        db: Session,
        comment_id: uuid.UUID,
        account: CurrentAccount,
        now: datetime.datetime,
        reason: str | None = None,
    ) -> Refusal | None:
        """Empty a comment's place: by its author, or with a reason by staff of its project."""
        row = threads.find(db, comment_id)
        if row is None or row.removed_at is not None:
            return GONE
        own = row.author_id is not None and row.author_id == account.id
        if not own and not account.manages(row.project_id):
            return NOT_YOURS
        why = clean(reason or "") or None
        if not own and why is None:
            return NEEDS_REASON
        gone = {"removed_at": now, "removed_by": "author" if own else "staff", "removal_reason": None if own else why}
        db.execute(update(comment).where(comment.c.id == comment_id).values(**gone))
        self._activities.record(
            db,
            "removed",
            KIND,
            comment_id,
            account.id,
            project_id=row.project_id,
            phase_id=row.phase_id,
            method=row.method,
            at=now,
        )
        if not own:
            self._audit.record(db, account.id, "comment.removed", KIND, comment_id, {"number": row.number})
        return None

    def find(self, db: Session, comment_id: uuid.UUID) -> Any:
        """One comment with its contribution's number and state."""
        return threads.find(db, comment_id)

    def page_of(self, db: Session, contribution_id: uuid.UUID, comment_id: uuid.UUID, order: str) -> int:
        """The page on which a comment stands (orders by time only; others answer 1)."""
        return threads.page_of(db, contribution_id, comment_id, order) if order != "supported" else 1

    def thread(
        self,
        db: Session,
        contribution_id: uuid.UUID,
        viewer_id: uuid.UUID | None = None,
        order: str = "newest",
        page: int = 1,
    ) -> ThreadPage:
        """One page of the discussion."""
        return threads.thread(db, contribution_id, viewer_id, order, page)

    def react(
        self,
        db: Session,
        comment_id: uuid.UUID,
        account_id: uuid.UUID,
        value: int,
        now: datetime.datetime,
        *,
        dislikes: bool = False,
    ) -> Counts | Refusal:
        """Give a reaction to a comment, or change it."""
        if value != 1 and not (dislikes and value == -1):
            return NOT_ALLOWED
        row = threads.find(db, comment_id)
        if row is None or row.removed_at is not None:
            return GONE
        values = {"comment": comment_id, "account": account_id, "given": value, "moment": now}
        if db.connection().execute(GIVE, values).one_or_none() is not None:
            verb = "liked" if value == 1 else "disliked"
            self._activities.record(
                db,
                verb,
                "comment-reaction",
                comment_id,
                account_id,
                project_id=row.project_id,
                phase_id=row.phase_id,
                method=row.method,
                at=now,
            )
        return self._counts(db, comment_id, account_id)

    def take_back(self, db: Session, comment_id: uuid.UUID, account_id: uuid.UUID) -> Counts:
        """Take one's reaction back."""
        c = comment_reaction.c
        db.execute(delete(comment_reaction).where(c.comment_id == comment_id, c.account_id == account_id))
        return self._counts(db, comment_id, account_id)

    def _counts(self, db: Session, comment_id: uuid.UUID, account_id: uuid.UUID) -> Counts:
        return Counts(*db.connection().execute(COUNT, {"comment": comment_id, "account": account_id}).one())

    def _record(
        self, db: Session, verb: str, comment_id: uuid.UUID, account_id: uuid.UUID | None, subject: Any,
        at: datetime.datetime,
    ) -> None:  # fmt: skip
        self._activities.record(
            db, verb, KIND, comment_id, account_id, project_id=subject.project_id, phase_id=subject.phase_id,
            method=subject.method, area_id=subject.area_id, topics=subject.topics, at=at,
        )  # fmt: skip
