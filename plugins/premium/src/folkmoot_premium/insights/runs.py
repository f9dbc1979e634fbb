# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Starting and stopping runs; the database holds that an analysis has one at a time."""

import datetime
import uuid
from typing import Any

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal
from folkmoot_premium.insights.tables import RUNNING, run
from folkmoot_premium.insights.wishes import kept_settings

ID, NAME = "insights", "run"
SILENT = datetime.timedelta(minutes=5)
"""A worker that wasn't heard of for so long is taken for dead; its run can then be stopped without it."""
UNDERWAY = Refusal("insights-underway", _("A run of this analysis is under way. Wait for it, or stop it first."))


def start(
    db: Session, jobs: Any, analysis: Any, actor_id: uuid.UUID | None, now: datetime.datetime
) -> int | Refusal:  # fmt: skip
    """Begin a run of an analysis (its row): the run's number, or why not."""
    last = db.scalar(select(func.max(run.c.number)).where(run.c.analysis_id == analysis.id)) or 0
    number, new_id = last + 1, uuid7()
    values = {"settings": kept_settings(analysis), "started_by_id": actor_id, "queued_at": now, "state": "queued"}
    try:
        with db.begin_nested():
            db.execute(insert(run).values(id=new_id, analysis_id=analysis.id, number=number, **values))
    except IntegrityError:
        return UNDERWAY
    jobs.defer(db, ID, NAME, {"run": str(new_id)})
    return int(number)


def stop(db: Session, run_id: uuid.UUID, now: datetime.datetime) -> None:
    """Ask a run to stop: at once where no worker has it, else at its next opportunity, within seconds."""
    r = run.c
    unheard = or_(r.state == "queued", r.beat_at < now - SILENT)
    db.execute(update(run).where(r.id == run_id, r.state.in_(RUNNING), unheard).values(state="stopped", ended_at=now))
    db.execute(update(run).where(r.id == run_id, r.state == "running").values(state="stopping"))


def by_number(db: Session, analysis_id: uuid.UUID, number: int) -> Any:
    """A run of an analysis, or None."""
    return db.execute(select(run).where(run.c.analysis_id == analysis_id, run.c.number == number)).one_or_none()


def listed(db: Session, analysis_id: uuid.UUID) -> list[Any]:
    """All runs of an analysis, the newest first."""
    return list(db.execute(select(run).where(run.c.analysis_id == analysis_id).order_by(run.c.number.desc())))
