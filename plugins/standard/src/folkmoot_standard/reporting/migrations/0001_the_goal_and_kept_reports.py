# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The goal and kept reports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The goal and kept reports."""
    op.create_table(
        "reporting_goal",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("goal_permille", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("goal_permille BETWEEN 1 AND 1000", name=op.f("reporting_goal_goal_check")),
        sa.CheckConstraint("population > 0", name=op.f("reporting_goal_population_check")),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("reporting_goal_pkey")),
    )
    op.create_table(
        "reporting_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", postgresql.JSONB(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "made_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("reporting_report_made_by_id_to_account"),
            ondelete="SET NULL (made_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("reporting_report_pkey")),
    )
