# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The desk."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The desk."""
    op.create_table(
        "workflow_reminder",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "week", name=op.f("workflow_reminder_pkey")),
    )
    op.create_table(
        "workflow_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("signature", postgresql.JSONB(), nullable=False),
        sa.Column("body", postgresql.JSONB(), nullable=False),
        sa.Column("status_id", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "status_id"],
            ["status.tenant_id", "status.id"],
            name=op.f("workflow_template_status_id_to_status"),
            ondelete="SET NULL (status_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("workflow_template_pkey")),
        sa.UniqueConstraint("tenant_id", "name", name=op.f("workflow_template_tenant_id_name_unique")),
    )
    op.create_table(
        "workflow_announcement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("started_by_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("statuses", postgresql.JSONB(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("workflow_announcement_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "started_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("workflow_announcement_started_by_id_to_account"),
            ondelete="SET NULL (started_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("workflow_announcement_pkey")),
    )
    op.create_index(
        op.f("workflow_announcement_tenant_id_phase_id_started_at_index"),
        "workflow_announcement",
        ["tenant_id", "phase_id", "started_at"],
        unique=False,
    )
    op.create_table(
        "workflow_evaluation",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("reason", postgresql.JSONB(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("announced", postgresql.JSONB(), nullable=True),
        sa.Column("pending_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('feasible', 'with_changes', 'not_feasible', 'not_ours')",
            name=op.f("workflow_evaluation_verdict_check"),
        ),
        sa.CheckConstraint(
            "(announced_at IS NULL) = (announced IS NULL)", name=op.f("workflow_evaluation_announced_check")
        ),
        sa.CheckConstraint("cost IS NULL OR cost >= 0", name=op.f("workflow_evaluation_cost_check")),
        sa.CheckConstraint(
            "finished_at IS NULL OR verdict IS NOT NULL", name=op.f("workflow_evaluation_finished_check")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("workflow_evaluation_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "pending_id"],
            ["workflow_announcement.tenant_id", "workflow_announcement.id"],
            name=op.f("workflow_evaluation_pending_id_to_workflow_announcement"),
            ondelete="SET NULL (pending_id)",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", name=op.f("workflow_evaluation_pkey")),
    )
    op.create_index(
        "workflow_evaluation_pending",
        "workflow_evaluation",
        ["tenant_id", "pending_id"],
        unique=False,
        postgresql_where="pending_id IS NOT NULL",
    )
    op.create_table(
        "workflow_evaluator",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("workflow_evaluator_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("workflow_evaluator_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", "account_id", name=op.f("workflow_evaluator_pkey")),
    )
    op.create_table(
        "workflow_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("workflow_event_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("workflow_event_person_id_to_account"),
            ondelete="SET NULL (person_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("workflow_event_pkey")),
    )
    op.create_index(
        op.f("workflow_event_tenant_id_contribution_id_at_index"),
        "workflow_event",
        ["tenant_id", "contribution_id", "at"],
        unique=False,
    )
    op.create_table(
        "workflow_follow_up",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assignee_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("workflow_follow_up_assignee_id_to_account"),
            ondelete="SET NULL (assignee_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("workflow_follow_up_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", name=op.f("workflow_follow_up_pkey")),
    )
    op.create_index(
        "workflow_follow_up_due",
        "workflow_follow_up",
        ["tenant_id", "due_on"],
        unique=False,
        postgresql_where="done_at IS NULL",
    )
    op.create_index(
        op.f("workflow_follow_up_tenant_id_assignee_id_index"),
        "workflow_follow_up",
        ["tenant_id", "assignee_id"],
        unique=False,
    )
    op.create_table(
        "workflow_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "author_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("workflow_note_author_id_to_account"),
            ondelete="SET NULL (author_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("workflow_note_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("workflow_note_pkey")),
    )
    op.create_index(
        op.f("workflow_note_tenant_id_contribution_id_created_at_index"),
        "workflow_note",
        ["tenant_id", "contribution_id", "created_at"],
        unique=False,
    )
