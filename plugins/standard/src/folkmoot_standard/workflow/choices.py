# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What the desk's filters and bulk changes offer: projects, phases and statuses that have contributions."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from pyramid.request import Request
from sqlalchemy import func, select

from folkmoot.contributions.tables import contribution, phase, project, status
from folkmoot.hookspecs.contributions import AUTOMATIC, HIDDEN, NEEDS_REPLY, StatusClass
from folkmoot_standard.workflow.tables import handled_by

Option = tuple[str, str]


@dataclass(frozen=True)
class PhaseChoice:
    """A phase with contributions."""

    id: uuid.UUID
    project_id: uuid.UUID
    title: str
    method: str
    contributions: int


@dataclass
class Places:
    """Projects (id -> title) and phases that somebody may handle, in the town's order."""

    projects: dict[uuid.UUID, str] = field(default_factory=dict)
    phases: dict[uuid.UUID, PhaseChoice] = field(default_factory=dict)

    @property
    def methods(self) -> list[str]:
        """The methods of these phases."""
        return sorted({one.method for one in self.phases.values()})

    def phase_options(self, project_id: uuid.UUID | None = None) -> list[tuple[str, list[Option]]]:
        """Options of phases, grouped by project."""
        groups: dict[uuid.UUID, list[Option]] = {}
        for one in self.phases.values():
            if project_id in (None, one.project_id):
                groups.setdefault(one.project_id, []).append((str(one.id), one.title))
        return [(self.projects[key], options) for key, options in groups.items()]


def places(request: Request) -> Places:
    """What the signed-in person may handle; one statement."""
    c, p, h = contribution.c, project.c, phase.c
    query = (
        select(p.id, p.title, h.id.label("phase_id"), h.title.label("phase_title"), h.method, func.count().label("num"))
        .select_from(contribution.join(project, p.id == c.project_id).join(phase, h.id == c.phase_id))
        .where(c.withdrawn_at.is_(None), *handled_by(request.account))
        .group_by(p.tenant_id, p.id, p.title, p.position, h.id, h.title, h.method, h.opens_at)
        .order_by(p.position, p.id, h.opens_at, h.id)
    )
    found, site, locale = Places(), request.site, request.locale
    for row in request.db.execute(query):
        found.projects[row.id] = site.text(row.title, locale)
        title = site.text(row.phase_title, locale)
        found.phases[row.phase_id] = PhaseChoice(row.phase_id, row.id, title, row.method, row.num)
    return found


def statuses(request: Request, methods: list[str]) -> list[Any]:
    """All statuses of some methods in the town's order; one statement."""
    query = select(status.c.id, status.c.method, status.c.status_class, status.c.title, status.c.tone)
    order = (status.c.method, status.c.position, status.c.id)
    return list(request.db.execute(query.where(status.c.method.in_(methods)).order_by(*order)))


def status_options(request: Request, rows: list[Any]) -> list[Any]:
    """Statuses as options; grouped by method where there are several."""
    text, locale = request.site.text, request.locale
    groups: dict[str, list[Option]] = {}
    for row in rows:
        groups.setdefault(row.method, []).append((str(row.id), text(row.title, locale)))
    if len(groups) < 2:
        return next(iter(groups.values()), [])
    return [(method_title(request, method), options) for method, options in groups.items()]


def by_hand(rows: list[Any], *, without_reply: bool = True) -> list[Any]:
    """Those that an official may give by hand; without_reply: and without an official reply together with it."""
    shut = AUTOMATIC | HIDDEN | (NEEDS_REPLY if without_reply else frozenset())
    return [row for row in rows if StatusClass(row.status_class) not in shut]


def method_title(request: Request, method_id: str) -> str:
    """A method in words; its id where its module is absent."""
    method = request.plugins.method(method_id)
    return request.gettext(method.title) if method is not None else method_id


def public_url(request: Request, method_id: str, number: int) -> str:
    """The public page of a contribution, or "" where its method has none or isn't there."""
    method = request.plugins.method(method_id)
    route = method.contribution_route if method is not None else ""
    return request.route_path(route, number=number) if route else ""
