# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Towns, people, files, letters, the audit log and the catalogue."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Towns, people, files, letters, the audit log and the catalogue."""
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint(
            "role IN ('citizen', 'manager', 'administrator', 'operator')", name=op.f("account_role_check")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f("account_email_normalised_check")),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("account_pkey")),
        sa.UniqueConstraint("tenant_id", "email", name=op.f("account_tenant_id_email_unique")),
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("outline", postgresql.JSONB(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'", name=op.f("area_slug_check")),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("area_pkey")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("area_tenant_id_slug_unique")),
    )
    op.create_table(
        "attempt_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("who_hash", sa.LargeBinary(), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("attempt_count_pkey")),
        sa.UniqueConstraint(
            "tenant_id",
            "purpose",
            "who_hash",
            "window_start",
            name=op.f("attempt_count_tenant_id_purpose_who_hash_window_start_unique"),
        ),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("audit_entry_pkey")),
        sa.UniqueConstraint("tenant_id", "serial", name=op.f("audit_entry_tenant_id_serial_unique")),
    )
    op.create_table(
        "catalogue_plugin",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("methods", sa.Text(), nullable=False),
        sa.Column("paths", sa.Text(), nullable=False),
        sa.Column("installed", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("catalogue_plugin_pkey")),
    )
    op.create_table(
        "email_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("details", postgresql.JSONB(), nullable=False),
        sa.Column("attempts_left", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('sign-up', 'reset', 'sign-in', 'change')", name=op.f("email_code_purpose_check")
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("email_code_pkey")),
    )
    op.create_index(
        op.f("email_code_tenant_id_code_hash_index"), "email_code", ["tenant_id", "code_hash"], unique=False
    )
    op.create_index(
        op.f("email_code_tenant_id_email_purpose_index"), "email_code", ["tenant_id", "email", "purpose"], unique=False
    )
    op.create_table(
        "status",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("status_class", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("status_pkey")),
    )
    op.create_index(
        op.f("status_tenant_id_method_position_index"), "status", ["tenant_id", "method", "position"], unique=False
    )
    op.create_table(
        "tenant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", postgresql.JSONB(), nullable=False),
        sa.Column("locales", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("default_locale", sa.Text(), nullable=False),
        sa.Column("required_locales", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("strict_locales", sa.Boolean(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("brand", sa.Text(), nullable=False),
        sa.Column("accent", sa.Text(), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'", name=op.f("tenant_slug_check")),
        sa.CheckConstraint("default_locale = ANY (locales)", name=op.f("tenant_default_locale_check")),
        sa.CheckConstraint("required_locales <@ locales", name=op.f("tenant_required_locales_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("tenant_pkey")),
        sa.UniqueConstraint("slug", name=op.f("tenant_slug_unique")),
    )
    op.create_table(
        "topic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", postgresql.JSONB(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("slug ~ '^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$'", name=op.f("topic_slug_check")),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("topic_pkey")),
        sa.UniqueConstraint("tenant_id", "slug", name=op.f("topic_tenant_id_slug_unique")),
    )
    op.create_table(
        "account_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("account_session_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("account_session_pkey")),
        sa.UniqueConstraint("tenant_id", "token_hash", name=op.f("account_session_tenant_id_token_hash_unique")),
    )
    op.create_table(
        "audit_seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["audit_entry.tenant_id", "audit_entry.id"],
            name=op.f("audit_seal_entry_id_to_audit_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("audit_seal_pkey")),
        sa.UniqueConstraint("tenant_id", "entry_id", name=op.f("audit_seal_tenant_id_entry_id_unique")),
        sa.UniqueConstraint("tenant_id", "sequence", name=op.f("audit_seal_tenant_id_sequence_unique")),
    )
    op.create_table(
        "audit_value",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("values", postgresql.JSONB(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "entry_id"],
            ["audit_entry.tenant_id", "audit_entry.id"],
            name=op.f("audit_value_entry_id_to_audit_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "person_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("audit_value_person_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("audit_value_pkey")),
    )
    op.create_table(
        "catalogue_table",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plugin_id", sa.Text(), nullable=False),
        sa.Column("person_column", sa.Text(), nullable=True),
        sa.Column("export_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plugin_id"], ["catalogue_plugin.id"], name=op.f("catalogue_table__to_catalogue_plugin")
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("catalogue_table_pkey")),
    )
    op.create_table(
        "mail_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("state IN ('queued', 'sent', 'failed')", name=op.f("mail_message_state_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "account_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("mail_message_account_id_to_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("mail_message_pkey")),
    )
    op.create_index(
        op.f("mail_message_tenant_id_created_at_index"), "mail_message", ["tenant_id", "created_at"], unique=False
    )
    op.create_index(
        "mail_message_waiting",
        "mail_message",
        ["tenant_id", "created_at"],
        unique=False,
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_table(
        "media_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("widths", postgresql.ARRAY(sa.Integer()), nullable=False),
        sa.Column("alt", postgresql.JSONB(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.text("folkmoot_tenant()"), nullable=False),
        sa.CheckConstraint("kind IN ('picture', 'document')", name=op.f("media_file_kind_check")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "uploaded_by_id"],
            ["account.tenant_id", "account.id"],
            name=op.f("media_file_uploaded_by_id_to_account"),
            ondelete="SET NULL (uploaded_by_id)",
        ),
        sa.PrimaryKeyConstraint("id", "tenant_id", name=op.f("media_file_pkey")),
        sa.UniqueConstraint("tenant_id", "key", name=op.f("media_file_tenant_id_key_unique")),
    )
    op.create_table(
        "tenant_host",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("tenant_host__to_tenant"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("host", name=op.f("tenant_host_pkey")),
    )
    op.create_table(
        "tenant_module",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("plugin_id", sa.Text(), nullable=False),
        sa.Column("switched_off_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenant.id"], name=op.f("tenant_module__to_tenant"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "plugin_id", name=op.f("tenant_module_pkey")),
    )
    op.create_table(
        "catalogue_column",
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("keep", sa.Text(), nullable=False),
        sa.Column("on_erase", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_name"],
            ["catalogue_table.name"],
            name=op.f("catalogue_column__to_catalogue_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("table_name", "name", name=op.f("catalogue_column_pkey")),
    )
