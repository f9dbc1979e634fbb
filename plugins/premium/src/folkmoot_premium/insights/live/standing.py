# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How it stands with keeping an analysis up to date: whether a run may begin by itself, and what pages say of it."""

import datetime
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import phase
from folkmoot_premium.insights import editing
from folkmoot_premium.insights.live.tables import upkeep
from folkmoot_premium.insights.tables import RUNNING, run, source, upload

PAUSE = datetime.timedelta(hours=6)
"""After a run that failed or that somebody stopped, none begins by itself for so long."""
MOST_FAILURES = 3
"""After so many failures in a row none begins by itself until a run that somebody starts has come to its end."""


class State(StrEnum):
    """off: nobody asked for it. empty: all that it read was deleted. waits: no run is finished yet. underway: a run is
    being made. given-up, paused: see above. over: all phases have ended; late comments and removals still count."""

    OFF = "off"
    EMPTY = "empty"
    WAITS = "waits"
    UNDERWAY = "underway"
    GIVEN_UP = "given-up"
    PAUSED = "paused"
    OVER = "over"
    ON = "on"

    @property
    def may_run(self) -> bool:
        """Whether a run may begin by itself."""
        return self in (State.ON, State.OVER)


@dataclass(frozen=True)
class Standing:
    """newest: the newest finished run's row, or None. until: when a pause ends, else None."""

    state: State
    newest: Any = None
    until: datetime.datetime | None = None


def standing(db: Session, analysis_id: uuid.UUID, now: datetime.datetime) -> Standing:
    """Of one analysis; six short statements at most."""
    if db.scalar(select(upkeep.c.since).where(upkeep.c.analysis_id == analysis_id)) is None:
        return Standing(State.OFF)
    newest = editing.newest(db, analysis_id)
    open_phases, phases, files = _sources(db, analysis_id, now)
    if not phases and not files:
        return Standing(State.EMPTY, newest)
    since = _since(db, analysis_id, newest.number if newest is not None else 0)
    state, until = _after(since, now)
    if state is State.ON and newest is None:
        return Standing(State.WAITS)
    over = state is State.ON and phases and not open_phases
    return Standing(State.OVER if over else state, newest, until)


def _after(since: Any, now: datetime.datetime) -> tuple[State, datetime.datetime | None]:
    """What the runs since the newest finished one make of it."""
    if since.underway:
        return State.UNDERWAY, None
    if since.failed >= MOST_FAILURES:
        return State.GIVEN_UP, None
    if since.ended is not None and now < since.ended + PAUSE:
        return State.PAUSED, since.ended + PAUSE
    return State.ON, None


def _since(db: Session, analysis_id: uuid.UUID, number: int) -> Any:
    """Of the runs after a number: how many are under way, how many failed, when the last ended without a result."""
    r = run.c
    query = select(
        func.count().filter(r.state.in_(RUNNING)).label("underway"),
        func.count().filter(r.state == "failed").label("failed"),
        func.max(r.ended_at).filter(r.state.in_(("failed", "stopped"))).label("ended"),
    ).where(r.analysis_id == analysis_id, r.number > number)
    return db.execute(query).one()


def _sources(db: Session, analysis_id: uuid.UUID, now: datetime.datetime) -> tuple[int, int, int]:
    """How many phases that are read aren't over, how many phases, how many files."""
    p, s = phase.c, source.c
    still = func.count().filter(or_(p.closes_at.is_(None), p.closes_at > now))
    query = select(still.label("open"), func.count().label("all"))
    row = db.execute(
        query.select_from(source.join(phase, p.id == s.phase_id)).where(s.analysis_id == analysis_id)
    ).one()
    files = db.scalar(select(func.count()).select_from(upload).where(upload.c.analysis_id == analysis_id))
    return int(row.open), int(row.all), int(files or 0)
