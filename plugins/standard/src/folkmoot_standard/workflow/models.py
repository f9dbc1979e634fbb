# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of the desk: who looks after a contribution and until when, notes, answer templates, evaluations.

Their keys to account follow the catalogue: who is erased leaves notes and events without a name, is no assignee or
evaluator any more, and nothing else of a contribution's handling is lost.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, personal, tenant_key

STAFF = "while the account exists"


class FollowUp(Base):
    """Who looks after a contribution and until when; one row a contribution. due_on: a day of the tenant's calendar.

    done_at: a member of staff has said that it is handled, whatever its status.
    """

    __tablename__ = "workflow_follow_up"
    __table_args__ = (
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "assignee_id", ondelete="SET NULL"),
        Index(None, "tenant_id", "assignee_id"),
        Index("workflow_follow_up_due", "tenant_id", "due_on", postgresql_where="done_at IS NULL"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    assigned_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    due_on: Mapped[datetime.date | None] = mapped_column(info=NOT_PERSONAL)
    done_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class Event(TenantRow, Base):
    """What happened to a contribution at the desk. person: who it is about (assigned) or who did it (all others)."""

    __tablename__ = "workflow_event"
    __table_args__ = (
        Index(None, "tenant_id", "contribution_id", "at"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "person_id", ondelete="SET NULL"),
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    person_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    day: Mapped[datetime.date | None] = mapped_column(info=NOT_PERSONAL)
    at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Note(TenantRow, Base):
    """An internal note: plain text that staff alone reads."""

    __tablename__ = "workflow_note"
    __table_args__ = (
        Index(None, "tenant_id", "contribution_id", "created_at"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "author_id", ondelete="SET NULL"),
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    author_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    body: Mapped[str] = mapped_column(Text, info=personal("content", keep=STAFF, on_erase="blank"))
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    edited_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class AnswerTemplate(TenantRow, Base):
    """Words for official replies, with {title}, {author} and {project}; status: what is given together with them."""

    __tablename__ = "workflow_template"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        tenant_key("status", "status_id", ondelete="SET NULL"),
    )

    name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    signature: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    body: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    status_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)


class Announcement(TenantRow, Base):
    """One announcement of a phase's results: what it set out to tell, and how far it has come.

    statuses: verdict -> id of the status that is given with it. link: the address of a contribution with {lang} and
    {number} in it, "" where they have no pages: a worker knows no routes.
    """

    __tablename__ = "workflow_announcement"
    __table_args__ = (
        Index(None, "tenant_id", "phase_id", "started_at"),
        tenant_key("phase", "phase_id"),
        tenant_key("account", "started_by_id", ondelete="SET NULL"),
    )

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    started_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    started_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    finished_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    link: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    statuses: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    total: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    letters: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Evaluation(Base):
    """What the town thinks of a contribution. cost: in the smallest unit of the tenant's currency.

    finished_at None: a draft. announced: verdict, cost and reason as they were told last; pending_id: the announcement
    that is about to tell them. The key holds "one evaluation a contribution", and with it "one mail".
    """

    __tablename__ = "workflow_evaluation"
    __table_args__ = (
        CheckConstraint(
            "verdict IS NULL OR verdict IN ('feasible', 'with_changes', 'not_feasible', 'not_ours')", name="verdict"
        ),
        CheckConstraint("cost IS NULL OR cost >= 0", name="cost"),
        CheckConstraint("finished_at IS NULL OR verdict IS NOT NULL", name="finished"),
        CheckConstraint("(announced_at IS NULL) = (announced IS NULL)", name="announced"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("workflow_announcement", "pending_id", ondelete="SET NULL"),
        Index("workflow_evaluation_pending", "tenant_id", "pending_id", postgresql_where="pending_id IS NOT NULL"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    cost: Mapped[int | None] = mapped_column(BigInteger, info=NOT_PERSONAL)
    verdict: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    reason: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    begun_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    finished_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    announced_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    announced: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), info=NOT_PERSONAL)
    pending_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)


class Evaluator(Base):
    """A member of staff who is asked to evaluate a contribution."""

    __tablename__ = "workflow_evaluator"
    __table_args__ = (tenant_key("contribution", "contribution_id"), tenant_key("account", "account_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, info=personal("identity", keep=STAFF, on_erase="delete")
    )


class Reminder(Base):
    """A week whose reminders are written, such as 2026-W47: the key holds "once a week"."""

    __tablename__ = "workflow_reminder"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    week: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    written_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
