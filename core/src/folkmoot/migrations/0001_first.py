# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The first tables."""

from alembic import op

from folkmoot.db.schema import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create core's tables."""
    ours = [table for table in metadata.sorted_tables if not table.name.startswith("guestbook_")]
    metadata.create_all(op.get_bind(), tables=ours)
