# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Models of runs, analyses that are kept up to date, and where themes are shown."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _tenant() -> "sa.Column[Any]":
    return sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False)


def _since() -> "sa.Column[Any]":
    return sa.Column("since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"{table}_{column}_to_{target}"),
        ondelete="CASCADE",
    )


def upgrade() -> None:
    """Three tables."""
    op.create_table(
        "insights_model",
        _tenant(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        _key("insights_model", "run_id", "insights_run"),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", name=op.f("insights_model_pkey")),
    )
    op.create_table(
        "insights_upkeep",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        _since(),
        _key("insights_upkeep", "analysis_id", "insights_analysis"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", name=op.f("insights_upkeep_pkey")),
    )
    op.create_table(
        "insights_shown",
        _tenant(),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        _since(),
        _key("insights_shown", "phase_id", "phase"),
        _key("insights_shown", "analysis_id", "insights_analysis"),
        sa.PrimaryKeyConstraint("tenant_id", "phase_id", name=op.f("insights_shown_pkey")),
    )
    op.create_index(op.f("insights_shown_tenant_id_analysis_id_index"), "insights_shown", ["tenant_id", "analysis_id"])
