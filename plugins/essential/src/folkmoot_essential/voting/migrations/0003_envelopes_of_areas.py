# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Money that areas of the town have for themselves in a vote."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Money that areas of the town have for themselves in a vote, and who says which is whose."""
    op.add_column("voting_election", sa.Column("district_by", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "voting_envelope",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("contest", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("voting_envelope_amount_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voting_envelope_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "phase_id", "contest", name=op.f("voting_envelope_pkey")),
    )
