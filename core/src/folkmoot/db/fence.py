# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The fence between tenants: a signed setting, checked in the database by a function that alone knows the secret.

A plain session setting is no fence: SQL injected into one query could set it and read on. Here the setting is the
tenant's id with a MAC; forging one needs the secret, which lies in a table that only the owner's function reads.
"""

import hashlib
import hmac
import uuid

from sqlalchemy import Connection, text

PLATFORM = "platform"
"""Scope of look-ups that come before a tenant is known: hosts, sites, jobs. It opens no citizen's row."""

FUNCTIONS = """
CREATE TABLE IF NOT EXISTS folkmoot_fence (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), inner_pad bytea NOT NULL, outer_pad bytea NOT NULL
);
REVOKE ALL ON folkmoot_fence FROM PUBLIC;

-- HMAC-SHA256 (RFC 2104) from the built-in sha256, with both pads computed beforehand.
CREATE OR REPLACE FUNCTION folkmoot_mac(message text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(outer_pad || sha256(inner_pad || convert_to(message, 'UTF8'))), 'hex')
  FROM @SCHEMA@.folkmoot_fence
$$;
REVOKE ALL ON FUNCTION folkmoot_mac(text) FROM PUBLIC;

-- Who is asking: 'tenant:<uuid>:<mac>' gives the tenant; unset or forged gives NULL, and NULL matches no row.
CREATE OR REPLACE FUNCTION folkmoot_tenant() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE setting text := current_setting('folkmoot.tenant', true);
BEGIN
  IF setting IS NULL OR length(setting) <> 101 THEN RETURN NULL; END IF;
  IF right(setting, 64) <> @SCHEMA@.folkmoot_mac('tenant:' || left(setting, 36)) THEN RETURN NULL; END IF;
  RETURN left(setting, 36)::uuid;
EXCEPTION WHEN invalid_text_representation THEN RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION folkmoot_platform() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE setting text := current_setting('folkmoot.platform', true);
BEGIN
  IF setting IS NULL OR setting = '' THEN RETURN false; END IF;
  RETURN setting = @SCHEMA@.folkmoot_mac('platform');
END $$;
"""

TENANT_POLICY = "(tenant_id = (SELECT folkmoot_tenant()))"
SITE_POLICY = "({column} = (SELECT folkmoot_tenant()) OR (SELECT folkmoot_platform()))"
PLATFORM_READS = {
    "tenant": "id", "tenant_host": "tenant_id", "tenant_module": "tenant_id", "licence_token": "tenant_id",
    "licence_allocation": "tenant_id", "licence_opening": "tenant_id", "worker_site": "tenant_id",
}  # fmt: skip
"""Tables that the platform's front must read for every site: what a site is, never who is in it."""


def fence_key(secret: str) -> bytes:
    """The key of the fence, derived so that the installation's secret itself never enters the database."""
    return hmac.digest(secret.encode(), b"folkmoot tenant fence 1", "sha256").ljust(64, b"\0")


def sign(secret: str, message: str) -> str:
    """The MAC that folkmoot_mac computes in the database for the same message."""
    return hmac.new(fence_key(secret), message.encode(), hashlib.sha256).hexdigest()


def tenant_setting(secret: str, tenant_id: uuid.UUID) -> str:
    """The value of folkmoot.tenant that opens one tenant's rows."""
    return f"{tenant_id}:{sign(secret, f'tenant:{tenant_id}')}"


def platform_setting(secret: str) -> str:
    """The value of folkmoot.platform that opens the tables in PLATFORM_READS."""
    return sign(secret, "platform")


def install(connection: Connection, secret: str, app_role: str) -> None:
    """Create the fence's table and functions (as owner); repeatable, and the way to change the secret."""
    schema = connection.scalar(text("SELECT current_schema()"))
    connection.exec_driver_sql(FUNCTIONS.replace("@SCHEMA@", f'"{schema}"'))
    key = fence_key(secret)
    pads = {"inner": bytes(b ^ 0x36 for b in key), "outer": bytes(b ^ 0x5C for b in key)}
    connection.execute(
        text(
            "INSERT INTO folkmoot_fence (inner_pad, outer_pad) VALUES (:inner, :outer) ON CONFLICT (only_row)"
            " DO UPDATE SET inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad"
        ),
        pads,
    )
    connection.exec_driver_sql(f'GRANT USAGE ON SCHEMA "{schema}" TO "{app_role}"')


def fence_tables(connection: Connection, app_role: str) -> list[str]:
    """Fence every table that has tenant_id and grant the site's role its rights; returns the fenced tables."""
    fenced = tenant_tables(connection)
    for table, column in [*((name, "tenant_id") for name in fenced), ("tenant", "id")]:
        rule = SITE_POLICY.format(column=column) if table in PLATFORM_READS else TENANT_POLICY
        connection.exec_driver_sql(
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;'
            f'DROP POLICY IF EXISTS tenant_fence ON "{table}";'
            f'CREATE POLICY tenant_fence ON "{table}" USING {rule} WITH CHECK {rule};'
        )
    return fenced


def tenant_tables(connection: Connection) -> list[str]:
    """Names of all ordinary tables that carry tenant_id, read from the database's own catalogue."""
    query = text(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND NOT a.attisdropped"
        " ORDER BY 1"
    )
    return list(connection.scalars(query))


def unfenced_tables(connection: Connection, app_role: str) -> list[str]:
    """Tables with tenant_id that the site's role could read past the fence: must be empty.

    A table is fenced when row-level security is on and forced, tenant_fence is there, and no other policy applies to
    the site's role (policies for the owner alone, as of the search index, do no harm).
    """
    query = text(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
        " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace AND NOT ("
        " c.relrowsecurity AND c.relforcerowsecurity AND ARRAY(SELECT p.polname::text FROM pg_policy p WHERE"
        " p.polrelid = c.oid AND p.polpermissive AND (0 = ANY (p.polroles) OR"
        " (SELECT oid FROM pg_roles WHERE rolname = :role) = ANY (p.polroles))) = ARRAY['tenant_fence'])"
    )
    return list(connection.scalars(query, {"role": app_role}))
