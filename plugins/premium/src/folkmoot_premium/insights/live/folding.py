# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Putting what comes in after a run into the run's themes, as the run's own model would have done.

A contribution defers the job in the transaction that publishes it, so it is in a theme seconds later. A run defers it
in the transaction that ends it, for what came or was changed while it read. What comes in without either, as imports
and comments do, is found by a task every few minutes.
"""

import datetime
import logging
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IJobs
from folkmoot_premium.analysis import BrokenModel, Model, NoEmbedder
from folkmoot_premium.insights import editing, following
from folkmoot_premium.insights.live.keeping_models import model_of
from folkmoot_premium.insights.live.tables import upkeep
from folkmoot_premium.insights.sources import Input, contribution_text, engine_rows, in_language
from folkmoot_premium.insights.tables import item, published, source, standing
from folkmoot_premium.insights.wishes import language_of

ID, NAME = "insights", "fold"
AT_ONCE = 500
"""Contributions, and comments, that one job places."""
OVERLAP = datetime.timedelta(minutes=2)
"""A transaction may end so long after the moment that it writes down."""
log = logging.getLogger(__name__)


def told(db: Session, jobs: IJobs, contribution_id: uuid.UUID, phase_id: uuid.UUID) -> None:
    """A contribution was published or changed: have it placed in every analysis that is kept up to date."""
    query = (
        select(upkeep.c.analysis_id)
        .join(source, source.c.analysis_id == upkeep.c.analysis_id)
        .where(source.c.phase_id == phase_id)
    )
    for analysis_id in db.scalars(query):
        _defer(db, jobs, analysis_id, contribution=str(contribution_id))


def catch_up(db: Session, jobs: IJobs, analysis_id: uuid.UUID) -> None:
    """A run has ended: have what came or was changed while it read placed, where the analysis is kept up to date."""
    if db.scalar(select(upkeep.c.since).where(upkeep.c.analysis_id == analysis_id)) is not None:
        _defer(db, jobs, analysis_id, changed=True)


def go_on(db: Session, jobs: IJobs, analysis_id: uuid.UUID) -> None:
    """Have more of what is missing placed in a job of its own."""
    _defer(db, jobs, analysis_id)


def waiting(db: Session, analysis_id: uuid.UUID, run_id: uuid.UUID) -> int:
    """How many texts could be placed into a run and aren't yet."""
    queries = (_contributions(analysis_id, run_id, None), _comments(analysis_id, run_id))
    counts = [select(func.count()).select_from(one.order_by(None).limit(None).subquery()) for one in queries]
    return sum(int(db.scalar(one) or 0) for one in counts)


def _defer(db: Session, jobs: IJobs, analysis_id: uuid.UUID, **more: Any) -> None:
    jobs.defer(db, ID, NAME, {"analysis": str(analysis_id), **more}, lock=f"insights.fold/{analysis_id}")


def work(context: TaskContext) -> None:
    """The job: of one contribution, or of all that is missing, which goes on in another job where it is much."""
    db, given = context.db, context.arguments
    analysis_id = uuid.UUID(given["analysis"])
    if "contribution" in given:
        fold(db, analysis_id, uuid.UUID(given["contribution"]))
        return
    if given.get("changed"):
        place_changed(db, analysis_id)
    if fold(db, analysis_id) >= AT_ONCE:
        go_on(db, context.service(IJobs), analysis_id)


def fold(db: Session, analysis_id: uuid.UUID, one: uuid.UUID | None = None) -> int:
    """Place one contribution, anew if it is there already, or whatever is missing; how many were placed.

    Nothing happens where there is no finished run, or one without a model.
    """
    newest = _newest(db, analysis_id)
    return 0 if newest is None else _place(db, analysis_id, newest, _inputs(db, analysis_id, newest, one))


def place_changed(db: Session, analysis_id: uuid.UUID) -> int:
    """Place anew what its author has changed since the newest finished run began: it may have read the words before."""
    newest = _newest(db, analysis_id)
    if newest is None:
        return 0
    c, i = contribution.c, item.c
    query = (
        select(c.id, c.title, c.body, c.language)
        .select_from(contribution.join(item, and_(i.contribution_id == c.id, i.comment_id.is_(None))))
        .where(i.run_id == newest.id, c.edited_at > newest.begun_at - OVERLAP, published())
    )
    return _place(db, analysis_id, newest, [_input(row, newest) for row in db.execute(query)])


def _place(db: Session, analysis_id: uuid.UUID, newest: Any, found: list[Input]) -> int:
    model = _model(db, newest) if found else None
    if model is None:
        return 0
    places = {placed.id: placed.theme for placed in model.place(engine_rows(found))}
    _write(db, newest, found, places)
    following.measure_anew(db, newest.id)
    if newest.edits:
        editing.replay_over(db, analysis_id, newest.id)
    return len(found)


def _model(db: Session, newest: Any) -> Model | None:
    try:
        found = model_of(db, newest.id)
        if found is not None:
            found.ready()
        return found
    except (BrokenModel, NoEmbedder) as broken:  # of another release, damaged, or its extra is gone: the next run helps
        log.warning("nothing can be put into the themes of run %s of %s: %s", newest.number, newest.analysis_id, broken)
        return None


def _newest(db: Session, analysis_id: uuid.UUID) -> Any:
    """The newest finished run; a second job, which would give out the same places, and people's edits wait for us."""
    editing.lock(db, analysis_id)
    return editing.newest(db, analysis_id)


def _inputs(db: Session, analysis_id: uuid.UUID, newest: Any, one: uuid.UUID | None) -> list[Input]:
    language = newest.settings["language"]
    found = [_input(row, newest) for row in db.execute(_contributions(analysis_id, newest.id, one))]
    if one is None:
        found += [
            Input(f"m:{row.id}", row.body, language_of(row.language, language), row.contribution_id, row.id)
            for row in db.execute(_comments(analysis_id, newest.id))
        ]
    return found


def _input(row: Any, newest: Any) -> Input:
    language = language_of(row.language, newest.settings["language"])
    return Input(f"c:{row.id}", contribution_text(row.title, row.body), language, row.id)


def _contributions(analysis_id: uuid.UUID, run_id: uuid.UUID, one: uuid.UUID | None) -> Select[Any]:
    c, i, s = contribution.c, item.c, source.c
    known = and_(i.run_id == run_id, i.contribution_id == c.id, i.comment_id.is_(None))
    query = (
        select(c.id, c.title, c.body, c.language)
        .select_from(contribution.join(source, s.phase_id == c.phase_id).outerjoin(item, known))
        .where(s.analysis_id == analysis_id, published(), in_language(analysis_id, c.language))
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
        .where(in_language(analysis_id, m.language))
        .order_by(m.id)
        .limit(AT_ONCE)
    )


def _write(db: Session, newest: Any, found: Sequence[Input], places: dict[str, str | None]) -> None:
    """Rows of what is new, after all places that the run gave, even those of texts that are no more."""
    i, run_id = item.c, newest.id
    known = set(db.scalars(select(i.item).where(i.run_id == run_id, i.item.in_([one.item for one in found]))))
    last = max(newest.inputs, int(db.scalar(select(func.max(i.place)).where(i.run_id == run_id)) or 0))
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
