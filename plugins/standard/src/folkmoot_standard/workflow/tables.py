# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The module's tables for statements that make no entities, and the conditions that several pages share."""

import datetime
import uuid
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, and_

from folkmoot.contributions.tables import contribution, status
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.interfaces import CurrentAccount
from folkmoot_standard.workflow import models

announcement = cast("Table", models.Announcement.__table__)
answer_template = cast("Table", models.AnswerTemplate.__table__)
evaluation = cast("Table", models.Evaluation.__table__)
evaluator = cast("Table", models.Evaluator.__table__)
event = cast("Table", models.Event.__table__)
follow_up = cast("Table", models.FollowUp.__table__)
note = cast("Table", models.Note.__table__)
reminder = cast("Table", models.Reminder.__table__)

ENDED = frozenset({
    StatusClass.ACCEPTED, StatusClass.IMPLEMENTED, StatusClass.REJECTED, StatusClass.ANSWERED, StatusClass.INELIGIBLE,
    StatusClass.EXPIRED,
})  # fmt: skip
"""Statuses with which a contribution is handled; any other can still become overdue, until somebody says it's done."""


def handled_by(account: CurrentAccount) -> list[ColumnElement[bool]]:
    """Conditions on contribution: everything for administrators, the managed projects for managers."""
    if account.is_administrator:
        return []
    return [contribution.c.project_id.in_(account.managed_projects)]


def waiting() -> ColumnElement[bool]:
    """A contribution that somebody still has to do something about; needs follow_up, status and contribution joined."""
    return and_(
        follow_up.c.done_at.is_(None),
        contribution.c.withdrawn_at.is_(None),
        status.c.status_class.not_in([str(one) for one in ENDED]),
    )


def overdue(today: datetime.date) -> ColumnElement[bool]:
    """Its day is over in the tenant's calendar and it still waits."""
    return and_(follow_up.c.due_on < today, waiting())


def is_overdue(row: Any, today: datetime.date) -> bool:
    """The same for a row with due_on, done_at, withdrawn_at and status_class."""
    open_still = row.done_at is None and row.withdrawn_at is None and row.status_class not in ENDED
    return row.due_on is not None and row.due_on < today and open_still


def uuid_of(text: Any) -> uuid.UUID | None:
    """An id that a browser sent, or None where it can't be one."""
    try:
        return uuid.UUID(text)
    except (ValueError, TypeError, AttributeError):
        return None
