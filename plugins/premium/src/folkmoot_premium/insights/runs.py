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
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights.tables import RUNNING, run
from folkmoot_premium.insights.wishes import kept_settings

ID, NAME = "insights", "run"
SILENT = datetime.timedelta(minutes=5)
"""A worker that wasn't heard of for so long is taken for dead; its run can then be stopped without it."""
MOST_ATTEMPTS = 5
"""A run that was begun so often and never came to its end isn't begun again."""
WORKERS_LOST = "WorkersLost"
"""What Run.fault says of such a run."""
STRANDED = datetime.timedelta(minutes=15)
"""Nobody was heard of for so long: the run's job may be lost, as those are that a lapsed licence dropped."""
NO_MEANING = Refusal(
    "insights-no-meaning",
    _(
        "This analysis compares what texts mean, and the extra for that isn’t installed here any more. Whoever runs "
        "this site can install it again; or untick it in the settings of the analysis."
    ),
)
UNDERWAY = Refusal("insights-underway", _("A run of this analysis is under way. Wait for it, or stop it first."))


def start(
    db: Session, jobs: Any, analysis: Any, actor_id: uuid.UUID | None, now: datetime.datetime, *, grows: bool = False
) -> int | Refusal:  # fmt: skip
    """Begin a run of an analysis (its row): the run's number, or why not. grows: out of the themes of the run before,
    where that can be (see live/growing.py)."""
    if analysis.semantic and not installed():
        return NO_MEANING
    last = db.scalar(select(func.max(run.c.number)).where(run.c.analysis_id == analysis.id)) or 0
    number, new_id = last + 1, uuid7()
    settings = kept_settings(analysis) | ({"grows": True} if grows else {})
    values = {"settings": settings, "started_by_id": actor_id, "queued_at": now, "state": "queued"}
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


def resume(db: Session, jobs: Any, now: datetime.datetime) -> int:
    """Have a worker look again at runs that stand still; how many those are. One that somebody does is left to them."""
    r = run.c
    query = select(r.id, r.state).where(r.state.in_(RUNNING), func.coalesce(r.beat_at, r.queued_at) < now - STRANDED)
    found = db.execute(query).all()
    for one in found:
        jobs.defer(db, ID, NAME, {"run": str(one.id)})
        if one.state == "queued":  # asked for; not again before the same time has passed
            db.execute(update(run).where(r.id == one.id).values(beat_at=now))
    return len(found)


def by_number(db: Session, analysis_id: uuid.UUID, number: int) -> Any:
    """A run of an analysis, or None."""
    return db.execute(select(run).where(run.c.analysis_id == analysis_id, run.c.number == number)).one_or_none()


def listed(db: Session, analysis_id: uuid.UUID) -> list[Any]:
    """All runs of an analysis, the newest first."""
    return list(db.execute(select(run).where(run.c.analysis_id == analysis_id).order_by(run.c.number.desc())))
