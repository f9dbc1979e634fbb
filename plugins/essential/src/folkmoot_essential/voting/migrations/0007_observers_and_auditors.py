# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Observers, who get the fingerprints of a vote's log by mail, and the auditor's copy of a bundle."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who observes which vote, and bundles with ballots that only an auditor gets."""
    op.create_table(
        "voting_observer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voting_observer_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_observer_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "phase_id", "email", name=op.f("voting_observer_tenant_id_phase_id_email_unique")
        ),
    )
    op.create_table(
        "voting_auditor_copy",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_auditor_copy_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", name=op.f("voting_auditor_copy_pkey")),
    )
