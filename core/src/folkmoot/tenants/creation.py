# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Making, suspending and listing tenants; used by the command line, the demonstration and tests."""

import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.tenants.models import Tenant, TenantHost
from folkmoot.tenants.services import announce, normalise_host


class UnusableTenant(Exception):
    """What was asked for can't be a tenant; the message says why, in words for the operator."""


def create_tenant(
    db: Session, slug: str, hosts: list[str], name: dict[str, str] | str, locales: list[str], **more: object
) -> uuid.UUID:
    """A new tenant with its hosts, in a session of the platform's scope; raises UnusableTenant."""
    unknown = [locale for locale in locales if locale not in LANGUAGES]
    if unknown or not locales:
        raise UnusableTenant(f"Unknown language: {', '.join(unknown) or 'none given'}. Known: {', '.join(LANGUAGES)}.")
    names = [normalise_host(host) for host in hosts]
    if not names or not all(names):
        raise UnusableTenant("Each host must be a name such as take-part.town.example.")
    title = dict.fromkeys(locales, name) if isinstance(name, str) else name
    tenant = Tenant(
        slug=slug, name=title, locales=locales, default_locale=locales[0], required_locales=list(locales), **more
    )
    db.add(tenant)
    try:
        db.flush()
        db.add_all([TenantHost(host=host, tenant_id=tenant.id, position=at) for at, host in enumerate(names)])
        db.flush()
    except IntegrityError as error:
        raise UnusableTenant(_why(error, slug)) from error
    announce(db)
    return tenant.id


def _why(error: IntegrityError, slug: str) -> str:
    reason = str(error.orig)
    if "tenant_host" in reason:
        return "One of the hosts belongs to another tenant already."
    if "tenant_slug_unique" in reason:
        return f"There is a tenant {slug} already."
    return f"The slug {slug!r} must be lower-case letters, digits and hyphens."


def tenant_by_slug(db: Session, slug: str) -> Tenant | None:
    """The tenant with this slug, in a session of the platform's scope."""
    return db.scalars(select(Tenant).where(Tenant.slug == slug)).one_or_none()
