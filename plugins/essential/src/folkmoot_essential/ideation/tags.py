# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The town's topics, areas and statuses as lists and pages of ideas need them, in one statement."""

import uuid
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import func, literal, select, union_all

from folkmoot.contributions.tables import area, status, topic
from folkmoot.hookspecs.contributions import StatusClass

METHOD = "ideation"


@dataclass(frozen=True)
class Label:
    """A topic as the macros take it."""

    name: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Badge:
    """A status as the macros take it."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic, an area or a status. slug: of a status its class."""

    id: uuid.UUID
    slug: str
    name: str
    icon: str
    tone: str

    @property
    def status_class(self) -> StatusClass:
        """Of a status."""
        return StatusClass(self.slug)


def _everything() -> Any:
    """One statement for the three lists that every page of ideas needs."""
    t, a, s = topic.c, area.c, status.c
    kinds = (
        select(literal("topic").label("kind"), t.id, t.slug, t.title, t.icon, t.tone, t.position),
        select(literal("area"), a.id, a.slug, a.title, literal(""), literal(""), a.position),
        select(literal("status"), s.id, s.status_class, s.title, literal(""), s.tone, s.position).where(
            s.method == METHOD
        ),
    )
    found = union_all(*kinds).subquery("found")
    return select(found).order_by(found.c.kind, found.c.position, found.c.slug, found.c.id)


EVERYTHING = _everything()


class Tags:
    """Topics, areas and statuses by id, in the reader's language and the town's order.

    news: badges of statuses that say something: what is simply open needs none on its card.
    """

    def __init__(self, request: Request) -> None:
        site, locale = request.site, request.locale
        self.topics: list[Tag] = []
        self.areas: list[Tag] = []
        self.statuses: list[Tag] = []
        of_kind = {"topic": self.topics, "area": self.areas, "status": self.statuses}
        for row in request.db.connection().execute(EVERYTHING):
            of_kind[row.kind].append(Tag(row.id, row.slug, site.text(row.title, locale), row.icon, row.tone))
        self.topic_labels = {topic.id: Label(topic.name, topic.icon, topic.tone) for topic in self.topics}
        self.area_names = {one.id: one.name for one in self.areas}
        self.badges = {one.id: Badge(one.name, one.tone) for one in self.statuses}
        self.news = {one.id: self.badges[one.id] for one in self.statuses if one.slug != StatusClass.PROPOSED}

    def label(self, ids: list[uuid.UUID]) -> Label | None:
        """The topic that stands for an idea: the first of the town's order."""
        return next((self.topic_labels[topic.id] for topic in self.topics if topic.id in ids), None) if ids else None

    def labels(self, ids: list[uuid.UUID]) -> list[Label]:
        """All its topics in the town's order."""
        return [self.topic_labels[topic.id] for topic in self.topics if topic.id in ids]


def degrees(micro: int) -> str:
    """Micro-degrees as decimal degrees, without a detour over floats: -4351721 becomes "-4.351721"."""
    whole, rest = divmod(abs(micro), 1_000_000)
    return f"{'-' if micro < 0 else ''}{whole}.{rest:06d}"


def centre(request: Request) -> tuple[str, str] | None:
    """The middle of the town: the mean of its areas' own places."""
    query = select(func.round(func.avg(area.c.latitude)), func.round(func.avg(area.c.longitude)))
    latitude, longitude = request.db.execute(query).one()
    return None if latitude is None else (degrees(int(latitude)), degrees(int(longitude)))


def outlines(request: Request) -> str:
    """The areas' outlines as <folkmoot-map> draws them: "lat,lon lat,lon …;…"."""
    found = request.db.scalars(select(area.c.outline).where(func.jsonb_array_length(area.c.outline) > 0))
    return ";".join(" ".join(f"{degrees(lat)},{degrees(lon)}" for lat, lon in outline) for outline in found)
