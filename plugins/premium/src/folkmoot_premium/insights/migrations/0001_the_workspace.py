# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The workspace."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The workspace."""
    op.create_table(
        "insights_analysis",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("themes", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("excluded", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("themes BETWEEN 1 AND 200", name=op.f("insights_analysis_themes_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "made_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("insights_analysis_made_by_id_to_account"),
            ondelete="SET NULL (made_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_analysis_pkey")),
    )
    op.create_table(
        "insights_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("arguments", postgresql.JSONB(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('rename', 'merge', 'split', 'move', 'pin', 'exclude')", name=op.f("insights_edit_kind_check")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id"],
            ["insights_analysis.tenant_id", "insights_analysis.id"],
            name=op.f("insights_edit_analysis_id_to_insights_analysis"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "made_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("insights_edit_made_by_id_to_account"),
            ondelete="SET NULL (made_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_edit_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "analysis_id", "number", name=op.f("insights_edit_tenant_id_analysis_id_number_unique")
        ),
    )
    op.create_table(
        "insights_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("inputs", sa.Integer(), nullable=False),
        sa.Column("input_hash", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("themes_used", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("void_edits", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("checked", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_by_id", sa.Uuid(), nullable=True),
        sa.Column("queued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("(state = 'done') = (record IS NOT NULL)", name=op.f("insights_run_record_check")),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'stopping', 'stopped', 'done', 'failed')",
            name=op.f("insights_run_state_check"),
        ),
        sa.CheckConstraint("share BETWEEN 0 AND 1000", name=op.f("insights_run_share_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id"],
            ["insights_analysis.tenant_id", "insights_analysis.id"],
            name=op.f("insights_run_analysis_id_to_insights_analysis"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "started_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("insights_run_started_by_id_to_account"),
            ondelete="SET NULL (started_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_run_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "analysis_id", "number", name=op.f("insights_run_tenant_id_analysis_id_number_unique")
        ),
    )
    op.create_index(
        "insights_run_one_at_a_time",
        "insights_run",
        ["tenant_id", "analysis_id"],
        unique=True,
        postgresql_where="state IN ('queued', 'running', 'stopping')",
    )
    op.create_table(
        "insights_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("columns", postgresql.JSONB(), nullable=False),
        sa.Column("text_column", sa.Text(), nullable=False),
        sa.Column("id_column", sa.Text(), nullable=False),
        sa.Column("language_column", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "added_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("insights_upload_added_by_id_to_account"),
            ondelete="SET NULL (added_by_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id"],
            ["insights_analysis.tenant_id", "insights_analysis.id"],
            name=op.f("insights_upload_analysis_id_to_insights_analysis"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_upload_pkey")),
    )
    op.create_table(
        "insights_nearly_same",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "run_id"],
            ["insights_run.tenant_id", "insights_run.id"],
            name=op.f("insights_nearly_same_run_id_to_insights_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "number", "place", name=op.f("insights_nearly_same_pkey")),
    )
    op.create_table(
        "insights_row",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("upload_id", sa.Uuid(), nullable=False),
        sa.Column("cells", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id"],
            ["insights_analysis.tenant_id", "insights_analysis.id"],
            name=op.f("insights_row_analysis_id_to_insights_analysis"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "upload_id"],
            ["insights_upload.tenant_id", "insights_upload.id"],
            name=op.f("insights_row_upload_id_to_insights_upload"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", "number", name=op.f("insights_row_pkey")),
    )
    op.create_index(
        op.f("insights_row_tenant_id_upload_id_number_index"),
        "insights_row",
        ["tenant_id", "upload_id", "number"],
        unique=False,
    )
    op.create_table(
        "insights_theme",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("into", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "run_id"],
            ["insights_run.tenant_id", "insights_run.id"],
            name=op.f("insights_theme_run_id_to_insights_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "theme", name=op.f("insights_theme_pkey")),
    )
    op.create_table(
        "insights_saying",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("holders", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.CheckConstraint("kind IN ('word', 'phrase')", name=op.f("insights_saying_kind_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "run_id", "theme"],
            ["insights_theme.tenant_id", "insights_theme.run_id", "insights_theme.theme"],
            name="insights_saying_theme_to_insights_theme",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "theme", "kind", "position", name=op.f("insights_saying_pkey")),
    )
    op.create_table(
        "insights_source",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("comments", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id"],
            ["insights_analysis.tenant_id", "insights_analysis.id"],
            name=op.f("insights_source_analysis_id_to_insights_analysis"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("insights_source_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", "phase_id", name=op.f("insights_source_pkey")),
    )
    op.create_table(
        "insights_item",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("comment_id", sa.Uuid(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("by_hand", sa.Text(), nullable=False),
        sa.Column("stands_for", sa.Integer(), nullable=True),
        sa.Column("folded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "by_hand IN ('', 'merge', 'split', 'move', 'pin', 'exclude')", name=op.f("insights_item_by_hand_check")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "comment_id"],
            ["comment.tenant_id", "comment.id"],
            name=op.f("insights_item_comment_id_to_comment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("insights_item_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "run_id"],
            ["insights_run.tenant_id", "insights_run.id"],
            name=op.f("insights_item_run_id_to_insights_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "place", name=op.f("insights_item_pkey")),
        sa.UniqueConstraint("tenant_id", "run_id", "item", name=op.f("insights_item_tenant_id_run_id_item_unique")),
    )
    op.create_index(
        op.f("insights_item_tenant_id_comment_id_index"), "insights_item", ["tenant_id", "comment_id"], unique=False
    )
    op.create_index(
        op.f("insights_item_tenant_id_contribution_id_index"),
        "insights_item",
        ["tenant_id", "contribution_id"],
        unique=False,
    )
    op.create_index(
        op.f("insights_item_tenant_id_run_id_theme_index"),
        "insights_item",
        ["tenant_id", "run_id", "theme"],
        unique=False,
    )
