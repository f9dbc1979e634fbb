# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of what citizens submit: contributions, their statuses, official replies and earlier versions."""

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, SmallInteger, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, personal, tenant_key


class Status(TenantRow, Base):
    """A status that contributions of a method can have; the town names it, its class says what it means."""

    __tablename__ = "status"
    __table_args__ = (Index(None, "tenant_id", "method", "position"),)

    method: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    status_class: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    tone: Mapped[str] = mapped_column(Text, default="plain", info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Contribution(TenantRow, Base):
    """Anything a citizen submits in a phase. `number` is its short address; positions are micro-degrees.

    published_at None: waits for screening, seen by author and staff only. withdrawn_at: taken back by its author.
    import_key and import_source: an imported row's own id and a fingerprint of it, so that importing twice adds none.
    extra: columns of an import that have no field here, shown to staff and exported.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        UniqueConstraint("tenant_id", "number"),
        Index(None, "tenant_id", "phase_id", "published_at"),
        Index(None, "tenant_id", "project_id", "published_at", postgresql_include=["withdrawn_at"]),
        Index(
            "contribution_shown_index", "tenant_id", "phase_id", "published_at", "id",
            postgresql_where="withdrawn_at IS NULL AND published_at IS NOT NULL",
        ),
        Index(None, "tenant_id", "author_id"),
        Index(
            "contribution_import_unique", "tenant_id", "project_id", "import_key", unique=True,
            postgresql_where="import_key IS NOT NULL",
        ),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="position"),
        tenant_key("project", "project_id"),
        tenant_key("phase", "phase_id"),
        tenant_key("account", "author_id", ondelete="SET NULL"),
        tenant_key("status", "status_id", ondelete="RESTRICT"),
        tenant_key("area", "area_id", ondelete="SET NULL"),
    )  # fmt: skip

    number: Mapped[int] = mapped_column(BigInteger, Identity(), info=NOT_PERSONAL)
    project_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    method: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    author_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    author_name: Mapped[str | None] = mapped_column(Text, info=personal("identity", on_erase="null"))
    title: Mapped[str] = mapped_column(Text, info=personal("content", on_erase="blank"))
    body: Mapped[str] = mapped_column(Text, info=personal("content", on_erase="blank"))
    language: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    status_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    area_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("content", on_erase="keep"))
    latitude: Mapped[int | None] = mapped_column(info=personal("content", on_erase="null"))
    longitude: Mapped[int | None] = mapped_column(info=personal("content", on_erase="null"))
    place: Mapped[str] = mapped_column(Text, default="", info=personal("content", on_erase="blank"))
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    published_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    edited_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    withdrawn_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    import_source: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    import_key: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    extra: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=personal("content", on_erase="null"))


class ContributionTopic(Base):
    """A topic of a contribution."""

    __tablename__ = "contribution_topic"
    __table_args__ = (tenant_key("contribution", "contribution_id"), tenant_key("topic", "topic_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    topic_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)


class ContributionPicture(Base):
    """A picture of a contribution; position 0 is shown on its card."""

    __tablename__ = "contribution_picture"
    __table_args__ = (tenant_key("contribution", "contribution_id"), tenant_key("media_file", "file_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    file_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class ContributionVersion(TenantRow, Base):
    """An earlier text of a contribution, kept when its author edits it."""

    __tablename__ = "contribution_version"
    __table_args__ = (
        Index(None, "tenant_id", "contribution_id"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "author_id", ondelete="SET NULL"),
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    author_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    title: Mapped[str] = mapped_column(Text, info=personal("content", on_erase="blank"))
    body: Mapped[str] = mapped_column(Text, info=personal("content", on_erase="blank"))
    replaced_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class StatusChange(TenantRow, Base):
    """One step in a contribution's life, as citizens see it on its page."""

    __tablename__ = "status_change"
    __table_args__ = (
        Index(None, "tenant_id", "contribution_id", "changed_at"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("status", "status_id"),
        tenant_key("account", "changed_by_id", ondelete="SET NULL"),
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    status_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    changed_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    changed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class OfficialReply(TenantRow, Base):
    """The administration's public answer to a contribution, signed by a body ("Parks department")."""

    __tablename__ = "official_reply"
    __table_args__ = (
        Index(None, "tenant_id", "contribution_id", "created_at"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "written_by_id", ondelete="SET NULL"),
    )

    contribution_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    written_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    signature: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    body: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    edited_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class ContributionReaction(Base):
    """One person's reaction to one contribution: 1 for, -1 against. The key holds "one per person"."""

    __tablename__ = "contribution_reaction"
    __table_args__ = (
        CheckConstraint("value IN (-1, 0, 1)", name="value"),
        Index(None, "tenant_id", "account_id"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("account", "account_id"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=personal("identity", on_erase="delete"))
    value: Mapped[int] = mapped_column(SmallInteger, info=personal("content", on_erase="delete"))
    created_at: Mapped[datetime.datetime] = mapped_column(
        server_default=func.now(), info=personal("technical", on_erase="delete")
    )
