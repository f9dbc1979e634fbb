# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Phases with contributions that somebody may analyse, with how much there is to read in each."""

import uuid
from dataclasses import dataclass

from pyramid.request import Request
from sqlalchemy import func, select

from folkmoot.contributions.tables import comment, contribution, phase, project
from folkmoot_premium.insights.tables import published, standing


@dataclass(frozen=True)
class PhaseChoice:
    """A phase: its title after its project's, and how many contributions and comments can be read."""

    id: uuid.UUID
    project: str
    title: str
    contributions: int
    comments: int


def phases(request: Request) -> dict[uuid.UUID, PhaseChoice]:
    """All such phases by id, in the town's order; two statements."""
    c, p, h = contribution.c, project.c, phase.c
    mine = [] if request.account.is_administrator else [p.id.in_(request.account.managed_projects)]
    query = (
        select(h.id, h.title, p.title.label("project"), func.count().label("num"))
        .select_from(contribution.join(phase, h.id == c.phase_id).join(project, p.id == h.project_id))
        .where(published(), *mine)
        .group_by(h.tenant_id, h.id, h.title, h.opens_at, p.id, p.title, p.position)
        .order_by(p.position, p.id, h.opens_at, h.id)
    )
    comments = _comments(request)
    site, locale = request.site, request.locale
    return {
        row.id: PhaseChoice(
            row.id, site.text(row.project, locale), site.text(row.title, locale), row.num, comments.get(row.id, 0)
        )
        for row in request.db.execute(query)
    }


def _comments(request: Request) -> dict[uuid.UUID, int]:
    c, m = contribution.c, comment.c
    query = (
        select(c.phase_id, func.count().label("num"))
        .select_from(comment.join(contribution, c.id == m.contribution_id))
        .where(published(), standing())
        .group_by(c.phase_id)
    )
    return {row.phase_id: row.num for row in request.db.execute(query)}
