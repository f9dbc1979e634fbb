# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Following up: who looks after a contribution, until when, and whether it is done."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from folkmoot_standard.workflow.hand import Hand
from folkmoot_standard.workflow.staff import Colleague
from folkmoot_standard.workflow.tables import follow_up


def assign(hand: Hand, contribution_ids: Iterable[uuid.UUID], to: Colleague) -> list[uuid.UUID]:
    """Give contributions to a colleague, who must be one that handles their projects: those that weren't theirs."""
    given = []
    for contribution_id, before in _before(hand, contribution_ids):
        if before is not None and before.assignee_id == to.id and before.done_at is None:
            continue
        _put(hand, contribution_id, assignee_id=to.id, assigned_at=hand.now, done_at=None)
        hand.tell(contribution_id, "assigned", to.id)
        hand.log("assigned", contribution_id, name=to.name, person_id=to.id)
        given.append(contribution_id)
    return given


def unassign(hand: Hand, contribution_ids: Iterable[uuid.UUID]) -> None:
    """Take contributions from whoever has them."""
    for contribution_id, before in _before(hand, contribution_ids):
        if before is not None and before.assignee_id is not None:
            _put(hand, contribution_id, assignee_id=None, assigned_at=None)
            hand.tell(contribution_id, "unassigned", hand.actor_id)
            hand.log("unassigned", contribution_id)


def set_due(hand: Hand, contribution_ids: Iterable[uuid.UUID], day: datetime.date | None) -> None:
    """Say until when; None: there is no such day any more. What was done waits again when it gets a day."""
    for contribution_id, before in _before(hand, contribution_ids):
        if (before.due_on if before is not None else None) == day:
            continue
        _put(hand, contribution_id, due_on=day, **({"done_at": None} if day else {}))
        hand.tell(contribution_id, "due" if day else "not-due", hand.actor_id, day)
        hand.log("due-set", contribution_id, day=str(day or ""))


def set_done(hand: Hand, contribution_id: uuid.UUID, done: bool) -> None:
    """Say that a contribution is handled, or that it isn't after all."""
    for _id, before in _before(hand, [contribution_id]):
        if (before is not None and before.done_at is not None) == done:
            continue
        _put(hand, contribution_id, done_at=hand.now if done else None)
        hand.tell(contribution_id, "done" if done else "reopened", hand.actor_id)
        hand.log("done" if done else "reopened", contribution_id)


def _before(hand: Hand, contribution_ids: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, Any]]:
    """Each contribution once with its row or None; in the order of their ids, so that two hands never deadlock."""
    wanted = sorted(set(contribution_ids))
    query = select(follow_up).where(follow_up.c.contribution_id.in_(wanted)).order_by(follow_up.c.contribution_id)
    rows = {row.contribution_id: row for row in hand.db.execute(query.with_for_update())}
    return [(contribution_id, rows.get(contribution_id)) for contribution_id in wanted]


def _put(hand: Hand, contribution_id: uuid.UUID, **values: Any) -> None:
    statement = insert(follow_up).values(contribution_id=contribution_id, **values)
    keys = [follow_up.c.tenant_id, follow_up.c.contribution_id]
    hand.db.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))
