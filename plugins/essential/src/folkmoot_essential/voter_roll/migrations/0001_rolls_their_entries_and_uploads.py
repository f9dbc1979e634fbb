# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rolls, their entries, and uploads."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rolls, their entries, and uploads."""
    op.create_table(
        "voter_roll_roll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voter_roll_roll_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voter_roll_roll_pkey")),
        sa.UniqueConstraint("tenant_id", "phase_id", name=op.f("voter_roll_roll_tenant_id_phase_id_unique")),
    )
    op.create_table(
        "voter_roll_upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("additions", postgresql.JSONB(), nullable=False),
        sa.Column("findings", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voter_roll_upload_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voter_roll_upload_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voter_roll_upload_pkey")),
    )
    op.create_table(
        "voter_roll_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("roll_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=False),
        sa.Column("reference_hash", sa.LargeBinary(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=True),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("octet_length(identity) = 32", name=op.f("voter_roll_entry_identity_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voter_roll_entry_account_id_to_account"),
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "roll_id"],
            ["voter_roll_roll.tenant_id", "voter_roll_roll.id"],
            name=op.f("voter_roll_entry_roll_id_to_voter_roll_roll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voter_roll_entry_pkey")),
        sa.UniqueConstraint("tenant_id", "roll_id", "account_id", name="voter_roll_entry_account_unique"),
        sa.UniqueConstraint("tenant_id", "roll_id", "code_hash", name="voter_roll_entry_code_unique"),
        sa.UniqueConstraint("tenant_id", "roll_id", "number", name="voter_roll_entry_number_unique"),
        sa.UniqueConstraint(
            "tenant_id",
            "roll_id",
            "reference_hash",
            name=op.f("voter_roll_entry_tenant_id_roll_id_reference_hash_unique"),
        ),
    )
