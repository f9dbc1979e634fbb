# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phases of a module whose licence has ended: what was open runs to its end, what hadn't begun doesn't begin.

Nothing is written into a phase, so that a new licence restores everything at once.
"""

import datetime
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.licences.interfaces import Mode
from folkmoot.licences.lapses import SUNSET_DAYS
from folkmoot.licences.models import LicenceOpening
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.models import Phase

RUNNING, NEVER = "running", "never"


def fading(plugins: Plugins) -> list[str]:
    """Methods whose module is in sunset."""
    return [name for name, owner in plugins.method_plugin.items() if plugins.modes.get(owner) is Mode.SUNSET]


def lapses(db: Session, plugins: Plugins, methods: Iterable[str]) -> Mapping[str, datetime.datetime]:
    """Since when the module of each of these methods has been in sunset; no statement where none is."""
    ending = set(fading(plugins))
    owners = {method: plugins.method_plugin[method] for method in methods if method in ending}
    if not owners:
        return {}
    rows = select(LicenceOpening).where(LicenceOpening.plugin_id.in_(set(owners.values())))
    since = {row.plugin_id: row.lapsed_at for row in db.scalars(rows) if row.lapsed_at is not None}
    return {method: since[owner] for method, owner in owners.items() if owner in since}


def end_of(
    phase: Phase, published_at: datetime.datetime | None, lapsed_at: datetime.datetime | None
) -> tuple[datetime.datetime | None, str]:
    """When a phase ends in truth, and what sunset makes of it; a phase that nobody could see hadn't begun."""
    if lapsed_at is None:
        return phase.closes_at, ""
    begun = phase.opens_at <= lapsed_at and published_at is not None and published_at <= lapsed_at
    if not begun:
        return phase.opens_at, NEVER
    latest = lapsed_at + datetime.timedelta(days=SUNSET_DAYS)
    return min(phase.closes_at or latest, latest), RUNNING
