# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Numbers and lists for the first page and the list of projects, in a constant number of statements."""

import datetime
import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.contributions.models import Contribution
from folkmoot.db.base import Localised
from folkmoot.projects.models import Folder, Phase, Project

SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Turn:
    """A phase that opens or closes soon."""

    at: datetime.datetime
    opens: bool
    phase_title: Localised
    phase_id: uuid.UUID
    project_title: Localised
    project_slug: str


@dataclass
class ProjectLine:
    """A project in the back office's list."""

    project: Project
    folder_title: Localised | None
    phases: list[Phase] = field(default_factory=list)
    contributions: int = 0


def mine(account: CurrentAccount) -> ColumnElement[bool]:
    """The projects a member of staff works on: all for administrators, the managed ones for managers."""
    return true() if account.is_administrator else Project.id.in_(account.managed_projects)


def states(db: Session, account: CurrentAccount) -> dict[str, int]:
    """How many projects are in each state."""
    query = select(Project.state, func.count()).where(mine(account)).group_by(Project.state)
    return {row[0]: row[1] for row in db.execute(query)}


def turns(db: Session, account: CurrentAccount, now: datetime.datetime, limit: int = 6) -> list[Turn]:
    """What opens and closes next in projects that aren't archived."""
    query = (
        select(Phase, Project.title, Project.slug).join(Project, Project.id == Phase.project_id)
        .where(mine(account), Project.state != "archived")
        .where(Phase.opens_at.between(now, now + SOON) | Phase.closes_at.between(now, now + SOON))
    )  # fmt: skip
    found = []
    for phase, title, slug in db.execute(query):
        for at, opens in ((phase.opens_at, True), (phase.closes_at, False)):
            if at is not None and now <= at <= now + SOON:
                found.append(Turn(at, opens, phase.title, phase.id, title, slug))
    return sorted(found, key=lambda turn: turn.at)[:limit]


def newest(db: Session, account: CurrentAccount, since: datetime.datetime) -> int:
    """Contributions that came in since a moment and weren't taken back."""
    query = (
        select(func.count()).select_from(Contribution).join(Project, Project.id == Contribution.project_id)
        .where(mine(account), Contribution.created_at >= since, Contribution.withdrawn_at.is_(None))
    )  # fmt: skip
    return db.scalar(query) or 0


def waiting(db: Session, account: CurrentAccount) -> int:
    """Contributions that wait for screening."""
    query = (
        select(func.count()).select_from(Contribution).join(Project, Project.id == Contribution.project_id)
        .where(mine(account), Contribution.published_at.is_(None), Contribution.withdrawn_at.is_(None))
    )  # fmt: skip
    return db.scalar(query) or 0


def project_lines(db: Session, account: CurrentAccount, state: str = "", text: str = "") -> list[ProjectLine]:
    """The projects of a member of staff with folder, phases and counts, in the town's order; three statements."""
    query = (
        select(Project, Folder.title).outerjoin(Folder, Folder.id == Project.folder_id)
        .where(mine(account)).order_by(Project.position, Project.id.desc())
    )  # fmt: skip
    if state:
        query = query.where(Project.state == state)
    lines = {row[0].id: ProjectLine(row[0], row[1]) for row in db.execute(query) if _bears(row[0], text)}
    for phase in db.scalars(select(Phase).where(Phase.project_id.in_(lines)).order_by(Phase.opens_at)):
        lines[phase.project_id].phases.append(phase)
    for project_id, count in _contributions(db, list(lines)):
        lines[project_id].contributions = count
    return list(lines.values())


def _bears(project: Project, text: str) -> bool:
    wanted = text.casefold().strip()
    return not wanted or any(wanted in title.casefold() for title in project.title.values())


def _contributions(db: Session, project_ids: list[uuid.UUID]) -> list[tuple[uuid.UUID, int]]:
    query = (
        select(Contribution.project_id, func.count())
        .where(Contribution.project_id.in_(project_ids), Contribution.withdrawn_at.is_(None))
        .group_by(Contribution.project_id)
    )
    return [(row[0], row[1]) for row in db.execute(query)]


def contributions_of_phases(db: Session, project_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many contributions each phase of a project holds, withdrawn ones too: they lock the method as well."""
    query = select(Contribution.phase_id, func.count()).where(Contribution.project_id == project_id)
    return {row[0]: row[1] for row in db.execute(query.group_by(Contribution.phase_id))}
