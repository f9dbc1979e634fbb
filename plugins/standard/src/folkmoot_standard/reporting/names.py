# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The names of projects, phases, topics and areas as filters and tables show them, all in one statement."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import DateTime, Text, Uuid, cast, literal, null, select, true, union_all

from folkmoot.contributions.tables import area, phase, project, topic


@dataclass(frozen=True)
class Named:
    """One of them. slug: what addresses call it; of a phase its id. language: of its name.

    parent, method, opens_at, closes_at: of a phase its project, its method and its time; it may have no end.
    """

    id: uuid.UUID
    slug: str
    name: str
    language: str
    parent: uuid.UUID | None = None
    method: str = ""
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None


class Names:
    """What this request's member of staff may report on, in the reader's language and the town's order.

    projects: those they manage, without drafts; with one_project that project alone, draft or not.
    """

    def __init__(self, request: Request, one_project: uuid.UUID | None = None) -> None:
        self.projects: dict[uuid.UUID, Named] = {}
        self.phases: dict[uuid.UUID, Named] = {}
        self.topics: dict[uuid.UUID, Named] = {}
        self.areas: dict[uuid.UUID, Named] = {}
        kinds = {"project": self.projects, "phase": self.phases, "topic": self.topics, "area": self.areas}
        for row in request.db.execute(_everything(_visible(request, one_project))):
            slug = str(row.id) if row.kind == "phase" else row.slug
            text, language = request.site.text, request.site.language_of
            kinds[row.kind][row.id] = Named(
                row.id,
                slug,
                text(row.title, request.locale),
                language(row.title, request.locale),
                row.parent,
                row.method or "",
                row.at,
                row.closes_at,
            )

    def phase_name(self, phase_id: Any) -> str:
        """A phase together with its project, which alone says little."""
        found = self.phases[phase_id]
        parent = self.projects.get(found.parent) if found.parent else None
        return f"{parent.name}: {found.name}" if parent else found.name


def by_slug(found: Collection[Named], slug: str) -> Named | None:
    """The one with this name in addresses."""
    return next((one for one in found if one.slug == slug), None)


def _visible(request: Request, one_project: uuid.UUID | None) -> Any:
    p = project.c
    if one_project is not None:
        return p.id == one_project
    mine = true() if request.account.is_administrator else p.id.in_(request.account.managed_projects)
    return (p.state != "draft") & mine


def _everything(visible: Any) -> Any:
    p, h, t, a = project.c, phase.c, topic.c, area.c
    no_parent, no_moment = cast(null(), Uuid), cast(null(), DateTime(timezone=True))
    kinds = (
        select(
            literal("project").label("kind"), p.id, p.slug, p.title, no_parent.label("parent"), p.position,
            p.published_at.label("at"), cast(null(), Text).label("method"), no_moment.label("closes_at"),
        ).where(visible),
        select(
            literal("phase"), h.id, cast(null(), Text), h.title, h.project_id, literal(0), h.opens_at, h.method,
            h.closes_at,
        )
        .select_from(phase.join(project, p.id == h.project_id)).where(visible),
        select(literal("topic"), t.id, t.slug, t.title, no_parent, t.position, no_moment, null(), no_moment),
        select(literal("area"), a.id, a.slug, a.title, no_parent, a.position, no_moment, null(), no_moment),
    )  # fmt: skip
    found = union_all(*kinds).subquery("found")
    return select(found).order_by(found.c.kind, found.c.position, found.c.at, found.c.id)
