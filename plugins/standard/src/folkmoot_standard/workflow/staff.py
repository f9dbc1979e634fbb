# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Colleagues: who of the staff may handle what, read once a page."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import account, project_manager
from folkmoot.interfaces import Role


@dataclass(frozen=True)
class Colleague:
    """A member of staff. everywhere: an administrator; else only the managed projects."""

    id: uuid.UUID
    name: str
    email: str
    locale: str
    everywhere: bool
    projects: frozenset[uuid.UUID]

    def handles(self, project_id: uuid.UUID) -> bool:
        """Whether they may open the contributions of a project."""
        return self.everywhere or project_id in self.projects


def colleagues(db: Session) -> dict[uuid.UUID, Colleague]:
    """All staff of the town by id, in the order of their names; one statement."""
    a, m = account.c, project_manager.c
    query = (
        select(a.id, a.display_name, a.email, a.locale, a.role, func.array_agg(m.project_id).label("projects"))
        .select_from(account.outerjoin(project_manager, m.account_id == a.id))
        .where(a.role != Role.CITIZEN)
        .group_by(a.tenant_id, a.id)
        .order_by(func.lower(a.display_name), a.id)
    )
    return {row.id: _colleague(row) for row in db.execute(query)}


def _colleague(row: Any) -> Colleague:
    projects = frozenset(one for one in row.projects if one is not None)
    return Colleague(row.id, row.display_name, row.email, row.locale, row.role != Role.MANAGER, projects)
