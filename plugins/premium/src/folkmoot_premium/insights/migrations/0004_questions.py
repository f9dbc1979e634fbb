# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The network of words of a run; categories, tags by hand and what is proposed."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _tenant() -> "sa.Column[Any]":
    return sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False)


def _key(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"{table}_{column}_to_{target}"),
        ondelete=ondelete,
    )


def upgrade() -> None:
    """Seven tables."""
    _words()
    _categories()
    _decisions()
    op.create_table(
        "insights_proposed",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("sure", postgresql.ARRAY(sa.Integer()), nullable=False),
        _key("insights_proposed", "analysis_id", "insights_analysis"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", "item", name=op.f("insights_proposed_pkey")),
    )


def _words() -> None:
    op.create_table(
        "insights_word",
        _tenant(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("holders", postgresql.ARRAY(sa.Integer()), nullable=False),
        _key("insights_word", "run_id", "insights_run"),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "number", name=op.f("insights_word_pkey")),
    )
    op.create_table(
        "insights_word_link",
        _tenant(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("strength", sa.Float(), nullable=False),
        sa.Column("holders", postgresql.ARRAY(sa.Integer()), nullable=False),
        _end_of_link("first"),
        _end_of_link("second"),
        sa.PrimaryKeyConstraint("tenant_id", "run_id", "first", "second", name=op.f("insights_word_link_pkey")),
    )


def _end_of_link(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "run_id", column],
        ["insights_word.tenant_id", "insights_word.run_id", "insights_word.number"],
        name=op.f(f"insights_word_link_{column}_to_insights_word"),
        ondelete="CASCADE",
    )


def _categories() -> None:
    op.create_table(
        "insights_tagging",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("learnt", sa.Integer(), nullable=False),
        _key("insights_tagging", "analysis_id", "insights_analysis"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", name=op.f("insights_tagging_pkey")),
    )
    op.create_table(
        "insights_category",
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        _tenant(),
        _key("insights_category", "analysis_id", "insights_analysis"),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("insights_category_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "analysis_id", "name", name=op.f("insights_category_tenant_id_analysis_id_name_unique")
        ),
    )


def _decisions() -> None:
    op.create_table(
        "insights_decision",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _key("insights_decision", "analysis_id", "insights_analysis"),
        _key("insights_decision", "made_by_id", "account", "SET NULL (made_by_id)"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", "item", name=op.f("insights_decision_pkey")),
    )
    op.create_table(
        "insights_tag",
        _tenant(),
        sa.Column("analysis_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "analysis_id", "item"],
            ["insights_decision.tenant_id", "insights_decision.analysis_id", "insights_decision.item"],
            name=op.f("insights_tag_item_to_insights_decision"),
            ondelete="CASCADE",
        ),
        _key("insights_tag", "category_id", "insights_category"),
        sa.PrimaryKeyConstraint("tenant_id", "analysis_id", "item", "category_id", name=op.f("insights_tag_pkey")),
    )
