# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The town's own settings and which modules it uses."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from folkmoot.audit.services import Audit
from folkmoot.projects.models import Phase
from folkmoot.tenants.models import Tenant, TenantModule
from folkmoot.tenants.services import touch

COLUMNS = {
    "name", "locales", "default_locale", "required_locales", "strict_locales", "timezone", "brand", "accent",
}  # fmt: skip


def tenant_row(db: Session, tenant_id: uuid.UUID) -> Tenant:
    """The row of the town itself."""
    return db.scalars(select(Tenant).where(Tenant.id == tenant_id)).one()


def _locked(db: Session, tenant_id: uuid.UUID) -> Tenant:
    """The row as it is now, locked, so that two administrators' changes follow each other and none is lost."""
    query = select(Tenant).where(Tenant.id == tenant_id).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).one()


def save_town(
    db: Session, audit: Audit, tenant_id: uuid.UUID, actor_id: uuid.UUID, values: Mapping[str, Any]
) -> list[str]:
    """Change columns and keys of the settings; workers hear of it at the commit. Returns the names that changed."""
    tenant = _locked(db, tenant_id)
    settings = dict(tenant.settings)
    changed = []
    for name, value in values.items():
        before = getattr(tenant, name) if name in COLUMNS else settings.get(name)
        if before == value or (not before and not value):
            continue
        changed.append(name)
        if name in COLUMNS:
            setattr(tenant, name, value)
        else:
            settings[name] = value
    if changed:
        tenant.settings = settings
        touch(db, tenant)
        audit.record(db, actor_id, "settings.changed", "tenant", tenant_id, {"changed": sorted(changed)})
    return changed


def switched_off(db: Session, tenant_id: uuid.UUID) -> frozenset[str]:
    """Ids of the modules that the town has switched off, as the database has it now."""
    return frozenset(db.scalars(select(TenantModule.plugin_id).where(TenantModule.tenant_id == tenant_id)))


def switch_module(
    db: Session, audit: Audit, tenant_id: uuid.UUID, actor_id: uuid.UUID, plugin_id: str, *, on: bool
) -> bool:
    """Switch a module on or off for this town; False when it was so already. Whether it may be, the caller asks."""
    tenant = _locked(db, tenant_id)
    if (plugin_id in switched_off(db, tenant_id)) is not on:
        return False
    if on:
        row = (TenantModule.tenant_id == tenant_id, TenantModule.plugin_id == plugin_id)
        db.execute(delete(TenantModule).where(*row))
    else:
        db.add(TenantModule(tenant_id=tenant_id, plugin_id=plugin_id))
    touch(db, tenant)
    verb = "module.switched-on" if on else "module.switched-off"
    audit.record(db, actor_id, verb, "module", None, {"module": plugin_id})
    return True


def phases_by_method(db: Session) -> dict[str, int]:
    """How many phases use each method."""
    query = select(Phase.method, func.count()).group_by(Phase.method)
    return {row[0]: row[1] for row in db.execute(query)}
