# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How far the themes of a run follow languages is kept with the run; of the runs that there are it isn't measured."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column, empty until the run's themes are changed."""
    op.add_column("insights_run", sa.Column("follows", sa.Integer()))
