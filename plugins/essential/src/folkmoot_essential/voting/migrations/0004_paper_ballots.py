# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots on paper, which two clerks enter."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Papers by their number, and what each clerk says of them."""
    op.create_table(
        "voting_paper",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=True),
        sa.Column("agreed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("outcome IN ('', 'cast', 'spoilt')", name=op.f("voting_paper_outcome_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "agreed_by"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_paper_agreed_by_to_account"),
            ondelete="SET NULL (agreed_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entered_by"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_paper_entered_by_to_account"),
            ondelete="SET NULL (entered_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_paper_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", "number", name=op.f("voting_paper_pkey")),
    )
    op.create_table(
        "voting_paper_entry",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_paper_entry_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id", "number"],
            ["voting_paper.tenant_id", "voting_paper.election_id", "voting_paper.number"],
            name=op.f("voting_paper_entry_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "election_id", "number", "account_id", name=op.f("voting_paper_entry_pkey")
        ),
    )
