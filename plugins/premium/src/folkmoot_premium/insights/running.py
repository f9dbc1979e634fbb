# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The job of a run. Everything it finds is written in one transaction at its end; its progress in others, at once.

A worker that is killed leaves nothing but the progress: the job is handed to another one, which begins again.
"""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IJobs, beside
from folkmoot_premium.analysis import Analysis, Progress, Stopped, analyse, refit
from folkmoot_premium.insights import editing, forgetting
from folkmoot_premium.insights.heartbeat import Heartbeat
from folkmoot_premium.insights.keepers import KEEPERS
from folkmoot_premium.insights.keeping import Kept, keep
from folkmoot_premium.insights.live import folding
from folkmoot_premium.insights.live.growing import roots
from folkmoot_premium.insights.parts import describe
from folkmoot_premium.insights.runs import MOST_ATTEMPTS, NAME, WORKERS_LOST
from folkmoot_premium.insights.sources import engine_rows, inputs
from folkmoot_premium.insights.tables import item, run
from folkmoot_premium.insights.wishes import engine_settings

log = logging.getLogger(__name__)
ALONE = text("SELECT pg_try_advisory_xact_lock(hashtext('insights.run'), hashtext(:run))")


def work(context: TaskContext) -> None:
    """One run, from its inputs to its themes. Does nothing where another worker has it or it is over."""
    run_id = uuid.UUID(context.arguments["run"])
    if not context.db.scalar(ALONE, {"run": str(run_id)}):
        return
    row = _claimed(context, run_id)
    if row is None:
        return
    try:
        with context.db.begin_nested():
            _analyse(context, row)
    except Stopped:
        _end(context, run_id, "stopped")
    except SQLAlchemyError:  # the database's trouble, not the run's: the queue tries again
        raise
    except Exception as error:
        log.exception("run %s of analysis %s failed", row.number, row.analysis_id)
        _end(context, run_id, "failed", type(error).__name__)


def _claimed(context: TaskContext, run_id: uuid.UUID) -> Any:
    """The run's row, marked as running; None where there is nothing to do."""
    r = run.c
    with beside(context.db)() as db:
        db.execute(
            update(run).where(r.id == run_id, r.state == "stopping").values(state="stopped", ended_at=func.now())
        )
        lost = (r.id == run_id, r.state == "running", r.attempts >= MOST_ATTEMPTS)
        db.execute(update(run).where(*lost).values(state="failed", fault=WORKERS_LOST, ended_at=func.now()))
        values: dict[str, Any] = {
            "state": "running", "begun_at": func.now(), "beat_at": func.now(), "attempts": r.attempts + 1, "share": 0,
            "step": "reading",
        }  # fmt: skip
        claim = update(run).where(r.id == run_id, r.state.in_(("queued", "running"))).values(values)
        return db.execute(claim.returning(*r)).one_or_none()


def _analyse(context: TaskContext, row: Any) -> None:
    found = inputs(context.db, row.analysis_id, row.settings["language"])
    beat = Heartbeat(beside(context.db), row.id)
    progress = Progress(beat.told, lambda: beat.stopping)
    before = roots(context.db, row, (one.item for one in found))
    result = analyse(engine_rows(found), engine_settings(row.settings), progress, before)
    record = result.run_json().decode()
    named, used, moved = _with_kept_names(context.db, row.analysis_id, result)
    kept = Kept(row.analysis_id, row.id, named, found, before if result.grown_from else {})
    keep(context.db, kept)
    for keeper in KEEPERS:
        keeper(context.db, kept)
    editing.lock(context.db, row.analysis_id)
    editing.replay_over(context.db, row.analysis_id, row.id)
    describe(context.db, row)
    forgetting.forget(context.db)
    values: dict[str, Any] = {
        "state": "done", "share": 1000, "step": "", "record": record, "input_hash": result.input_hash,
        "inputs": len(found), "themes_used": used, "moved": moved, "ended_at": func.clock_timestamp(),
    }  # fmt: skip
    done = update(run).where(run.c.id == row.id, run.c.state == "running").values(values).returning(run.c.id)
    if context.db.execute(done).one_or_none() is None:  # somebody stopped it at the last moment
        raise Stopped
    folding.catch_up(context.db, context.service(IJobs), row.analysis_id)


def _with_kept_names(db: Session, analysis_id: uuid.UUID, result: Analysis) -> tuple[Analysis, list[str], int | None]:
    """The findings under the ids that themes had in the run before; all ids ever given; how many texts moved."""
    before = editing.newest(db, analysis_id)
    if before is None:
        return result, [theme.id for theme in result.themes], None
    i = item.c
    places: Mapping[str, str | None] = {
        one.item: one.found for one in db.execute(select(i.item, i.found).where(i.run_id == before.id))
    }
    kept = refit(places, result, before.themes_used)
    used = sorted({*before.themes_used, *(theme.id for theme in kept.analysis.themes)})
    return kept.analysis, used, kept.moved


def _end(context: TaskContext, run_id: uuid.UUID, state: str, fault: str = "") -> None:
    values: dict[str, Any] = {"state": state, "fault": fault, "ended_at": func.now()}
    with beside(context.db)() as db:
        open_still: ColumnElement[bool] = run.c.state.in_(("running", "stopping"))
        db.execute(update(run).where(run.c.id == run_id, open_still).values(values))


TASK = Task(NAME, work, begins=True)
