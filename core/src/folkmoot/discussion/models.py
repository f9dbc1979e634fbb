# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of the discussion under contributions: comments in threads, and reactions to comments."""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, SmallInteger, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class Comment(TenantRow, Base):
    """A comment under a contribution. parent_id: what it answers; thread_id: the top comment of its thread.

    A removed comment stays as a place ("removed by its author") so that answers keep their place.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("tenant_id", "contribution_id", "id"),
        Index("comment_top_index", "tenant_id", "contribution_id", "created_at", postgresql_where="parent_id IS NULL"),
        Index(None, "tenant_id", "thread_id", "created_at"),
        Index(None, "tenant_id", "author_id"),
        Index(
            "comment_import_unique", "tenant_id", "project_id", "import_key", unique=True,
            postgresql_where="import_key IS NOT NULL",
        ),
        CheckConstraint("removed_by IN ('author', 'staff')", name="removed_by"),
        CheckConstraint("side IN ('for', 'against')", name="side"),
        tenant_key("project", "project_id"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("comment", "parent_id"),
        tenant_key("comment", "thread_id"),
        tenant_key("account", "author_id", ondelete="SET NULL"),
    )  # fmt: skip

    project_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    parent_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    thread_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    author_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    author_name: Mapped[str | None] = mapped_column(Text, info=personal("identity", on_erase="null"))
    official: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    body: Mapped[str] = mapped_column(Text, info=personal("content", on_erase="blank"))
    language: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    side: Mapped[str | None] = mapped_column(Text, info=personal("content", on_erase="keep"))
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    edited_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    removed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    removed_by: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    removal_reason: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    import_source: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    import_key: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    extra: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=personal("content", on_erase="null"))


class CommentReaction(Base):
    """One person's reaction to one comment."""

    __tablename__ = "comment_reaction"
    __table_args__ = (
        CheckConstraint("value IN (-1, 1)", name="value"),
        Index(None, "tenant_id", "account_id"),
        tenant_key("comment", "comment_id"),
        tenant_key("account", "account_id"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    comment_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=personal("identity", on_erase="delete"))
    value: Mapped[int] = mapped_column(SmallInteger, info=personal("content", on_erase="delete"))
    created_at: Mapped[datetime.datetime] = mapped_column(
        server_default=func.now(), info=personal("technical", on_erase="delete")
    )
