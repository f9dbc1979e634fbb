# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of what happened: the audit log of staff and security acts, and the stream of participation."""

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class AuditEntry(TenantRow, Base):
    """One act. Opaque ids and salted hashes only; the database refuses to change or delete it.

    `salt` and the plain values lie in audit_value, which can be erased without breaking the chain.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("tenant_id", "serial"),)

    serial: Mapped[int] = mapped_column(BigInteger, Identity(), info=NOT_PERSONAL)
    at: Mapped[datetime.datetime] = mapped_column(server_default=func.clock_timestamp(), info=NOT_PERSONAL)
    actor: Mapped[uuid.UUID | None] = mapped_column(Uuid, info=NOT_PERSONAL)
    verb: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    subject_kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    subject_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, info=NOT_PERSONAL)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)


class AuditValue(TenantRow, Base):
    """Personal values belonging to an audit entry, with the salt of their hashes; erased on request."""

    __tablename__ = "audit_value"
    __table_args__ = (tenant_key("audit_entry", "entry_id"), tenant_key("account", "person_id", ondelete="CASCADE"))

    entry_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    person_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="delete"))
    salt: Mapped[bytes] = mapped_column(LargeBinary, info=personal("technical", ground="legal", on_erase="delete"))
    values: Mapped[dict[str, Any]] = mapped_column(JSONB, info=personal("identity", ground="legal", on_erase="delete"))


class AuditSeal(TenantRow, Base):
    """A link of the chain: the hash over an entry and the seal before it, written by the sealing job."""

    __tablename__ = "audit_seal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "sequence"),
        UniqueConstraint("tenant_id", "entry_id"),
        tenant_key("audit_entry", "entry_id", ondelete="RESTRICT"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger, info=NOT_PERSONAL)
    entry_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    previous: Mapped[bytes] = mapped_column(LargeBinary, info=NOT_PERSONAL)
    hash: Mapped[bytes] = mapped_column(LargeBinary, info=NOT_PERSONAL)


class Activity(TenantRow, Base):
    """One recorded act of participation: the single source of notifications, mail, webhooks and reporting.

    participant: stable for one person inside one project, and not their account's id. kind: contribution, comment,
    reaction… verb: posted, edited, withdrawn, reacted…
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index(None, "tenant_id", "project_id", "at"),
        Index(None, "tenant_id", "project_id", "participant"),  # how many people take part, without a sort
        Index(None, "tenant_id", "subject_id"),
        tenant_key("account", "account_id", ondelete="SET NULL"),
        tenant_key("project", "project_id"),
    )

    at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    verb: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    participant: Mapped[uuid.UUID | None] = mapped_column(Uuid, info=personal("technical", on_erase="keep"))
    project_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    phase_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, info=NOT_PERSONAL)
    method: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    area_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, info=NOT_PERSONAL)
    topics: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), default=list, info=NOT_PERSONAL)
