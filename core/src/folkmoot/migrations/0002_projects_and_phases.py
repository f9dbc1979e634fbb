# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folders, projects, phases, rules, the stream of participation and the search index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Folders, projects, phases, rules, the stream of participation and the search index."""
    op.create_table(
        "folder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("description", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'", name=op.f("folder_slug_check")),
        sa.CheckConstraint("state IN ('draft', 'published', 'archived')", name=op.f("folder_state_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "picture_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("folder_picture_id_to_media_file"),
            ondelete="SET NULL (picture_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("folder_pkey")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("folder_tenant_id_slug_unique")),
    )
    op.create_table(
        "project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("folder_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("lead", postgresql.JSONB(), nullable=False),
        sa.Column("description", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("preview_token", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'", name=op.f("project_slug_check")),
        sa.CheckConstraint("state IN ('draft', 'published', 'archived')", name=op.f("project_state_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "folder_id"],
            ["folder.tenant_id", "folder.id"],
            name=op.f("project_folder_id_to_folder"),
            ondelete="SET NULL (folder_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "picture_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("project_picture_id_to_media_file"),
            ondelete="SET NULL (picture_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("project_pkey")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("project_tenant_id_slug_unique")),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("participant", sa.Uuid(), nullable=True),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("phase_id", sa.Uuid(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("topics", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("activity_account_id_to_account"),
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("activity_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("activity_pkey")),
    )
    op.create_index(
        op.f("activity_tenant_id_project_id_at_index"), "activity", ["tenant_id", "project_id", "at"], unique=False
    )
    op.create_index(
        op.f("activity_tenant_id_project_id_participant_index"),
        "activity",
        ["tenant_id", "project_id", "participant"],
        unique=False,
    )
    op.create_index(op.f("activity_tenant_id_subject_id_index"), "activity", ["tenant_id", "subject_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("attachment_file_id_to_media_file"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("attachment_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("attachment_pkey")),
    )
    op.create_table(
        "phase",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("description", postgresql.JSONB(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("phase_dates_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("phase_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("phase_pkey")),
    )
    op.create_index(
        op.f("phase_tenant_id_project_id_opens_at_index"),
        "phase",
        ["tenant_id", "project_id", "opens_at"],
        unique=False,
    )
    op.create_table(
        "project_area",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("project_area_area_id_to_area"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("project_area_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "project_id", "area_id", name=op.f("project_area_pkey")),
    )
    op.create_table(
        "project_manager",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("project_manager_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("project_manager_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "account_id", "project_id", name=op.f("project_manager_pkey")),
    )
    op.create_table(
        "project_topic",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("project_topic_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "topic_id"],
            ["topic.tenant_id", "topic.id"],
            name=op.f("project_topic_topic_id_to_topic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "project_id", "topic_id", name=op.f("project_topic_pkey")),
    )
    op.create_table(
        "search_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("search_document_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("search_document_pkey")),
        sa.UniqueConstraint(
            "tenant_id",
            "kind",
            "subject_id",
            "language",
            name=op.f("search_document_tenant_id_kind_subject_id_language_unique"),
        ),
    )
    op.create_index(
        "search_document_words_index",
        "search_document",
        ["words"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    op.create_table(
        "action_rule",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("groups", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.CheckConstraint(
            "who IN ('everyone', 'confirmed', 'registered', 'verified', 'groups', 'staff')",
            name=op.f("action_rule_who_check"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("action_rule_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "phase_id", "action", name=op.f("action_rule_pkey")),
    )
