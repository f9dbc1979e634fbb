# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of tenants, the hosts they answer to, and the modules they have switched off."""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, uuid7


class Tenant(Base):
    """One municipality's platform."""

    __tablename__ = "tenant"
    __table_args__ = (
        CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'", name="slug"),
        CheckConstraint("default_locale = ANY (locales)", name="default_locale"),
        CheckConstraint("required_locales <@ locales", name="required_locales"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid7, info=NOT_PERSONAL)
    slug: Mapped[str] = mapped_column(Text, unique=True, info=NOT_PERSONAL)
    name: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    locales: Mapped[list[str]] = mapped_column(ARRAY(Text), info=NOT_PERSONAL)
    default_locale: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    required_locales: Mapped[list[str]] = mapped_column(ARRAY(Text), info=NOT_PERSONAL)
    strict_locales: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    timezone: Mapped[str] = mapped_column(Text, default="Europe/Brussels", info=NOT_PERSONAL)
    currency: Mapped[str] = mapped_column(Text, default="EUR", info=NOT_PERSONAL)
    brand: Mapped[str] = mapped_column(Text, default="#0d6b66", info=NOT_PERSONAL)
    accent: Mapped[str] = mapped_column(Text, default="#f4b740", info=NOT_PERSONAL)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    suspended_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    revision: Mapped[int] = mapped_column(default=1, info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class TenantHost(Base):
    """A host name that leads to a tenant; the first one is canonical (used in mail)."""

    __tablename__ = "tenant_host"

    host: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    tenant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("tenant.id", ondelete="CASCADE"), info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class TenantModule(Base):
    """A tenant's own decision about a module: only switched-off ones have a row."""

    __tablename__ = "tenant_module"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("tenant.id", ondelete="CASCADE"), primary_key=True, info=NOT_PERSONAL
    )
    plugin_id: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    switched_off_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class WorkerSite(Base):
    """What one running process has made of one tenant: the revision it follows, and when it was last alive."""

    __tablename__ = "worker_site"

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("tenant.id", ondelete="CASCADE"), primary_key=True, info=NOT_PERSONAL
    )
    worker_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    revision: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    seen_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
