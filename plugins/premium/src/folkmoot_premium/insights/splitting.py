# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Splitting a theme: the texts that hold words, or two halves that the program finds in a job; or why it doesn't."""

import uuid
from typing import Any

from sqlalchemy import false, func, or_, select, update
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAudit
from folkmoot_premium.analysis import Settings, analyse
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.insights import editing, typed
from folkmoot_premium.insights.members import says
from folkmoot_premium.insights.parts import describe
from folkmoot_premium.insights.sources import engine_rows, inputs_of
from folkmoot_premium.insights.tables import edit, item, joined, living, run, theme

NAME = "split"
NONE_HOLDS = _("No text of this theme has one of these words.")
FEWEST = 4
ASKED, DONE, FEW, ALIKE, CHANGED = "asked", "done", "few", "alike", "changed"
OUTCOMES = {
    ASKED: (_("A worker splits this theme in two. Look at it again in a moment."), "info"),
    DONE: (_("The program has split this theme: what it found in it is a theme of its own now."), "ok"),
    FEW: (_("The program didn’t split this theme: that takes at least four texts that the run has read."), "warn"),
    ALIKE: (
        _("The program didn’t split this theme: it found no two groups in it whose words differ. Split it by words of "
          "your own, or move texts by hand."),
        "warn",
    ),
    CHANGED: (
        _("The program didn’t split this theme: the themes were changed meanwhile. Ask again if it should."),
        "warn",
    ),
}  # fmt: skip
"""What the page of a theme says of the last wish that the program splits it, and its tone."""


def holding(db: Session, run_id: uuid.UUID, key: str, words: str) -> list[str]:
    """The items of a theme that have at least one of the words, which are listed as in typed.words."""
    wanted = or_(false(), *(says(word) for word in typed.words(words)))
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, item.c.theme == key, living())
    return list(db.scalars(query.where(wanted).order_by(item.c.place)))


def work(context: TaskContext) -> None:
    """The job: the smaller half becomes a theme of its own; or the page of the theme says why nothing was split."""
    told, db = context.arguments, context.db
    row = db.execute(select(run).where(run.c.id == uuid.UUID(told["run"]))).one_or_none()
    if row is None:
        return
    actor, outcome = _actor(db, told["actor"]), _split(context, row)
    report(db, row.analysis_id, told["theme"], outcome)
    done = outcome == DONE
    verb = "insights.theme-split" if done else "insights.theme-not-split"
    details = {"theme": told["theme"], **({} if done else {"reason": outcome})}
    context.service(IAudit).record(db, actor, verb, "insights", row.analysis_id, details)


def _split(context: TaskContext, row: Any) -> str:
    """Split it, or one of OUTCOMES."""
    told, db = context.arguments, context.db
    current = editing.newest(db, row.analysis_id)
    if current is None or current.id != row.id:
        return CHANGED
    found = inputs_of(db, row, told["theme"])
    if len(found) < FEWEST:
        return FEW
    semantic = bool(row.settings.get("semantic")) and installed()
    settings = Settings(2, excluded=tuple(row.settings["excluded"]), semantic=semantic)
    halves = analyse(engine_rows(found), settings).themes
    if len(halves) < 2:
        return ALIKE
    arguments = {
        "theme": told["theme"], "into": editing.fresh_theme(db, row.analysis_id), "items": list(halves[1].members),
        "name": "", "by": "program",
    }  # fmt: skip
    if editing.add(db, row.analysis_id, _actor(db, told["actor"]), context.now, "split", arguments) is not None:
        return CHANGED
    describe(db, row)
    return DONE


def last_made(db: Session, analysis_id: uuid.UUID) -> str:
    """The theme that the last change made, "" where that was no split."""
    e = edit.c
    query = select(e.kind, e.arguments).where(e.analysis_id == analysis_id).order_by(e.number.desc()).limit(1)
    last = db.execute(query).one_or_none()
    return str(last.arguments["into"]) if last is not None and last.kind == "split" else ""


def report(db: Session, analysis_id: uuid.UUID, key: str, outcome: str) -> None:
    """Keep what became of the wish with the theme as it stands now, or as it stood in the run that was looked at."""
    of_analysis = select(run.c.id).where(run.c.analysis_id == analysis_id)
    mine = (theme.c.run_id.in_(of_analysis), theme.c.theme == key)
    db.execute(update(theme).where(*mine).values(split=outcome))


def large_enough(db: Session, run_id: uuid.UUID, key: str) -> bool:
    """Whether a theme has texts enough that the run read."""
    mine = (item.c.run_id == run_id, item.c.theme == key, item.c.folded_at.is_(None), living())
    return int(db.scalar(select(func.count()).select_from(joined()).where(*mine)) or 0) >= FEWEST


def _actor(db: Session, told: str) -> uuid.UUID | None:
    """Who asked for it, unless they are gone."""
    return db.scalar(select(account.c.id).where(account.c.id == uuid.UUID(told)))


TASK = Task(NAME, work, begins=True)
