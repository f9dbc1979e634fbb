# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Topics and areas of the town."""

import re
import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.admin.services.ordering import last_position
from folkmoot.audit.services import Audit
from folkmoot.contributions.models import Contribution, ContributionTopic
from folkmoot.i18n import mark as _
from folkmoot.projects.interfaces import Problem, Unacceptable
from folkmoot.projects.models import Area, ProjectArea, ProjectTopic, Topic
from folkmoot.projects.slugs import slug_of, unique
from folkmoot.tenants.interfaces import Site

PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
MICRO = 1_000_000
FEWEST_CORNERS = 3


def save_topic(
    db: Session, audit: Audit, site: Site, actor_id: uuid.UUID, values: dict[str, Any], topic: Topic | None = None
) -> Topic:
    """Create or change a topic; its slug is made once, so that addresses stay."""
    verb = "topic.changed" if topic else "topic.created"
    if topic is None:
        slug = _new_slug(db, Topic, site, values["title"], "topic")
        topic = Topic(slug=slug, position=last_position(db, Topic), **values)
        db.add(topic)
    for name, value in values.items():
        setattr(topic, name, value)
    db.flush()
    audit.record(db, actor_id, verb, "topic", topic.id, {"slug": topic.slug})
    return topic


def delete_topic(db: Session, audit: Audit, actor_id: uuid.UUID, topic: Topic) -> None:
    """Remove a topic; projects and contributions lose it and stay."""
    audit.record(db, actor_id, "topic.deleted", "topic", topic.id, {"slug": topic.slug})
    db.delete(topic)


def save_area(
    db: Session, audit: Audit, site: Site, actor_id: uuid.UUID, values: dict[str, Any], area: Area | None = None
) -> Area:
    """Create or change an area. values: title, centre ("51.05, 3.72" or ""), outline (a pair a line); Unacceptable."""
    centre, outline = _centre(values["centre"]), _outline(values["outline"])
    verb = "area.changed" if area else "area.created"
    if area is None:
        slug = _new_slug(db, Area, site, values["title"], "area")
        area = Area(slug=slug, position=last_position(db, Area), title=values["title"])
        db.add(area)
    area.title, area.outline = values["title"], outline
    area.latitude, area.longitude = centre or (None, None)
    db.flush()
    audit.record(db, actor_id, verb, "area", area.id, {"slug": area.slug})
    return area


def delete_area(db: Session, audit: Audit, actor_id: uuid.UUID, area: Area) -> None:
    """Remove an area; projects and contributions lose it and stay."""
    audit.record(db, actor_id, "area.deleted", "area", area.id, {"slug": area.slug})
    db.delete(area)


def topic_uses(db: Session) -> dict[uuid.UUID, tuple[int, int]]:
    """How many projects and contributions bear each topic, in one statement."""
    projects = select(func.count()).where(ProjectTopic.topic_id == Topic.id).correlate(Topic).scalar_subquery()
    inputs = select(func.count()).where(ContributionTopic.topic_id == Topic.id).correlate(Topic).scalar_subquery()
    return {row[0]: (row[1], row[2]) for row in db.execute(select(Topic.id, projects, inputs))}


def area_uses(db: Session) -> dict[uuid.UUID, tuple[int, int]]:
    """How many projects and contributions lie in each area, in one statement."""
    projects = select(func.count()).where(ProjectArea.area_id == Area.id).correlate(Area).scalar_subquery()
    inputs = select(func.count()).where(Contribution.area_id == Area.id).correlate(Area).scalar_subquery()
    return {row[0]: (row[1], row[2]) for row in db.execute(select(Area.id, projects, inputs))}


def typed_pair(latitude: int | None, longitude: int | None) -> str:
    """A position as it is typed: degrees with a point, latitude first."""
    if latitude is None or longitude is None:
        return ""
    return f"{latitude / MICRO:.6f}, {longitude / MICRO:.6f}"


def _new_slug(db: Session, model: Any, site: Site, title: dict[str, str], fallback: str) -> str:
    wanted = slug_of(site.text(title, site.default_locale), fallback)
    return unique(wanted, lambda slug: db.scalar(select(func.count()).where(model.slug == slug)) != 0)


def _pair(text: str, field: str) -> tuple[int, int]:
    found = PAIR.fullmatch(text)
    latitude, longitude = (_micro(found[1]), _micro(found[2])) if found else (91 * MICRO, 0)
    if abs(latitude) > 90 * MICRO or abs(longitude) > 180 * MICRO:
        sentence = _("“%(text)s” is no position. Give latitude and longitude in degrees: 51.0543, 3.7174.")
        raise Unacceptable([Problem("bad-position", field, sentence, (("text", text.strip()[:60]),))])
    return latitude, longitude


def _micro(degrees: str) -> int:
    """Degrees as text to whole micro-degrees, without passing through a float."""
    sign, plain = (-1 if degrees.startswith("-") else 1), degrees.lstrip("-")
    whole, _point, fraction = plain.partition(".")
    return sign * (int(whole) * MICRO + int((fraction + "000000")[:6]))


def _centre(text: str) -> tuple[int, int] | None:
    return _pair(text, "centre") if text.strip() else None


def _outline(text: str) -> list[list[int]]:
    corners = [list(_pair(line, "outline")) for line in text.splitlines() if line.strip()]
    if corners and len(corners) < FEWEST_CORNERS:
        sentence = _("An outline needs at least three positions, one on each line.")
        raise Unacceptable([Problem("short-outline", "outline", sentence)])
    return corners
