# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Merges of near-duplicates, concrete-idea sheets and the dossier."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _tenant() -> sa.Column[Any]:
    return sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False)


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False)


def _key(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"{table}_{column}_to_{target}"),
        ondelete=ondelete,
    )


def upgrade() -> None:
    """Merges of near-duplicates, concrete-idea sheets and the dossier."""
    _merges_and_sheets()
    _parts_of_sheets()
    op.create_table(
        "insights_dossier",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        _moment("changed_at"),
        _key("insights_dossier", "analysis_id", "insights_analysis", "CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", name=op.f("insights_dossier_pkey")),
    )


def _merges_and_sheets() -> None:
    op.create_table(
        "insights_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("candidates", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("merged", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        _moment("made_at"),
        _tenant(),
        sa.CheckConstraint("merged <@ candidates", name=op.f("insights_merge_merged_check")),
        _key("insights_merge", "analysis_id", "insights_analysis", "CASCADE"),
        _key("insights_merge", "made_by_id", "account", "SET NULL (made_by_id)"),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_merge_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "analysis_id", "number", name=op.f("insights_merge_tenant_id_analysis_id_number_unique")
        ),
    )
    op.create_table(
        "insights_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("cost_field", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        _moment("made_at"),
        _moment("changed_at"),
        _tenant(),
        sa.CheckConstraint("state IN ('draft', 'ready')", name=op.f("insights_sheet_state_check")),
        sa.CheckConstraint("origin IN ('theme', 'duplicates', 'chosen')", name=op.f("insights_sheet_origin_check")),
        _key("insights_sheet", "analysis_id", "insights_analysis", "CASCADE"),
        _key("insights_sheet", "made_by_id", "account", "SET NULL (made_by_id)"),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_sheet_pkey")),
    )
    op.create_index(
        op.f("insights_sheet_tenant_id_analysis_id_position_index"),
        "insights_sheet",
        ["tenant_id", "analysis_id", "position"],
        unique=False,
    )


def _parts_of_sheets() -> None:
    op.create_table(
        "insights_sheet_source",
        _tenant(),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        _key("insights_sheet_source", "sheet_id", "insights_sheet", "CASCADE"),
        sa.PrimaryKeyConstraint("tenant_id", "sheet_id", "item", name=op.f("insights_sheet_source_pkey")),
    )
    op.create_table(
        "insights_quotation",
        _tenant(),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "sheet_id", "item"],
            ["insights_sheet_source.tenant_id", "insights_sheet_source.sheet_id", "insights_sheet_source.item"],
            name="insights_quotation_item_to_insights_sheet_source",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "sheet_id", "item", "mark", name=op.f("insights_quotation_pkey")),
    )
    op.create_index(
        "insights_quotation_one_core",
        "insights_quotation",
        ["tenant_id", "sheet_id"],
        unique=True,
        postgresql_where=sa.text("position = 0"),
    )
