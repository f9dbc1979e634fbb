# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which column of a file is the day, what its rows say, and how often its columns' few values come."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Four columns; files that there are have no day until somebody names its column, and are counted when asked."""
    for name in ("day_column", "day_form"):
        op.add_column("insights_upload", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("insights_upload", sa.Column("telling", JSONB()))
    op.add_column("insights_row", sa.Column("day", sa.Date()))
