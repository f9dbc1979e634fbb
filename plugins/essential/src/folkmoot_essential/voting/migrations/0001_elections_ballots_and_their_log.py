# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Elections, options, ballots, the log, results."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


ONLY_GROWS = """
CREATE FUNCTION voting_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM voting_election e WHERE e.id = OLD.election_id) THEN
    RAISE EXCEPTION 'the log of a vote only grows' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$
"""
"""Only when the election itself goes, with its whole town or project, does its log."""


def upgrade() -> None:
    """Elections, options, ballots, the log, results."""
    op.create_table(
        "voting_election",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("key_name", sa.Text(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("rule", postgresql.JSONB(), nullable=False),
        sa.Column("vote", postgresql.JSONB(), nullable=False),
        sa.Column("rule_hash", sa.Text(), nullable=False),
        sa.Column("options_hash", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("auditor", sa.Text(), nullable=False),
        sa.Column("seed_source", sa.Text(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=True),
        sa.Column("frontier", postgresql.JSONB(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("certified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed', 'certified')", name=op.f("voting_election_state_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voting_election_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_election_pkey")),
        sa.UniqueConstraint("tenant_id", "phase_id", name=op.f("voting_election_tenant_id_phase_id_unique")),
    )
    op.create_table(
        "voting_ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_ballot_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_ballot_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "election_id", "pseudonym", name=op.f("voting_ballot_tenant_id_election_id_pseudonym_unique")
        ),
    )
    op.create_table(
        "voting_box",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("ballot", postgresql.JSONB(), nullable=False),
        sa.Column("tracker", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_box_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_box_pkey")),
    )
    op.create_index(op.f("voting_box_election_id_index"), "voting_box", ["election_id"], unique=False)
    op.create_table(
        "voting_bundle",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("result", postgresql.JSONB(), nullable=False),
        sa.Column("turnout", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_bundle_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", name=op.f("voting_bundle_pkey")),
    )
    op.create_table(
        "voting_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> proposed_by", name=op.f("voting_decision_four_eyes_check")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "confirmed_by"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_decision_confirmed_by_to_account"),
            ondelete="SET NULL (confirmed_by)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_decision_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "proposed_by"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_decision_proposed_by_to_account"),
            ondelete="SET NULL (proposed_by)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_decision_pkey")),
    )
    op.create_index(
        op.f("voting_decision_tenant_id_election_id_proposed_at_index"),
        "voting_decision",
        ["tenant_id", "election_id", "proposed_at"],
        unique=False,
    )
    op.create_table(
        "voting_draft",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_draft_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", "pseudonym", name=op.f("voting_draft_pkey")),
    )
    op.create_table(
        "voting_head",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("head", postgresql.JSONB(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_head_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", "number", name=op.f("voting_head_pkey")),
    )
    op.create_table(
        "voting_log",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_log_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", "place", name=op.f("voting_log_pkey")),
    )
    op.create_table(
        "voting_option",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phase_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("description", postgresql.JSONB(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("contest", sa.Text(), nullable=False),
        sa.Column("contribution_id", sa.Uuid(), nullable=True),
        sa.Column("picture_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("cost >= 0", name=op.f("voting_option_cost_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "contribution_id"],
            ["contribution.tenant_id", "contribution.id"],
            name=op.f("voting_option_contribution_id_to_contribution"),
            ondelete="SET NULL (contribution_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "phase_id"],
            ["phase.tenant_id", "phase.id"],
            name=op.f("voting_option_phase_id_to_phase"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "picture_id"],
            ["media_file.tenant_id", "media_file.id"],
            name=op.f("voting_option_picture_id_to_media_file"),
            ondelete="SET NULL (picture_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_option_pkey")),
        sa.UniqueConstraint(
            "tenant_id", "phase_id", "number", name=op.f("voting_option_tenant_id_phase_id_number_unique")
        ),
    )
    op.create_table(
        "voting_pending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("entry", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_pending_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_pending_pkey")),
    )
    op.create_index(
        op.f("voting_pending_tenant_id_election_id_index"), "voting_pending", ["tenant_id", "election_id"], unique=False
    )
    op.create_table(
        "voting_took_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_took_part_account_id_to_account"),
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_took_part_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("voting_took_part_pkey")),
    )
    op.create_index(op.f("voting_took_part_election_id_index"), "voting_took_part", ["election_id"], unique=False)
    op.create_table(
        "voting_voter",
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.Column("election_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("channel IN ('web', 'paper')", name=op.f("voting_voter_channel_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("voting_voter_account_id_to_account"),
            ondelete="SET NULL (account_id)",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "election_id"],
            ["voting_election.tenant_id", "voting_election.id"],
            name=op.f("voting_voter_election_id_to_voting_election"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "election_id", "token", name=op.f("voting_voter_pkey")),
    )
    op.execute(ONLY_GROWS)
    op.execute(
        "CREATE TRIGGER voting_log_only_grows BEFORE UPDATE OR DELETE ON voting_log"
        " FOR EACH ROW EXECUTE FUNCTION voting_log_only_grows()"
    )
