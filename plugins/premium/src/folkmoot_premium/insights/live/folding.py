# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Putting what comes in after a run into the run's themes, as the run's own model would have done.

A contribution defers the job in the transaction that publishes it, so it is in a theme seconds later. What comes in
without that, as imports and comments do, is found by a task every few minutes.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IJobs
from folkmoot_premium.insights import editing
from folkmoot_premium.insights.live.keeping_models import model_of
from folkmoot_premium.insights.live.tables import upkeep
from folkmoot_premium.insights.sources import Input, contribution_text, engine_rows
from folkmoot_premium.insights.tables import item, published, run, source, standing
from folkmoot_premium.insights.wishes import language_of

ID, NAME = "insights", "fold"
AT_ONCE = 500
"""Texts that one job places."""


def told(db: Session, jobs: IJobs, contribution_id: uuid.UUID, phase_id: uuid.UUID) -> None:
    """A contribution was published or changed: have it placed in every analysis that is kept up to date."""
    query = (
        select(upkeep.c.analysis_id)
        .join(source, source.c.analysis_id == upkeep.c.analysis_id)
        .where(source.c.phase_id == phase_id)
    )
    for analysis_id in db.scalars(query):
        arguments = {"analysis": str(analysis_id), "contribution": str(contribution_id)}
        jobs.defer(db, ID, NAME, arguments, lock=f"insights.fold/{analysis_id}")


def work(context: TaskContext) -> None:
    """The job of one contribution."""
    analysis_id = uuid.UUID(context.arguments["analysis"])
    fold(context.db, analysis_id, uuid.UUID(context.arguments["contribution"]))


def fold(db: Session, analysis_id: uuid.UUID, one: uuid.UUID | None = None) -> int:
    """Place one contribution, anew if it is there already, or whatever is missing; how many were placed.

    Nothing happens where there is no finished run, and while one is under way its end leaves it to the next call.
    """
    newest = _locked_run(db, analysis_id)
    if newest is None:
        return 0
    found = _inputs(db, analysis_id, newest, one)
    model = model_of(db, newest.id) if found else None
    if model is None:
        return 0
    places = {placed.id: placed.theme for placed in model.place(engine_rows(found))}
    _write(db, newest.id, found, places)
    if newest.edits:
        editing.replay_over(db, analysis_id, newest.id)
    return len(found)


def _locked_run(db: Session, analysis_id: uuid.UUID) -> Any:
    """The newest finished run, held against a second job that would give out the same places."""
    newest = editing.newest(db, analysis_id)
    if newest is not None:
        db.execute(select(run.c.id).where(run.c.id == newest.id).with_for_update())
    return newest


def _inputs(db: Session, analysis_id: uuid.UUID, newest: Any, one: uuid.UUID | None) -> list[Input]:
    language = newest.settings["language"]
    query = _contributions(analysis_id, newest.id, one)
    found = [
        Input(f"c:{row.id}", contribution_text(row.title, row.body), language_of(row.language, language), row.id)
        for row in db.execute(query)
    ]
    if one is None:
        found += [
            Input(f"m:{row.id}", row.body, language_of(row.language, language), row.contribution_id, row.id)
            for row in db.execute(_comments(analysis_id, newest.id))
        ]
    return found


def _contributions(analysis_id: uuid.UUID, run_id: uuid.UUID, one: uuid.UUID | None) -> Select[Any]:
    c, i, s = contribution.c, item.c, source.c
    known = and_(i.run_id == run_id, i.contribution_id == c.id, i.comment_id.is_(None))
    query = (
        select(c.id, c.title, c.body, c.language)
        .select_from(contribution.join(source, s.phase_id == c.phase_id).outerjoin(item, known))
        .where(s.analysis_id == analysis_id, published())
    )
    if one is not None:
        return query.where(c.id == one)
    return query.where(i.item.is_(None)).order_by(c.id).limit(AT_ONCE)


def _comments(analysis_id: uuid.UUID, run_id: uuid.UUID) -> Select[Any]:
    c, i, m, s = contribution.c, item.c, comment.c, source.c
    known = and_(i.run_id == run_id, i.comment_id == m.id)
    return (
        select(m.id, m.body, m.language, m.contribution_id)
        .select_from(
            comment.join(contribution, c.id == m.contribution_id)
            .join(source, s.phase_id == c.phase_id)
            .outerjoin(item, known)
        )
        .where(s.analysis_id == analysis_id, s.comments, published(), standing(), i.item.is_(None))
        .order_by(m.id)
        .limit(AT_ONCE)
    )


def _write(db: Session, run_id: uuid.UUID, found: Sequence[Input], places: dict[str, str | None]) -> None:
    i = item.c
    known = set(db.scalars(select(i.item).where(i.run_id == run_id, i.item.in_([one.item for one in found]))))
    last = int(db.scalar(select(func.max(i.place)).where(i.run_id == run_id)) or 0)
    fresh = [one for one in found if one.item not in known]
    if fresh:
        now = db.scalar(select(func.now()))
        db.execute(insert(item), [_row(run_id, last + n, one, places[one.item], now) for n, one in enumerate(fresh, 1)])
    for one in found:
        if one.item in known:
            own = (i.run_id == run_id, i.item == one.item)
            db.execute(update(item).where(*own).values(found=places[one.item], stands_for=None))
            db.execute(update(item).where(*own, i.by_hand == "").values(theme=places[one.item]))


def _row(run_id: uuid.UUID, place: int, one: Input, theme: str | None, now: Any) -> dict[str, Any]:
    return {
        "run_id": run_id, "place": place, "item": one.item, "contribution_id": one.contribution_id,
        "comment_id": one.comment_id, "row_number": None, "language": one.language or "", "found": theme,
        "theme": theme, "by_hand": "", "stands_for": None, "folded_at": now,
    }  # fmt: skip


TASK = Task(NAME, work, begins=True)
