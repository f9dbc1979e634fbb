# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Splitting a theme: the texts that hold words, or two halves that the program finds in a job."""

import uuid

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.i18n import mark as _
from folkmoot_premium.analysis import Settings, analyse
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights import editing
from folkmoot_premium.insights.members import says
from folkmoot_premium.insights.parts import describe
from folkmoot_premium.insights.sources import engine_rows, inputs_of
from folkmoot_premium.insights.tables import item, joined, living, run

NAME = "split"
NONE_HOLDS = _("No text of this theme has one of these words.")
FEWEST = 4


def holding(db: Session, run_id: uuid.UUID, theme: str, words: str) -> list[str]:
    """The items of a theme that have at least one of the words."""
    wanted = or_(*(says(word) for word in words.split()))
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, item.c.theme == theme, living())
    return list(db.scalars(query.where(wanted).order_by(item.c.place)))


def work(context: TaskContext) -> None:
    """The job: the smaller half becomes a theme of its own. Does nothing where the theme has changed away meanwhile."""
    told, db = context.arguments, context.db
    row = db.execute(select(run).where(run.c.id == uuid.UUID(told["run"]))).one_or_none()
    current = editing.newest(db, row.analysis_id) if row is not None else None
    if row is None or current is None or current.id != row.id:
        return
    found = inputs_of(db, row, told["theme"])
    if len(found) < FEWEST:
        return
    semantic = bool(row.settings.get("semantic")) and installed()
    settings = Settings(2, excluded=tuple(row.settings["excluded"]), semantic=semantic)
    halves = analyse(engine_rows(found), settings).themes
    if len(halves) < 2:
        return
    arguments = {
        "theme": told["theme"], "into": editing.fresh_theme(db, row.analysis_id), "items": list(halves[1].members),
        "name": "", "by": "program",
    }  # fmt: skip
    if editing.add(db, row.analysis_id, _actor(db, told["actor"]), context.now, "split", arguments) is None:
        describe(db, row)


def _actor(db: Session, told: str) -> uuid.UUID | None:
    """Who asked for it, unless they are gone."""
    return db.scalar(select(account.c.id).where(account.c.id == uuid.UUID(told)))


TASK = Task(NAME, work, begins=True)
