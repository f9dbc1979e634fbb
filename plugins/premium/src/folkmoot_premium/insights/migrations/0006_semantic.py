# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether an analysis compares meaning too, which needs an extra."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column; analyses that there are compare words, as they did."""
    op.add_column("insights_analysis", sa.Column("semantic", sa.Boolean(), server_default=sa.false(), nullable=False))
