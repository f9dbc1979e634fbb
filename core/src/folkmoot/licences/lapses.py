# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a licensed module leaves on a site: that it was open, since when it isn't, and whether rows of it exist."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, literal_column, select, table, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.licences.interfaces import Enter
from folkmoot.licences.keyring import SiteKeys, lapse_of
from folkmoot.licences.models import LicenceOpening
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.models import CatalogueTable
from folkmoot.projects.models import Phase
from folkmoot_licensing import Mode as TokenMode

SUNSET_DAYS = 180
"""The longest that a phase open at the lapse goes on (FORMAT.md, "States of a licence")."""


def note_openings(
    db: Session, tenant_id: uuid.UUID, keys: SiteKeys, licensed: Sequence[Installed], now: datetime.datetime
) -> None:
    """Write down which modules are open and which have ceased to be. Any worker may; each writes the same."""
    for plugin in licensed:
        standing, opening = keys.standing(plugin), keys.openings.get(plugin.id)
        if standing.mode is TokenMode.OPEN and (opening is None or opening.lapsed_at is not None):
            _opened(db, tenant_id, plugin.id)
        elif standing.mode is not TokenMode.OPEN and opening is not None and opening.lapsed_at is None:
            _lapsed(db, tenant_id, plugin.id, lapse_of(keys, standing, now))


def _opened(db: Session, tenant_id: uuid.UUID, plugin_id: str) -> None:
    statement = insert(LicenceOpening).values(tenant_id=tenant_id, plugin_id=plugin_id)
    key = ["tenant_id", "plugin_id"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"lapsed_at": None}))


def _lapsed(db: Session, tenant_id: uuid.UUID, plugin_id: str, at: datetime.datetime) -> None:
    row = (LicenceOpening.tenant_id == tenant_id, LicenceOpening.plugin_id == plugin_id)
    statement = update(LicenceOpening).where(*row, LicenceOpening.lapsed_at.is_(None))
    db.execute(statement.values(lapsed_at=at))


def traces_of(
    db: Session, enter: Enter, tenant_id: uuid.UUID, keys: SiteKeys, licensed: Sequence[Installed]
) -> frozenset[str]:
    """Which modules that were open on a site, and by its keys would go on in sunset, have rows there."""
    once_open = [
        plugin for plugin in licensed if plugin.id in keys.openings and keys.standing(plugin).mode is TokenMode.SUNSET
    ]
    if not once_open:
        return frozenset()
    enter(tenant_id)
    return frozenset(plugin.id for plugin in once_open if has_rows(db, plugin))


def has_rows(db: Session, plugin: Installed) -> bool:
    """Whether the tenant that the session is in has any row in a module's tables, or a phase of one of its methods."""
    names = db.scalars(select(CatalogueTable.name).where(CatalogueTable.plugin_id == plugin.id))
    methods = plugin.manifest.methods if plugin.manifest is not None else ()
    tables: list[Select[Any]] = [select(literal_column("1")).select_from(table(name)) for name in sorted(names)]
    phases: Select[Any] = select(literal_column("1")).select_from(Phase).where(Phase.method.in_(methods))
    return any(db.scalar(select(rows.exists())) for rows in [*tables, phases])
