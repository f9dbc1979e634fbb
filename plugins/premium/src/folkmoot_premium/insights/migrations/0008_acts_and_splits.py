# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Decisions made with one press, what became of a wish to split a theme, and analyses of one language."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three columns; each decision so far was made by itself, and analyses that there are read all languages."""
    op.add_column("insights_merge", sa.Column("act", sa.Integer(), server_default=sa.text("0")))
    op.execute("UPDATE insights_merge SET act = number")
    op.alter_column("insights_merge", "act", nullable=False)
    for table, name in (("insights_theme", "split"), ("insights_analysis", "only")):
        op.add_column(table, sa.Column(name, sa.Text(), server_default="", nullable=False))
