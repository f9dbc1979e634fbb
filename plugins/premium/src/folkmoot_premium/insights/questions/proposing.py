# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The job that learns from tags by hand and proposes categories for all other texts of the newest run."""

import datetime
import logging
import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.analysis.tagging.features import Features, features
from folkmoot_premium.analysis.tagging.proposing import propose
from folkmoot_premium.analysis.tagging.scheme import Proposals, Scheme
from folkmoot_premium.insights import editing
from folkmoot_premium.insights.questions.tables import category, decision, proposed, tagging
from folkmoot_premium.insights.questions.tags import given
from folkmoot_premium.insights.sources import engine_rows, inputs_of
from folkmoot_premium.insights.tables import item, joined, living
from folkmoot_premium.insights.wishes import engine_settings

log = logging.getLogger(__name__)
ID, NAME = "insights", "propose"
AT_ONCE = 5_000
FORGOTTEN = datetime.timedelta(hours=1)
"""After so long a job that was asked for is taken for lost, and can be asked for again."""


def ask(db: Session, jobs: Any, analysis_id: uuid.UUID, now: datetime.datetime) -> bool:
    """Have a worker propose; no where one was asked already."""
    statement = upsert(tagging).values(analysis_id=analysis_id, several=False, learnt=0, waiting_since=now)
    t = tagging.c
    idle = or_(t.waiting_since.is_(None), t.waiting_since < now - FORGOTTEN)
    statement = statement.on_conflict_do_update(
        index_elements=(t.tenant_id, t.analysis_id), set_={"waiting_since": now}, where=idle
    )
    asked = db.execute(statement.returning(t.analysis_id)).one_or_none() is not None
    if asked:
        jobs.defer(db, ID, NAME, {"analysis": str(analysis_id)})
    return asked


def work(context: TaskContext) -> None:
    """Learn and propose; repeatable."""
    db, analysis_id = context.db, uuid.UUID(context.arguments["analysis"])
    run = editing.newest(db, analysis_id)
    row = db.execute(select(tagging).where(tagging.c.analysis_id == analysis_id)).one_or_none()
    if row is None:
        return
    values: dict[str, Any] = {"waiting_since": None}
    if run is not None:
        categories = db.scalars(select(category.c.id).where(category.c.analysis_id == analysis_id)).all()
        keys = tuple(sorted(map(str, categories)))
        told = {one: frozenset(map(str, tags)) for one, tags in given(db, analysis_id).items()}
        found = propose(_features(db, run), Scheme(keys, row.several), told)
        _write(db, analysis_id, found)
        values |= {"proposed_at": func.now(), "learnt": found.learnt}
    db.execute(update(tagging).where(tagging.c.analysis_id == analysis_id).values(values))


def _features(db: Session, run: Any) -> Features:
    """As the run compared its texts; by their words alone where the extra for their meaning is gone."""
    settings = engine_settings(run.settings)
    if settings.semantic and not installed():
        log.warning("the extra is gone: words alone for proposals over run %s of %s", run.number, run.analysis_id)
        settings = replace(settings, semantic=False)
    return features(engine_rows(inputs_of(db, run)), settings)


def _write(db: Session, analysis_id: uuid.UUID, found: Proposals) -> None:
    db.execute(delete(proposed).where(proposed.c.analysis_id == analysis_id))
    rows = []
    for position, one in enumerate(found.ask, 1):
        tags = found.of[one].tags if one in found.of else ()
        rows.append({
            "analysis_id": analysis_id, "item": one, "position": position,
            "categories": [uuid.UUID(tag.category) for tag in tags],
            "sure": [round(1000 * tag.confidence) for tag in tags],
        })  # fmt: skip
    for start in range(0, len(rows), AT_ONCE):
        db.execute(insert(proposed), rows[start : start + AT_ONCE])


def waiting(db: Session, analysis_id: uuid.UUID, run_id: uuid.UUID, most: int) -> list[Any]:
    """The proposals to decide next, the least certain first: item, categories, sure. One statement."""
    p = proposed.c
    there = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, living())
    decided = select(decision.c.item).where(decision.c.analysis_id == analysis_id)
    query = select(p.item, p.categories, p.sure).where(
        p.analysis_id == analysis_id, p.item.in_(there), p.item.not_in(decided)
    )
    return list(db.execute(query.order_by(p.position).limit(most)))


TASK = Task(NAME, work, begins=True)
