# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""To which length the ballots of a vote are filled up before they are sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To which length the ballots of a vote are filled up before they are sealed."""
    length = sa.Column("sealed_to", sa.Integer(), server_default=sa.text("256"), nullable=False)
    op.add_column("voting_election", length)
