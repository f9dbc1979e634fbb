# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Deleting a tenant with everything it holds, and the certificate that says so.

Needs the owner's connection: the audit log lets nobody else remove entries, and only together with the whole tenant.
"""

import datetime
import hashlib
import hmac
import json
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, create_engine, text

from folkmoot.db.fence import platform_setting, tenant_setting, tenant_tables
from folkmoot.tenants.services import CHANNEL

COVERS = (
    "All rows of the tenant in this installation's database, its background jobs and its media files. Not covered:"
    " backups made before, logs of the database server and of mail servers, and copies that others have made."
)
RESTRICTING = text("""
    SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint AS key
    JOIN pg_class AS child ON child.oid = key.conrelid JOIN pg_class AS parent ON parent.oid = key.confrelid
    WHERE key.contype = 'f' AND key.confdeltype IN ('a', 'r') AND key.connamespace = current_schema()::regnamespace
""")


class UnknownTenant(Exception):
    """There is no tenant with this slug."""


@dataclass(frozen=True)
class Deletion:
    """What went: rows in the database (jobs included), media files."""

    rows: int
    files: int


def delete_tenant(owner_url: str, secret: str, data: Path, slug: str, certificate: Path) -> Deletion:
    """Delete a tenant; the certificate is on disk before the deletion is committed. Raises UnknownTenant."""
    engine = create_engine(owner_url)
    try:
        with engine.begin() as connection:
            connection.execute(
                text("SELECT set_config('folkmoot.platform', :value, true)"), {"value": platform_setting(secret)}
            )
            tenant = connection.execute(
                text("SELECT * FROM tenant WHERE slug = :slug FOR UPDATE"), {"slug": slug}
            ).first()
            if tenant is None:
                raise UnknownTenant(f"There is no tenant {slug}.")
            folder = data / "media" / str(tenant.id)
            files = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
            content = _content(connection, tenant) | {"files": len(files), "bytes": sum(files)}
            content["tables"] = _delete_rows(connection, secret, tenant.id)
            content["rows"] = sum(content["tables"].values())
            connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
            _write(certificate, sealed(content, secret))
    except BaseException:
        certificate.unlink(missing_ok=True)
        raise
    finally:
        engine.dispose()
    shutil.rmtree(folder, ignore_errors=True)
    return Deletion(content["rows"], len(files))


def _content(connection: Connection, tenant: Row[Any]) -> dict[str, Any]:
    hosts = connection.scalars(
        text("SELECT host FROM tenant_host WHERE tenant_id = :id ORDER BY position"), {"id": tenant.id}
    )
    return {
        "certificate": "folkmoot tenant deletion", "version": 1, "covers": COVERS,
        "tenant": {"id": str(tenant.id), "slug": tenant.slug, "name": tenant.name, "hosts": list(hosts)},
        "deleted_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }  # fmt: skip


def _delete_rows(connection: Connection, secret: str, tenant_id: uuid.UUID) -> dict[str, int]:
    """Count, then delete: what restricts first, so that each deletion finds nothing in its way."""
    values = {"id": tenant_id, "tenant": str(tenant_id), "setting": tenant_setting(secret, tenant_id)}
    connection.execute(text("SELECT set_config('folkmoot.tenant', :setting, true)"), values)
    connection.execute(text("SELECT set_config('folkmoot.tenant_deletion', 'on', true)"))
    tables = _in_order(connection, tenant_tables(connection))
    counts = {name: _number(connection, _select_count(name), values) for name in tables}
    for name in tables:
        connection.execute(text(f'DELETE FROM "{name}" WHERE tenant_id = :id'), values)  # noqa: S608 - the catalogue's
    counts["procrastinate_jobs"] = _number(
        connection, "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = :tenant", values
    )
    connection.execute(text("DELETE FROM procrastinate_jobs WHERE queue_name = :tenant"), values)
    connection.execute(
        text("DELETE FROM procrastinate_periodic_defers WHERE starts_with(periodic_id, :tenant)"), values
    )
    counts["tenant"] = 1
    connection.execute(text("DELETE FROM tenant WHERE id = :id"), values)
    return {name: count for name, count in sorted(counts.items()) if count}


def _select_count(table: str) -> str:
    return f'SELECT count(*) FROM "{table}" WHERE tenant_id = :id'  # noqa: S608 - a name of the database's own catalogue


def _number(connection: Connection, query: str, values: dict[str, Any]) -> int:
    return int(connection.scalar(text(query), values) or 0)


def _in_order(connection: Connection, tables: list[str]) -> list[str]:
    """Tables so that a row that restricts another's deletion goes before it."""
    parents: dict[str, set[str]] = {name: set() for name in tables}
    for row in connection.execute(RESTRICTING):
        if row.child in parents and row.parent in parents and row.child != row.parent:
            parents[row.parent].add(row.child)
    ordered: list[str] = []

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in ordered or name in path:
            return
        for child in sorted(parents[name]):
            visit(child, (*path, name))
        ordered.append(name)

    for name in tables:
        visit(name, ())
    return ordered


def sealed(content: dict[str, Any], secret: str) -> dict[str, Any]:
    """The certificate with the hash of its content and this installation's signature over it."""
    body = _canonical(content)
    return {**content, "sha256": hashlib.sha256(body).hexdigest(), "signature": _sign(secret, body)}


def holds(certificate: dict[str, Any], secret: str) -> bool:
    """Whether a certificate is as this installation wrote it."""
    content = {name: value for name, value in certificate.items() if name not in ("sha256", "signature")}
    body = _canonical(content)
    same = certificate.get("sha256") == hashlib.sha256(body).hexdigest()
    return same and hmac.compare_digest(str(certificate.get("signature", "")), _sign(secret, body))


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _sign(secret: str, body: bytes) -> str:
    key = hmac.digest(secret.encode(), b"folkmoot deletion certificate 1", "sha256")
    return hmac.new(key, body, "sha256").hexdigest()


def _write(path: Path, certificate: dict[str, Any]) -> None:
    with path.open("x", encoding="utf-8") as file:
        json.dump(certificate, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
