# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What is kept of words goes with those who wrote them: at once from what is shown, soon from the stored bytes too."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, delete, func, not_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_premium.insights import following
from folkmoot_premium.insights.questions.tables import word
from folkmoot_premium.insights.tables import item, joined, living, run, saying

EVERY_MINUTES = 60


def gone(run_id: Any) -> Select[Any]:
    """The places of a run's items that are no longer there for everybody, as one array; see tables.living.

    A text that was deleted, as with its phase, left nothing but its place.
    """
    last = select(func.max(item.c.place)).where(item.c.run_id == run_id).scalar_subquery()
    given = select(func.generate_series(1, func.greatest(run.c.inputs, last)).label("place")).where(run.c.id == run_id)
    there = select(item.c.place).select_from(joined()).where(item.c.run_id == run_id, living())
    away = given.except_(there).subquery()
    return select(func.coalesce(func.array_agg(away.c.place, type_=ARRAY(Integer)), cast([], ARRAY(Integer))))


def still_said(places: Any) -> ColumnElement[bool]:
    """A word or phrase that somebody who is still there wrote; places: those that are gone."""
    return not_(saying.c.holders.contained_by(places))


def forget(db: Session, analysis_id: uuid.UUID | None = None) -> int:
    """Delete the words and phrases of all finished runs that nobody who is still there wrote; how many those were."""
    query = select(run.c.id).where(run.c.state == "done")
    if analysis_id is not None:
        query = query.where(run.c.analysis_id == analysis_id)
    return sum(_forgotten(db, run_id) for run_id in db.scalars(query).all())


def _forgotten(db: Session, run_id: uuid.UUID) -> int:
    places = list(db.scalar(gone(run_id)) or [])
    if not places:
        return 0
    saying_of = delete(saying).where(saying.c.run_id == run_id, saying.c.holders.contained_by(places))
    deleted = len(db.execute(saying_of.returning(saying.c.position)).all())
    unsaid = delete(word).where(word.c.run_id == run_id, word.c.holders.contained_by(places))
    deleted += len(db.execute(unsaid.returning(word.c.number)).all())
    if deleted:
        following.measure_anew(db, run_id)
    return deleted


def work(context: TaskContext) -> None:
    """The hourly task."""
    forget(context.db)


TASK = Task("forget", work, every_minutes=EVERY_MINUTES)
