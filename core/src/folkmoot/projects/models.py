# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of folders, projects, their phases and rules, topics and areas."""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, tenant_key

STATES = "state IN ('draft', 'published', 'archived')"
SLUG = "slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'"


class Topic(TenantRow, Base):
    """A subject of the town, with a symbol of the sprite and a colour tone of the design."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("tenant_id", "slug"), CheckConstraint(SLUG, name="slug"))

    slug: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    icon: Mapped[str] = mapped_column(Text, default="tag", info=NOT_PERSONAL)
    tone: Mapped[str] = mapped_column(Text, default="green", info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Area(TenantRow, Base):
    """A part of the town. Positions are integer micro-degrees (1e-6°), WGS 84; outline: [[lat, lon], …]."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("tenant_id", "slug"), CheckConstraint(SLUG, name="slug"))

    slug: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    latitude: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    longitude: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    outline: Mapped[list[list[int]]] = mapped_column(JSONB, default=list, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Folder(TenantRow, Base):
    """Projects that belong together."""

    __tablename__ = "folder"
    __table_args__ = (
        UniqueConstraint("tenant_id", "slug"),
        CheckConstraint(SLUG, name="slug"),
        CheckConstraint(STATES, name="state"),
        tenant_key("media_file", "picture_id", ondelete="SET NULL"),
    )

    slug: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    description: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="draft", info=NOT_PERSONAL)
    picture_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Project(TenantRow, Base):
    """One participation project: its texts, its state, and its phases in time."""

    __tablename__ = "project"
    __table_args__ = (
        UniqueConstraint("tenant_id", "slug"),
        CheckConstraint(SLUG, name="slug"),
        CheckConstraint(STATES, name="state"),
        tenant_key("folder", "folder_id", ondelete="SET NULL"),
        tenant_key("media_file", "picture_id", ondelete="SET NULL"),
    )

    folder_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    slug: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    lead: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    description: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="draft", info=NOT_PERSONAL)
    listed: Mapped[bool] = mapped_column(default=True, info=NOT_PERSONAL)
    picture_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    preview_token: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    published_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class ProjectTopic(Base):
    """A topic of a project."""

    __tablename__ = "project_topic"
    __table_args__ = (tenant_key("project", "project_id"), tenant_key("topic", "topic_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    project_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    topic_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)


class ProjectArea(Base):
    """An area that a project is about; none at all means the whole town."""

    __tablename__ = "project_area"
    __table_args__ = (tenant_key("project", "project_id"), tenant_key("area", "area_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    project_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    area_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)


class Attachment(TenantRow, Base):
    """A document (PDF) offered with a project."""

    __tablename__ = "attachment"
    __table_args__ = (tenant_key("project", "project_id"), tenant_key("media_file", "file_id"))

    project_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    file_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Phase(TenantRow, Base):
    """A stretch of time in which a project does one thing. Phases may overlap; only closes_at may be open.

    Whether it is open follows from the clock; opened_at and closed_at only say what the job has already done.
    """

    __tablename__ = "phase"
    __table_args__ = (
        Index(None, "tenant_id", "project_id", "opens_at"),
        CheckConstraint("closes_at > opens_at", name="dates"),
        tenant_key("project", "project_id"),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    method: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    description: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    opens_at: Mapped[datetime.datetime] = mapped_column(info=NOT_PERSONAL)
    closes_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    opened_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    closed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class ActionRule(Base):
    """Who may take one action in one phase, where it differs from the method's default."""

    __tablename__ = "action_rule"
    __table_args__ = (
        CheckConstraint("who IN ('everyone', 'confirmed', 'registered', 'verified', 'groups', 'staff')", name="who"),
        tenant_key("phase", "phase_id"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    phase_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    action: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    who: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    groups: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), default=list, info=NOT_PERSONAL)
