# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Keeping analyses up to date: catching up every few minutes, and running them again when much has changed.

A run of its own accord grows out of the themes that there are (see growing.py); themes keep their ids over any run, and
edits by people are replayed.
"""

import datetime
import logging
import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IJobs
from folkmoot_premium.insights import checking, runs
from folkmoot_premium.insights.live import folding
from folkmoot_premium.insights.live.standing import standing
from folkmoot_premium.insights.live.tables import upkeep
from folkmoot_premium.insights.tables import analysis, item

EVERY_MINUTES = 5
MUCH = 10
"""Hundredths of a run's texts that have come in, gone or been changed since, from which on it is run again."""
NIGHT = range(1, 5)
"""Hours of the town's clock in which it is run again for any change at all."""
DAY = datetime.timedelta(hours=20)
log = logging.getLogger(__name__)


def work(context: TaskContext) -> None:
    """One round over the town's analyses that are kept up to date. One that fails doesn't hold up the others."""
    runs.resume(context.db, context.service(IJobs), context.now)
    query = select(analysis).join(upkeep, upkeep.c.analysis_id == analysis.c.id).order_by(analysis.c.id)
    for one in context.db.execute(query).all():
        try:
            with context.db.begin_nested():
                _keep(context, one)
        except OperationalError:  # the database's trouble: the queue tries again
            raise
        except Exception:
            log.exception("analysis %s can't be kept up to date; tried again in %s minutes", one.id, EVERY_MINUTES)


def _keep(context: TaskContext, one: Any) -> None:
    """Place what is missing, and begin a run where that is due."""
    db, jobs = context.db, context.service(IJobs)
    if folding.fold(db, one.id) >= folding.AT_ONCE:
        folding.go_on(db, jobs, one.id)
    seen = standing(db, one.id, context.now)
    if seen.state.may_run and _is_due(context, one.id, seen.newest):
        runs.start(db, jobs, one, None, context.now, grows=True)


def _is_due(context: TaskContext, analysis_id: uuid.UUID, newest: Any) -> bool:
    changed = changes(context.db, analysis_id, newest)
    if not changed:
        return False
    night = context.site.local(context.now).hour in NIGHT and context.now - newest.ended_at > DAY
    return night or changed * 100 >= MUCH * newest.inputs


def changes(db: Session, analysis_id: uuid.UUID, newest: Any) -> int:
    """How many texts came in after a run or wait to, were in it and are no longer there, or were changed since."""
    i = item.c
    came = select(func.count()).where(i.run_id == newest.id, i.folded_at.is_not(None))
    gone, changed = checking.since(db, newest)
    return int(db.scalar(came) or 0) + gone + changed + folding.waiting(db, analysis_id, newest.id)


TASK = Task("upkeep", work, every_minutes=EVERY_MINUTES, begins=True)
