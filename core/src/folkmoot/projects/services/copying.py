# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Copying a project: last year's budget becomes this year's, without what people wrote."""

import datetime
import secrets
import uuid
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from folkmoot.projects.models import ActionRule, Attachment, Phase, Project, ProjectArea, ProjectTopic
from folkmoot.projects.services.saving import Act, existing, next_position, taken
from folkmoot.projects.slugs import slug_of, unique
from folkmoot.tenants.interfaces import Site


def copy(
    db: Session,
    act: Act,
    project_id: uuid.UUID,
    opens_at: datetime.datetime | None = None,
    title: dict[str, str] | None = None,
) -> Project:
    """A draft with the same texts, phases, rules, topics, areas and documents."""
    source = existing(db, Project, project_id)
    made = _copy_project(db, act.site, source, title or dict(source.title))
    _copy_phases(db, act.site, source.id, made.id, opens_at)
    for table, column in ((ProjectTopic, "topic_id"), (ProjectArea, "area_id")):
        _copy_links(db, table, column, source.id, made.id)
    for attachment in db.scalars(select(Attachment).where(Attachment.project_id == source.id)).all():
        values = {"file_id": attachment.file_id, "title": dict(attachment.title), "position": attachment.position}
        db.add(Attachment(project_id=made.id, **values))
    db.flush()
    act.record(db, "project.copied", "project", made.id, {"from": str(source.id), "slug": made.slug})
    return made


def _copy_project(db: Session, site: Site, source: Project, title: dict[str, str]) -> Project:
    words = site.text(title, site.default_locale)
    slug = unique(slug_of(words, "project"), lambda candidate: taken(db, Project, candidate))
    made = Project(
        slug=slug, title=title, lead=dict(source.lead), description=dict(source.description), listed=source.listed,
        folder_id=source.folder_id, picture_id=source.picture_id, position=next_position(db, Project),
        preview_token=secrets.token_urlsafe(24), state="draft",
    )  # fmt: skip
    db.add(made)
    db.flush()
    return made


def _copy_phases(
    db: Session, site: Site, source_id: uuid.UUID, made_id: uuid.UUID, opens_at: datetime.datetime | None
) -> None:
    phases = db.scalars(select(Phase).where(Phase.project_id == source_id).order_by(Phase.opens_at, Phase.id)).all()
    if not phases:
        return
    shift = _Shift(site, phases[0].opens_at, opens_at or phases[0].opens_at)
    copies = {
        phase.id: Phase(
            project_id=made_id, method=phase.method, title=dict(phase.title), description=dict(phase.description),
            opens_at=shift(phase.opens_at), closes_at=phase.closes_at and shift(phase.closes_at),
            settings=dict(phase.settings),
        )
        for phase in phases
    }  # fmt: skip
    db.add_all(copies.values())
    db.flush()
    rules = db.scalars(select(ActionRule).where(ActionRule.phase_id.in_(copies)))
    rows = [
        {"phase_id": copies[rule.phase_id].id, "action": rule.action, "who": rule.who, "groups": list(rule.groups)}
        for rule in rules
    ]
    if rows:
        db.execute(insert(ActionRule), rows)


class _Shift:
    """Moves moments by whole time on the tenant's clocks: what closed at midnight closes at midnight again, also when
    summer time begins or ends in between."""

    def __init__(self, site: Site, before: datetime.datetime, after: datetime.datetime) -> None:
        self._site = site
        self._by = self._local(after) - self._local(before)

    def _local(self, moment: datetime.datetime) -> datetime.datetime:
        return self._site.local(moment).replace(tzinfo=None)

    def __call__(self, moment: datetime.datetime) -> datetime.datetime:
        return (self._local(moment) + self._by).replace(tzinfo=self._site.zone).astimezone(datetime.UTC)


def _copy_links(db: Session, table: Any, column: str, source: uuid.UUID, made: uuid.UUID) -> None:
    ids = db.scalars(select(getattr(table, column)).where(table.project_id == source)).all()
    if ids:
        db.execute(insert(table), [{"project_id": made, column: one} for one in ids])
