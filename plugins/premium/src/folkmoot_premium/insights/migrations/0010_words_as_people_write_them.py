# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words and phrases of themes are also kept as people write them; those that there are stay in small letters."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One column, empty for what is kept already and for what a worker of the release before still writes."""
    op.add_column("insights_saying", sa.Column("spelt", sa.Text()))
