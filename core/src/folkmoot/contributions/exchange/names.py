# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a town calls its topics, areas and statuses, for imports to find them by name."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.contributions.exchange.importer import Names
from folkmoot.contributions.models import Status
from folkmoot.contributions.statuses import ensure
from folkmoot.hookspecs.contributions import HIDDEN
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.models import Area, Topic


class NoStatus(Exception):
    """The phase's method has no status that a contribution could start with."""


def names(db: Session, plugins: Plugins, packages: tuple[str, ...], method: str) -> Names:
    """All names in all languages; a contribution starts with the method's first public status."""
    ensure(db, plugins, packages, method)
    statuses = db.execute(select(Status).where(Status.method == method).order_by(Status.position)).scalars().all()
    public = [status for status in statuses if status.status_class not in HIDDEN]
    if not public:
        raise NoStatus(f"The method {method} has no statuses in this town.")
    by_name = {title.lower(): status.id for status in statuses for title in status.title.values()}
    by_name |= {status.status_class: status.id for status in statuses if status.status_class != "custom"}
    return Names(_by_name(db, Topic), _by_name(db, Area), by_name, public[0].id)


def _by_name(db: Session, model: type[Topic] | type[Area]) -> dict[str, uuid.UUID]:
    rows = db.execute(select(model.id, model.slug, model.title)).all()
    return {name.lower(): row.id for row in rows for name in (row.slug, *row.title.values())}
