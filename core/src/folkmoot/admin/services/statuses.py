# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Statuses of contributions: the town names, colours and orders them; their class says what they mean."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.admin.services.ordering import last_position
from folkmoot.audit.services import Audit
from folkmoot.contributions.models import Contribution, Status
from folkmoot.hookspecs.contributions import LOCKED, StatusClass
from folkmoot.i18n import mark as _
from folkmoot.projects.interfaces import Problem, Unacceptable


def statuses_with_uses(db: Session) -> list[tuple[Status, int]]:
    """All statuses by method and position, each with how many contributions have it, in one statement."""
    uses = select(func.count()).where(Contribution.status_id == Status.id).correlate(Status).scalar_subquery()
    rows = db.execute(select(Status, uses).order_by(Status.method, Status.position, Status.id))
    return [(row[0], row[1]) for row in rows]


def save_status(
    db: Session, audit: Audit, actor_id: uuid.UUID, method: str, values: dict[str, Any], status: Status | None = None
) -> Status:
    """Add a status of the town's own, or change title and tone of any; the class never changes."""
    verb = "status.changed" if status else "status.created"
    if status is None:
        position = last_position(db, Status, Status.method == method)
        status = Status(method=method, status_class=StatusClass.CUSTOM.value, position=position, **values)
        db.add(status)
    status.title, status.tone = values["title"], values["tone"]
    db.flush()
    audit.record(db, actor_id, verb, "status", status.id, {"method": method, "class": status.status_class})
    return status


def delete_status(db: Session, audit: Audit, actor_id: uuid.UUID, status: Status) -> None:
    """Remove a status that nothing has and the flow doesn't need; raises Unacceptable."""
    if StatusClass(status.status_class) in LOCKED:
        raise Unacceptable([Problem("status-locked", "", _("This status is part of the flow and can't be removed."))])
    used = db.scalar(select(func.count()).where(Contribution.status_id == status.id)) or 0
    if used:
        sentence = _("%(count)s contributions have this status. Give them another one first.")
        raise Unacceptable([Problem("status-used", "", sentence, (("count", str(used)),))])
    details = {"method": status.method, "class": status.status_class}
    audit.record(db, actor_id, "status.deleted", "status", status.id, details)
    db.delete(status)
