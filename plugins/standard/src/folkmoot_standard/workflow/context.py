# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an address of the desk is about; PROJECT_EDIT is decided on its project."""

import uuid
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request
from sqlalchemy import Table, func, select

from folkmoot.contributions.tables import contribution, status
from folkmoot.interfaces import IContributions, IProjects, ProjectPhase
from folkmoot_standard.workflow.tables import evaluation, evaluator, follow_up, note

LARGEST = 2**63


class Handled:
    """Something of one project."""

    is_public = False
    project_id: uuid.UUID

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        self._find(request)

    def _find(self, request: Request) -> None:
        raise HTTPNotFound


@dataclass(frozen=True)
class Kept:
    """What the desk keeps about a contribution: rows of follow_up and evaluation or None, who evaluates, its status."""

    follow: Any
    evaluation: Any
    evaluators: list[uuid.UUID]
    status: dict[str, str]
    tone: str


class HandledContribution(Handled):
    """A contribution by its number: row is that of IContributions.by_number."""

    def _find(self, request: Request) -> None:
        number = int(request.matchdict["number"])
        found = request.find_service(IContributions).by_number(request.db, number) if number < LARGEST else None
        if found is None:
            raise HTTPNotFound
        self.row: Any = found
        self.project_id = found.project_id

    def kept(self, request: Request) -> Kept:
        """What the desk keeps about it; one statement."""
        v = evaluator.c
        asked = select(func.array_agg(v.account_id)).where(v.contribution_id == self.row.id).scalar_subquery()
        query = (
            select(follow_up, evaluation, status.c.title, status.c.tone, func.coalesce(asked, []).label("asked"))
            .select_from(
                contribution.join(status, status.c.id == contribution.c.status_id)
                .outerjoin(follow_up, follow_up.c.contribution_id == contribution.c.id)
                .outerjoin(evaluation, evaluation.c.contribution_id == contribution.c.id)
            )
            .where(contribution.c.id == self.row.id)
        )
        found = request.db.execute(query).one()
        return Kept(_part(found, follow_up), _part(found, evaluation), found.asked, found.title, found.tone)


def _part(row: Any, table: Table) -> Any:
    """The columns of one joined table, None where it had no row."""
    values = {column.name: row._mapping[column] for column in table.c}  # noqa: SLF001  # SQLAlchemy's public name
    return SimpleNamespace(**values) if values["contribution_id"] is not None else None


class HandledPhase(Handled):
    """A phase by its id."""

    def _find(self, request: Request) -> None:
        found = request.find_service(IProjects).phase(request.db, uuid.UUID(request.matchdict["phase"]), request.now)
        if found is None:
            raise HTTPNotFound
        self.phase: ProjectPhase = found
        self.project_id = found.project_id


class HandledNote(Handled):
    """A note by its id, with the number, the title and the project of its contribution."""

    def _find(self, request: Request) -> None:
        c = contribution.c
        query = (
            select(note, c.number, c.title, c.language, c.project_id)
            .join(contribution, c.id == note.c.contribution_id)
            .where(note.c.id == uuid.UUID(request.matchdict["note"]))
        )
        self.row: Any = request.db.execute(query).one_or_none()
        if self.row is None:
            raise HTTPNotFound
        self.project_id = self.row.project_id
