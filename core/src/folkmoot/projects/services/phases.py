# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Phases as values: numbered in order of opening, their state read from the clock, their rules loaded along."""

import datetime
import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from folkmoot.hookspecs.methods import Who
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import ProjectPhase, Rule
from folkmoot.projects.models import ActionRule, Phase, Project
from folkmoot.projects.services import sunset

log = logging.getLogger(__name__)


def state_at(opens_at: datetime.datetime, closes_at: datetime.datetime | None, now: datetime.datetime) -> str:
    """What a phase is at a moment: upcoming, open (from opens_at on, until before closes_at) or closed."""
    if now < opens_at:
        return "upcoming"
    return "open" if closes_at is None or now < closes_at else "closed"


def of_project(db: Session, plugins: Plugins, project_id: uuid.UUID, now: datetime.datetime) -> list[ProjectPhase]:
    """All phases of a project."""
    return _read(db, plugins, _of_project(), now, project=project_id).get(project_id, [])


def of_projects(
    db: Session, plugins: Plugins, project_ids: Sequence[uuid.UUID], now: datetime.datetime
) -> dict[uuid.UUID, list[ProjectPhase]]:
    """Phases of many projects, in one statement."""
    if not project_ids:
        return {}
    return _read(db, plugins, _statement().where(Phase.project_id.in_(project_ids)), now)


def of_town(db: Session, plugins: Plugins, now: datetime.datetime) -> list[ProjectPhase]:
    """Phases of all projects of the town."""
    return [phase for own in _read(db, plugins, _statement(), now).values() for phase in own]


def by_id(db: Session, plugins: Plugins, phase_id: uuid.UUID, now: datetime.datetime) -> ProjectPhase | None:
    """One phase; its siblings come along, since its number depends on them."""
    found = _read(db, plugins, _with_siblings(), now, phase=phase_id)
    return next((phase for own in found.values() for phase in own if phase.id == phase_id), None)


@lru_cache(maxsize=1)
def _of_project() -> Select[Any]:
    """Built once, as the next one: making a statement costs more than running it."""
    return _statement().where(Phase.project_id == bindparam("project"))


@lru_cache(maxsize=1)
def _with_siblings() -> Select[Any]:
    wanted = aliased(Phase)
    project = select(wanted.project_id).where(wanted.id == bindparam("phase")).scalar_subquery()
    return _statement().where(Phase.project_id == project)


def _statement() -> Select[Any]:
    rule = func.jsonb_build_object("who", ActionRule.who, "groups", ActionRule.groups)
    rules = (
        select(func.jsonb_object_agg(ActionRule.action, rule))
        .where(ActionRule.phase_id == Phase.id)
        .correlate(Phase)
        .scalar_subquery()
    )
    return (
        select(Phase, Project.slug, Project.state, Project.title, Project.published_at, rules.label("rules"))
        .join(Project, Project.id == Phase.project_id)
        .order_by(Phase.opens_at, Phase.id)
    )


def _read(
    db: Session, plugins: Plugins, statement: Select[Any], now: datetime.datetime, **values: uuid.UUID
) -> dict[uuid.UUID, list[ProjectPhase]]:
    found: dict[uuid.UUID, list[ProjectPhase]] = {}
    rows = db.execute(statement, values).all()
    lapses = sunset.lapses(db, plugins, (row.Phase.method for row in rows))
    for row, slug, project_state, title, published_at, rules in rows:
        siblings = found.setdefault(row.project_id, [])
        end, frozen = sunset.end_of(row, published_at, lapses.get(row.method))
        siblings.append(
            ProjectPhase(
                id=row.id, project_id=row.project_id, project_slug=slug, number=len(siblings) + 1, method=row.method,
                title=row.title, description=row.description, opens_at=row.opens_at, closes_at=end,
                state=state_at(row.opens_at, end, now), settings=parsed(plugins, row.method, row.settings),
                project_published=project_state != "draft", rules=_rules(rules), siblings=siblings,
                project_archived=project_state == "archived", project_title=title, sunset=frozen,
                planned_end=row.closes_at,
            )
        )  # fmt: skip
    return found


def _rules(rules: Mapping[str, Any] | None) -> dict[str, Rule]:
    return {
        action: Rule(Who(rule["who"]), tuple(uuid.UUID(group) for group in rule["groups"]))
        for action, rule in (rules or {}).items()
    }


def parsed(plugins: Plugins, method_id: str, settings: Mapping[str, Any]) -> BaseModel | None:
    """A phase's settings as its method's own type; None when that method isn't active here.

    What no longer fits (written by an older version) falls back to the method's defaults, so the page still shows.
    """
    method = plugins.method(method_id)
    return _parse(method.Settings, json.dumps(settings, sort_keys=True)) if method is not None else None


@lru_cache(maxsize=1024)
def _parse(model: type[BaseModel], settings: str) -> BaseModel | None:
    try:
        return model.model_validate_json(settings)
    except ValidationError as error:
        log.warning("settings of a phase don't fit %s: %s", model.__qualname__, error.errors(include_input=False))
    try:
        return model()
    except ValidationError:
        return None


def current(found: Sequence[ProjectPhase]) -> ProjectPhase | None:
    """The open phase that opened last, else the next one, else the last one."""
    running = [phase for phase in found if phase.state == "open"]
    if running:
        return max(running, key=lambda phase: (phase.opens_at, phase.number))
    coming = [phase for phase in found if phase.state == "upcoming"]
    return coming[0] if coming else (found[-1] if found else None)
