# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The clock's job: tells methods once that their phase has opened or closed. Pages are right without it."""

import logging
import uuid
from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from folkmoot.audit.activities import Activities
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.projects.models import Phase, Project
from folkmoot.projects.services import phases, sunset

log = logging.getLogger(__name__)


def turn(context: TaskContext) -> None:
    """Open and close what is due. Phases that opened and closed since the last turn get both, in that order."""
    for phase_id in _due(context, Phase.opened_at, Phase.opens_at):
        _tell(context, phase_id, "opened")
    for phase_id in [*_due(context, Phase.closed_at, Phase.closes_at), *_frozen(context)]:
        _tell(context, phase_id, "closed")


def _due(
    context: TaskContext, stamp: InstrumentedAttribute[object], moment: InstrumentedAttribute[object]
) -> Sequence[uuid.UUID]:
    """Phases of public projects whose moment has come and whose method is active: an absent one hears of it later."""
    public = select(Project.id).where(Project.state == "published")
    statement = select(Phase.id).where(
        stamp.is_(None), moment <= context.now, Phase.project_id.in_(public), Phase.method.in_(context.plugins.methods)
    )
    found = context.db.scalars(statement.order_by(moment, Phase.id)).all()
    return found if not sunset.fading(context.plugins) else [one for one in found if not _never_began(context, one)]


def _never_began(context: TaskContext, phase_id: uuid.UUID) -> bool:
    """Whether the licence of its module had ended before the phase began: it waits for another one."""
    phase = phases.by_id(context.db, context.plugins, phase_id, context.now)
    return phase is not None and phase.sunset == sunset.NEVER


def _frozen(context: TaskContext) -> Sequence[uuid.UUID]:
    """Phases that sunset has ended before their own date."""
    running = select(Phase.id).where(
        Phase.method.in_(sunset.fading(context.plugins)), Phase.opened_at.is_not(None), Phase.closed_at.is_(None)
    )
    read = (phases.by_id(context.db, context.plugins, one, context.now) for one in context.db.scalars(running).all())
    return [phase.id for phase in read if phase is not None and phase.state == "closed"]


def _tell(context: TaskContext, phase_id: uuid.UUID, verb: str) -> None:
    """Stamp the phase and call its method, both or neither; a method's error leaves the other phases alone."""
    try:
        with context.db.begin_nested():
            if _stamp(context, phase_id, verb):
                _call(context, phase_id, verb)
    except Exception:
        log.exception("phase %s could not be %s; the next turn tries again", phase_id, verb)


def _stamp(context: TaskContext, phase_id: uuid.UUID, verb: str) -> bool:
    """Whether it was for us to do: of two jobs at once, the second waits here and then finds the stamp."""
    stamp = Phase.opened_at if verb == "opened" else Phase.closed_at
    statement = update(Phase).where(Phase.id == phase_id, stamp.is_(None)).values({stamp: context.now})
    return context.db.scalar(statement.returning(Phase.id)) is not None


def _call(context: TaskContext, phase_id: uuid.UUID, verb: str) -> None:
    phase = phases.by_id(context.db, context.plugins, phase_id, context.now)
    if phase is None:
        return
    method = context.plugins.method(phase.method)
    (method.opened if verb == "opened" else method.closed)(context.db, phase)
    nobody = Activities(secret="")  # the clock acts, so no participant's id is made and no secret is needed
    nobody.record(
        context.db, verb, "phase", phase.id, None, project_id=phase.project_id, phase_id=phase.id, method=phase.method
    )


TASKS = (Task("projects.turn", turn, every_minutes=1),)
