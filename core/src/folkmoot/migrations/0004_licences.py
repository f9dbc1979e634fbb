# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Licences, what they have opened, and which worker follows which revision of a site."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Licences, what they have opened, and which worker follows which revision of a site."""
    op.create_table(
        "installation",
        sa.Column("only_row", sa.Boolean(), nullable=False),
        sa.Column("deployment", sa.Text(), nullable=False),
        sa.Column("clock_floor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("only_row", name=op.f("installation_only_row_check")),
        sa.PrimaryKeyConstraint("only_row", name=op.f("installation_pkey")),
    )
    op.execute(
        "INSERT INTO installation (only_row, deployment, clock_floor)"
        " VALUES (true, replace(gen_random_uuid()::text, '-', ''), 0)"
    )
    op.create_table(
        "licence_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("installed_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('issuer', 'licence', 'revocations', 'vendor')", name=op.f("licence_token_kind_check")
        ),
        sa.CheckConstraint(
            "source IN ('desk', 'command', 'folder', 'demonstration')", name=op.f("licence_token_source_check")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("licence_token_tenant_id_to_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("licence_token_pkey")),
    )
    op.create_index(
        "licence_token_tenant_id_fingerprint_unique",
        "licence_token",
        ["tenant_id", "fingerprint"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_table(
        "licence_allocation",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("jti", sa.Text(), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("licence_allocation_tenant_id_to_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "jti", name=op.f("licence_allocation_pkey")),
    )
    op.create_table(
        "licence_opening",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("plugin_id", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("licence_opening_tenant_id_to_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "plugin_id", name=op.f("licence_opening_pkey")),
    )
    op.create_table(
        "worker_site",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("worker_site_tenant_id_to_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "worker_id", name=op.f("worker_site_pkey")),
    )
