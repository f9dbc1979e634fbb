# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Keeping analyses up to date: catching up every few minutes, and running them again when much has changed.

A run of its own accord is as any other: themes keep their ids over it, and edits by people are replayed.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import func, not_, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IJobs
from folkmoot_premium.insights import editing, runs
from folkmoot_premium.insights.live.folding import fold
from folkmoot_premium.insights.live.tables import upkeep
from folkmoot_premium.insights.tables import analysis, item, joined, living, run

EVERY_MINUTES = 5
MUCH = 10
"""Hundredths of a run's texts that have come in or gone since, from which on it is run again."""
NIGHT = range(1, 5)
"""Hours of the town's clock in which it is run again for any change at all."""
DAY = datetime.timedelta(hours=20)
FAILED_PAUSE = datetime.timedelta(hours=6)
"""After a run that failed none is begun by itself for so long."""


def work(context: TaskContext) -> None:
    """One round over the town's analyses that are kept up to date."""
    query = select(analysis).join(upkeep, upkeep.c.analysis_id == analysis.c.id).order_by(analysis.c.id)
    for one in context.db.execute(query).all():
        fold(context.db, one.id)
        newest = editing.newest(context.db, one.id)
        if newest is not None and _is_due(context, one.id, newest):
            runs.start(context.db, context.service(IJobs), one, None, context.now)


def _is_due(context: TaskContext, analysis_id: uuid.UUID, newest: Any) -> bool:
    changed = changes(context.db, newest.id)
    if not changed or _failed_lately(context, analysis_id):
        return False
    night = context.site.local(context.now).hour in NIGHT and context.now - newest.ended_at > DAY
    return night or changed * 100 >= MUCH * newest.inputs


def changes(db: Session, run_id: uuid.UUID) -> int:
    """How many texts came in after a run, or were in it and are no longer there."""
    i = item.c
    came = select(func.count()).where(i.run_id == run_id, i.folded_at.is_not(None))
    gone = select(func.count()).select_from(joined()).where(i.run_id == run_id, i.folded_at.is_(None), not_(living()))
    return int(db.scalar(came) or 0) + int(db.scalar(gone) or 0)


def _failed_lately(context: TaskContext, analysis_id: uuid.UUID) -> bool:
    r = run.c
    since = context.now - FAILED_PAUSE
    failed = select(func.count()).where(r.analysis_id == analysis_id, r.state == "failed", r.ended_at > since)
    return bool(context.db.scalar(failed))


TASK = Task("upkeep", work, every_minutes=EVERY_MINUTES, begins=True)
