# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Stages of winners, what was changed of them, and who was told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Stages of winners, what was changed of them, and who was told."""
    op.create_table(
        "voting_stage_list",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("stages", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voting_stage_list_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "phase_id", name=op.f("voting_stage_list_pkey")),
    )
    op.create_table(
        "voting_follower",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_follower_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "option_id"],
            ["voting_option.tenant_id", "voting_option.id"],
            name=op.f("voting_follower_option_id_to_voting_option"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "option_id", "account_id", name=op.f("voting_follower_pkey")),
    )
    op.create_table(
        "voting_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("option_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("planned_money", sa.BigInteger(), nullable=True),
        sa.Column("spent_money", sa.BigInteger(), nullable=True),
        sa.Column("text", postgresql.JSONB(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("planned_money >= 0 AND spent_money >= 0", name=op.f("voting_step_money_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "option_id"],
            ["voting_option.tenant_id", "voting_option.id"],
            name=op.f("voting_step_option_id_to_voting_option"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_step_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "option_id", "stage", name=op.f("voting_step_tenant_id_option_id_stage_unique")
        ),
    )
    op.create_table(
        "voting_step_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_step_change_actor_id_to_account"),
            ondelete="SET NULL (actor_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "step_id"],
            ["voting_step.tenant_id", "voting_step.id"],
            name=op.f("voting_step_change_step_id_to_voting_step"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_step_change_pkey")),
    )
    op.create_index(
        op.f("voting_step_change_tenant_id_step_id_at_index"),
        "voting_step_change",
        ["tenant_id", "step_id", "at"],
        unique=False,
    )
    op.create_table(
        "voting_step_picture",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "file_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("voting_step_picture_file_id_to_media_file"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "step_id"],
            ["voting_step.tenant_id", "voting_step.id"],
            name=op.f("voting_step_picture_step_id_to_voting_step"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "step_id", "file_id", name=op.f("voting_step_picture_pkey")),
    )
    op.create_table(
        "voting_told",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_told_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "step_id"],
            ["voting_step.tenant_id", "voting_step.id"],
            name=op.f("voting_told_step_id_to_voting_step"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "step_id", "account_id", name=op.f("voting_told_pkey")),
    )
