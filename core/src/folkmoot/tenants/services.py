# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Sites as the platform's front knows them, loaded in one query and refreshed when the database says so."""

import idna
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.models import Tenant, TenantHost, TenantModule

CHANNEL = "folkmoot_site"


def normalise_host(host: str) -> str:
    """A host as it is stored and compared: lower case, A-labels, no port, no trailing dot; '' if it can't be one."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0].lstrip("[")
    name = name.partition(":")[0].rstrip(".")
    try:
        return name if name.isascii() else idna.encode(name, uts46=True).decode()
    except idna.IDNAError:
        return ""


def load_sites(db: Session) -> list[Site]:
    """Every tenant of the installation as a Site; needs the platform's scope."""
    hosts = select(TenantHost.tenant_id, func.array_agg(text("host ORDER BY position, host")).label("hosts"))
    hosts_of = hosts.group_by(TenantHost.tenant_id).subquery()
    off = select(TenantModule.tenant_id, func.array_agg(TenantModule.plugin_id).label("off"))
    off_of = off.group_by(TenantModule.tenant_id).subquery()
    query = (
        select(Tenant, hosts_of.c.hosts, off_of.c.off)
        .outerjoin(hosts_of, hosts_of.c.tenant_id == Tenant.id)
        .outerjoin(off_of, off_of.c.tenant_id == Tenant.id)
    )
    return [_site(tenant, tuple(hosts or ()), frozenset(off or ())) for tenant, hosts, off in db.execute(query)]


def _site(tenant: Tenant, hosts: tuple[str, ...], off: frozenset[str]) -> Site:
    return Site(
        id=tenant.id, slug=tenant.slug, name=tenant.name, hosts=hosts, locales=tuple(tenant.locales),
        default_locale=tenant.default_locale, required_locales=tuple(tenant.required_locales),
        strict_locales=tenant.strict_locales, timezone=tenant.timezone, currency=tenant.currency, brand=tenant.brand,
        accent=tenant.accent, revision=tenant.revision, suspended=tenant.suspended_at is not None,
        switched_off=off, settings=tenant.settings,
    )  # fmt: skip


def announce(db: Session) -> None:
    """Tell all workers, when this transaction commits, that a site has changed."""
    db.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


def touch(db: Session, tenant: Tenant) -> None:
    """Count a change of a tenant, so that workers notice it even without the notice, and announce it."""
    tenant.revision += 1
    announce(db)
