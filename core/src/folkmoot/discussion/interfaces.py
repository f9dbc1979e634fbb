# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The discussion under contributions as other rooms and plugins use it."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session
from zope.interface import Interface

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.contributions.interfaces import Counts
from folkmoot.security.refusals import Refusal

THREADS_PER_PAGE = 20


@dataclass(slots=True)
class CommentView:
    """One comment as it is shown. state: "" or who removed it ("author", "staff"); then there is no body.

    answers_to: the author's name of the comment it answers, when that isn't its thread's first.
    """

    id: uuid.UUID
    parent_id: uuid.UUID | None
    author_id: uuid.UUID | None
    author: str | None
    official: bool
    body: str
    language: str
    side: str | None
    created_at: datetime.datetime
    edited_at: datetime.datetime | None
    state: str
    reason: str | None
    likes: int
    dislikes: int
    mine: int | None
    answers_to: str | None = None
    answers: "list[CommentView]" = field(default_factory=list)


@dataclass(frozen=True)
class ThreadPage:
    """One page of a discussion: top comments with all their answers in order of time.

    total: comments and answers that aren't removed; threads: top comments, removed ones with answers included.
    """

    comments: list[CommentView]
    total: int
    threads: int
    page: int
    pages: int
    order: str


class IDiscussion(Interface):
    """Comments in threads: answers at any depth are stored, two levels are shown.

    contribution: anything with id, project_id, phase_id, method, area_id and topics, such as a row of by_number.
    """

    def comment(  # noqa: PLR0913
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
        """Add a comment (an answer when parent_id is given): its id, or a Refusal.

        columns: further columns of the row, for imports (author_name, created_at, import_source, import_key, extra).
        """

    def edit(
        db: Session, comment_id: uuid.UUID, account_id: uuid.UUID, body: str, now: datetime.datetime
    ) -> Refusal | None:
        """Change one's own comment; it is marked as edited."""

    def remove(
        db: Session, comment_id: uuid.UUID, account: CurrentAccount, now: datetime.datetime, reason: str | None = None
    ) -> Refusal | None:
        """Remove one's own comment, or as staff of its project any with a reason."""

    def find(db: Session, comment_id: uuid.UUID) -> Any:
        """One comment's row with its contribution's number, phase and state, or None."""

    def page_of(db: Session, contribution_id: uuid.UUID, comment_id: uuid.UUID, order: str) -> int:
        """The page on which a comment stands, so that a link can lead there."""

    def thread(
        db: Session,
        contribution_id: uuid.UUID,
        viewer_id: uuid.UUID | None = None,
        order: str = "newest",
        page: int = 1,
    ) -> ThreadPage:
        """One page of the discussion in two statements. order: newest, oldest, supported."""

    def react(
        db: Session, comment_id: uuid.UUID, account_id: uuid.UUID, value: int, now: datetime.datetime, *,
        dislikes: bool = False,
    ) -> Counts | Refusal:  # fmt: skip
        """React to a comment with 1, or -1 where dislikes are on."""

    def take_back(db: Session, comment_id: uuid.UUID, account_id: uuid.UUID) -> Counts:
        """Take one's reaction to a comment back."""
