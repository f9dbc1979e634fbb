# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Contributions with all that belongs to them, comments and reactions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Contributions with all that belongs to them, comments and reactions."""
    op.create_table(
        "contribution",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("status_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.Uuid(), nullable=True),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_source", sa.Text(), nullable=True),
        sa.Column("import_key", sa.Text(), nullable=True),
        sa.Column("extra", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("contribution_position_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "area_id"],
            ["area.tenant_id", "area.id"],
            name=op.f("contribution_area_id_to_area"),
            ondelete="SET NULL (area_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("contribution_author_id_to_account"),
            ondelete="SET NULL (author_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("contribution_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("contribution_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "status_id"],
            ["status.tenant_id", "status.id"],
            name=op.f("contribution_status_id_to_status"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("contribution_pkey")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("contribution_tenant_id_number_unique")),
    )
    op.create_index(
        "contribution_import_unique",
        "contribution",
        ["tenant_id", "project_id", "import_key"],
        unique=True,
        postgresql_where="import_key IS NOT NULL",
    )
    op.create_index(
        "contribution_shown_index",
        "contribution",
        ["tenant_id", "phase_id", "published_at", "id"],
        unique=False,
        postgresql_where="withdrawn_at IS NULL AND published_at IS NOT NULL",
    )
    op.create_index(
        op.f("contribution_tenant_id_author_id_index"), "contribution", ["tenant_id", "author_id"], unique=False
    )
    op.create_index(
        op.f("contribution_tenant_id_phase_id_published_at_index"),
        "contribution",
        ["tenant_id", "phase_id", "published_at"],
        unique=False,
    )
    op.create_index(
        op.f("contribution_tenant_id_project_id_published_at_index"),
        "contribution",
        ["tenant_id", "project_id", "published_at"],
        unique=False,
        postgresql_include=["withdrawn_at"],
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("thread_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=True),
        sa.Column("import_source", sa.Text(), nullable=True),
        sa.Column("import_key", sa.Text(), nullable=True),
        sa.Column("extra", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("removed_by IN ('author', 'staff')", name=op.f("comment_removed_by_check")),
        sa.CheckConstraint("side IN ('for', 'against')", name=op.f("comment_side_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("comment_author_id_to_account"),
            ondelete="SET NULL (author_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("comment_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "parent_id"],
            ["comment.tenant_id", "comment.id"],
            name=op.f("comment_parent_id_to_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "project_id"],
            ["project.tenant_id", "project.id"],
            name=op.f("comment_project_id_to_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "thread_id"],
            ["comment.tenant_id", "comment.id"],
            name=op.f("comment_thread_id_to_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("comment_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "contribution_id", "id", name=op.f("comment_tenant_id_contribution_id_id_unique")
        ),
    )
    op.create_index(
        "comment_import_unique",
        "comment",
        ["tenant_id", "project_id", "import_key"],
        unique=True,
        postgresql_where="import_key IS NOT NULL",
    )
    op.create_index(op.f("comment_tenant_id_author_id_index"), "comment", ["tenant_id", "author_id"], unique=False)
    op.create_index(
        op.f("comment_tenant_id_thread_id_created_at_index"),
        "comment",
        ["tenant_id", "thread_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "comment_top_index",
        "comment",
        ["tenant_id", "contribution_id", "created_at"],
        unique=False,
        postgresql_where="parent_id IS NULL",
    )
    op.create_table(
        "contribution_picture",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("contribution_picture_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("contribution_picture_file_id_to_media_file"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", "file_id", name=op.f("contribution_picture_pkey")),
    )
    op.create_table(
        "contribution_reaction",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("value IN (-1, 0, 1)", name=op.f("contribution_reaction_value_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("contribution_reaction_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("contribution_reaction_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", "account_id", name=op.f("contribution_reaction_pkey")),
    )
    op.create_index(
        op.f("contribution_reaction_tenant_id_account_id_index"),
        "contribution_reaction",
        ["tenant_id", "account_id"],
        unique=False,
    )
    op.create_table(
        "contribution_topic",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("contribution_topic_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "topic_id"],
            ["topic.tenant_id", "topic.id"],
            name=op.f("contribution_topic_topic_id_to_topic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", "topic_id", name=op.f("contribution_topic_pkey")),
    )
    op.create_table(
        "contribution_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("contribution_version_author_id_to_account"),
            ondelete="SET NULL (author_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("contribution_version_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("contribution_version_pkey")),
    )
    op.create_index(
        op.f("contribution_version_tenant_id_contribution_id_index"),
        "contribution_version",
        ["tenant_id", "contribution_id"],
        unique=False,
    )
    op.create_table(
        "official_reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.Column("signature", postgresql.JSONB(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("official_reply_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "written_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("official_reply_written_by_id_to_account"),
            ondelete="SET NULL (written_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("official_reply_pkey")),
    )
    op.create_index(
        op.f("official_reply_tenant_id_contribution_id_created_at_index"),
        "official_reply",
        ["tenant_id", "contribution_id", "created_at"],
        unique=False,
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("status_id", sa.Uuid(), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "changed_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("status_change_changed_by_id_to_account"),
            ondelete="SET NULL (changed_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("status_change_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "status_id"],
            ["status.tenant_id", "status.id"],
            name=op.f("status_change_status_id_to_status"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("status_change_pkey")),
    )
    op.create_index(
        op.f("status_change_tenant_id_contribution_id_changed_at_index"),
        "status_change",
        ["tenant_id", "contribution_id", "changed_at"],
        unique=False,
    )
    op.create_table(
        "comment_reaction",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.SmallInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("value IN (-1, 1)", name=op.f("comment_reaction_value_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("comment_reaction_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "comment_id"],
            ["comment.tenant_id", "comment.id"],
            name=op.f("comment_reaction_comment_id_to_comment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "comment_id", "account_id", name=op.f("comment_reaction_pkey")),
    )
    op.create_index(
        op.f("comment_reaction_tenant_id_account_id_index"),
        "comment_reaction",
        ["tenant_id", "account_id"],
        unique=False,
    )
