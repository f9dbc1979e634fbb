# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ranking that orders may use."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The ranking that orders may use."""
    op.create_table(
        "ideation_ranking",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=False),
        sa.Column("likes", sa.Integer(), nullable=False),
        sa.Column("dislikes", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.Column("net", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("pushed", sa.Boolean(), nullable=False),
        sa.Column("published_seconds", sa.BigInteger(), nullable=False),
        sa.Column("active_seconds", sa.BigInteger(), nullable=False),
        sa.Column("refreshed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("ideation_ranking_contribution_id_to_contribution"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "contribution_id", name=op.f("ideation_ranking_pkey")),
    )
