# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of people: accounts, their sessions, codes sent by mail, and who manages which project."""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.accounts.interfaces import Role
from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key

ROLES = ", ".join(f"'{role}'" for role in Role)


class Account(TenantRow, Base):
    """A person's account on one tenant's site. Erasing it deletes the row; what it wrote loses its author."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("tenant_id", "email"),
        CheckConstraint(f"role IN ({ROLES})", name="role"),
        CheckConstraint("email = lower(email)", name="email_normalised"),
    )

    email: Mapped[str] = mapped_column(Text, info=personal("contact", ground="contract", on_erase="delete"))
    email_confirmed_at: Mapped[datetime.datetime | None] = mapped_column(info=personal("technical", on_erase="delete"))
    display_name: Mapped[str] = mapped_column(Text, info=personal("identity", ground="contract", on_erase="delete"))
    password_hash: Mapped[str | None] = mapped_column(Text, info=personal("technical", on_erase="delete"))
    locale: Mapped[str] = mapped_column(Text, info=personal("technical", on_erase="delete"))
    role: Mapped[str] = mapped_column(Text, default=Role.CITIZEN, info=personal("technical", on_erase="delete"))
    created_at: Mapped[datetime.datetime] = mapped_column(
        server_default=func.now(), info=personal("technical", on_erase="delete")
    )
    blocked_until: Mapped[datetime.datetime | None] = mapped_column(info=personal("technical", on_erase="delete"))


class AccountSession(TenantRow, Base):
    """A signed-in browser: only the SHA-256 of its cookie's token is kept."""

    __tablename__ = "account_session"
    __table_args__ = (UniqueConstraint("tenant_id", "token_hash"), tenant_key("account", "account_id"))

    account_id: Mapped[uuid.UUID] = mapped_column(info=personal("identity", on_erase="delete"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, info=personal("technical", on_erase="delete"))
    created_at: Mapped[datetime.datetime] = mapped_column(
        server_default=func.now(), info=personal("technical", on_erase="delete")
    )
    expires_at: Mapped[datetime.datetime] = mapped_column(info=personal("technical", keep="P30D", on_erase="delete"))


class EmailCode(TenantRow, Base):
    """A code or link sent by mail: to confirm an address, reset a password or sign in once."""

    __tablename__ = "email_code"
    __table_args__ = (
        Index(None, "tenant_id", "email", "purpose"),
        Index(None, "tenant_id", "code_hash"),
        CheckConstraint("purpose IN ('sign-up', 'reset', 'sign-in', 'change')", name="purpose"),
    )

    email: Mapped[str] = mapped_column(Text, info=personal("contact", keep="P1D", on_erase="delete"))
    purpose: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, info=NOT_PERSONAL)
    details: Mapped[dict[str, str]] = mapped_column(
        JSONB, default=dict, info=personal("identity", keep="P1D", on_erase="delete")
    )
    attempts_left: Mapped[int] = mapped_column(default=5, info=NOT_PERSONAL)
    expires_at: Mapped[datetime.datetime] = mapped_column(info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class AttemptCount(TenantRow, Base):
    """How often something limited was tried in a window, under a salted hash of who tried."""

    __tablename__ = "attempt_count"
    __table_args__ = (UniqueConstraint("tenant_id", "purpose", "who_hash", "window_start"),)

    purpose: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    who_hash: Mapped[bytes] = mapped_column(LargeBinary, info=personal("technical", on_erase="keep", keep="a day"))
    window_start: Mapped[datetime.datetime] = mapped_column(info=personal("technical", keep="P1D", on_erase="keep"))
    count: Mapped[int] = mapped_column(default=1, info=NOT_PERSONAL)


class ProjectManager(Base):
    """Which projects a manager looks after."""

    __tablename__ = "project_manager"
    __table_args__ = (tenant_key("account", "account_id"), tenant_key("project", "project_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=personal("identity", on_erase="delete"))
    project_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
