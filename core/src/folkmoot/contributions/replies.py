# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Official replies, and the steps of a contribution's life."""

import datetime
import uuid
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.interfaces import Reply, Step
from folkmoot.contributions.statuses import HIDDEN_CLASSES, info
from folkmoot.contributions.tables import official_reply, status, status_change


def has_any(db: Session, contribution_id: uuid.UUID) -> bool:
    """Whether the administration has answered."""
    return bool(db.scalar(select(exists().where(official_reply.c.contribution_id == contribution_id))))


def add(
    db: Session,
    contribution_id: uuid.UUID,
    staff_id: uuid.UUID,
    signature: dict[str, str],
    body: dict[str, str],
    now: datetime.datetime,
) -> uuid.UUID:
    """Store an official reply."""
    values = {"contribution_id": contribution_id, "written_by_id": staff_id, "signature": signature, "body": body}
    made = insert(official_reply).values(**values, created_at=now).returning(official_reply.c.id)
    reply_id: uuid.UUID = db.execute(made).scalar_one()
    return reply_id


def change(
    db: Session, reply_id: uuid.UUID, signature: dict[str, str], body: dict[str, str], now: datetime.datetime
) -> bool:
    """Change an official reply, which is then marked as edited."""
    query = update(official_reply).where(official_reply.c.id == reply_id).returning(official_reply.c.id)
    return db.execute(query.values(signature=signature, body=body, edited_at=now)).one_or_none() is not None


@lru_cache(maxsize=1)
def _replies() -> Any:
    c = official_reply.c
    query = select(c.id, c.signature, c.body, c.created_at, c.edited_at)
    return query.where(c.contribution_id == bindparam("contribution")).order_by(c.created_at, c.id)


def of(db: Session, contribution_id: uuid.UUID) -> list[Reply]:
    """A contribution's official replies, oldest first."""
    return [Reply(*row) for row in db.connection().execute(_replies(), {"contribution": contribution_id})]


@lru_cache(maxsize=1)
def _steps() -> Any:
    return (
        select(
            status.c.id,
            status.c.method,
            status.c.status_class,
            status.c.title,
            status.c.tone,
            status_change.c.changed_at,
        )
        .select_from(status_change.join(status, status.c.id == status_change.c.status_id))
        .where(
            status_change.c.contribution_id == bindparam("contribution"), status.c.status_class.not_in(HIDDEN_CLASSES)
        )
        .order_by(status_change.c.changed_at, status_change.c.id)
    )


def steps(db: Session, contribution_id: uuid.UUID) -> list[Step]:
    """What everybody may know of a contribution's life, oldest first."""
    rows = db.connection().execute(_steps(), {"contribution": contribution_id})
    return [Step(info(row), row.changed_at) for row in rows]
