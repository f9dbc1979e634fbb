# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who took part is found by account, however many did: casting asks for it, and so does erasing an account."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who took part is found by account."""
    for table in ("voting_voter", "voting_took_part"):
        name = op.f(f"{table}_tenant_id_account_id_index")
        op.create_index(name, table, ["tenant_id", "account_id"], unique=False)
