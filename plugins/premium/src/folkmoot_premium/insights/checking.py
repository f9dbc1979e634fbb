# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Checking a finished run again: are its inputs what they were, and does the same come out of them?

What can't be checked is said: of a run whose texts were withdrawn, erased or changed since, the hash of the inputs
can't be met any more; its record stays as it was.
"""

import json
import uuid
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_premium.analysis import NoEmbedder, analyse
from folkmoot_premium.analysis.rows import fingerprint, in_order
from folkmoot_premium.insights.live.growing import kept_roots
from folkmoot_premium.insights.sources import engine_rows, inputs_of
from folkmoot_premium.insights.tables import item, joined, living, run
from folkmoot_premium.insights.wishes import engine_settings

NAME = "check"
QUEUED, SAME, OTHER, INPUTS, VERSIONS, MISSING = "queued", "same", "other", "inputs", "versions", "missing"
"""What checking found: the same result; another one; inputs that aren't the same any more, so nothing to compare;
another result, with other versions of the engine or its libraries; an extra that the run was made with is missing."""


def since(db: Session, row: Any) -> tuple[int, int]:
    """How many of a run's inputs are gone since, and how many were changed."""
    i = item.c
    still = still_there(db, row.id)
    edited = or_(contribution.c.edited_at > row.begun_at, comment.c.edited_at > row.begun_at)
    query = (
        select(func.count()).select_from(joined()).where(i.run_id == row.id, i.folded_at.is_(None), living(), edited)
    )
    return row.inputs - still, int(db.scalar(query) or 0)


def still_there(db: Session, run_id: uuid.UUID) -> int:
    """How many of a run's inputs are still there."""
    i = item.c
    query = select(func.count()).select_from(joined()).where(i.run_id == run_id, i.folded_at.is_(None), living())
    return int(db.scalar(query) or 0)


def work(context: TaskContext) -> None:
    """The job: say what is the same."""
    db, key = context.db, uuid.UUID(context.arguments["run"])
    row = db.execute(select(run).where(run.c.id == key, run.c.state == "done")).one_or_none()
    if row is not None:
        values = {"checked": checked(db, row), "checked_at": func.clock_timestamp()}
        db.execute(update(run).where(run.c.id == key).values(values))


def checked(db: Session, row: Any) -> str:
    """One of the words above."""
    rows = in_order(engine_rows(inputs_of(db, row)))
    if fingerprint(rows) != row.input_hash:
        return INPUTS
    try:
        again = analyse(rows, engine_settings(row.settings), before=kept_roots(db, row.id))
    except NoEmbedder:
        return MISSING
    now, then = json.loads(again.run_json()), json.loads(row.record)
    if now["results"] == then["results"] and now["themes"]["grown_from"] == then["themes"].get("grown_from"):
        return SAME
    return VERSIONS if now["versions"] != then["versions"] else OTHER


TASK = Task(NAME, work, begins=True)
