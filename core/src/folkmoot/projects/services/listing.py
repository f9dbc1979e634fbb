# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists of projects and folders: two statements for the projects, whatever there is on the page."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from folkmoot.contributions.models import Contribution
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.media.models import MediaFile
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import AreaTag, FolderCard, ProjectCard, ProjectDetails, ProjectQuery, TopicTag
from folkmoot.projects.models import Area, Folder, Phase, Project, ProjectArea, ProjectTopic, Topic
from folkmoot.projects.services import phases
from folkmoot.projects.services.participants import participants

STATES = ("open", "soon", "ended", "archived")
BY_SLUG = select(Project).where(Project.slug == bindparam("slug"))
AREAS = select(Area.id, Area.slug, Area.title).order_by(Area.position, Area.slug)
TOPICS = select(Topic.id, Topic.slug, Topic.title, Topic.icon, Topic.tone).order_by(Topic.position, Topic.slug)


def by_slug(db: Session, slug: str) -> Project | None:
    """The project with this address."""
    return db.scalars(BY_SLUG, {"slug": slug}).one_or_none()


def by_id(db: Session, project_id: uuid.UUID) -> Project | None:
    """The project with this id."""
    return db.scalars(select(Project).where(Project.id == project_id)).one_or_none()


def folder_by_slug(db: Session, slug: str) -> Folder | None:
    """The folder with this address."""
    return db.scalars(select(Folder).where(Folder.slug == slug)).one_or_none()


def cards(db: Session, plugins: Plugins, query: ProjectQuery, now: datetime.datetime) -> list[ProjectCard]:
    """One card a project, open ones first, then coming ones, then those that ended; each group in the town's order."""
    rank = _rank(now)
    statement = (
        select(Project, MediaFile, rank, _topics(), _contributions())
        .outerjoin(MediaFile, MediaFile.id == Project.picture_id)
        .where(*_conditions(query, now))
        .order_by(rank, Project.position, Project.id.desc())
        .limit(query.limit)
        .offset(query.offset)
    )
    rows = db.execute(statement).all()
    phase_of = _current_phases(db, plugins, [row[0] for row in rows], now)
    people = participants(db, [row[0].id for row in rows])
    return [_card(row, phase_of.get(row[0].id), people[row[0].id]) for row in rows]


def details(db: Session, project_id: uuid.UUID) -> ProjectDetails | None:
    """What a project's page shows beside its text."""
    row = db.execute(_details(), {"project": project_id}).one_or_none()
    if row is None:
        return None
    picture, folder, topics_found, areas_found, contributions = row
    return ProjectDetails(
        picture=picture, folder_slug=folder.slug if folder else "", folder_title=folder.title if folder else {},
        topics=tuple(_topic(topic) for topic in topics_found or ()),
        areas=tuple(AreaTag(uuid.UUID(area["id"]), area["slug"], area["title"]) for area in areas_found or ()),
        contributions=contributions, participants=participants(db, [project_id])[project_id],
    )  # fmt: skip


@lru_cache(maxsize=1)
def _details() -> Select[Any]:
    """Built once: making so large a statement costs more than running it."""
    return (
        select(MediaFile, Folder, _topics(), _areas_json(), _contributions())
        .select_from(Project)
        .outerjoin(MediaFile, MediaFile.id == Project.picture_id)
        .outerjoin(Folder, and_(Folder.id == Project.folder_id, Folder.state == "published"))
        .where(Project.id == bindparam("project"))
    )


def count(db: Session, query: ProjectQuery, now: datetime.datetime) -> int:
    """How many projects there are without the query's limit."""
    return db.scalar(select(func.count()).select_from(Project).where(*_conditions(query, now))) or 0


def _card(row: Any, phase: PhaseInfo | None, people: int) -> ProjectCard:
    project, picture, rank, topics, contributions = row
    return ProjectCard(
        id=project.id, slug=project.slug, title=project.title, lead=project.lead, state=STATES[rank],
        folder_id=project.folder_id, picture=picture, phase=phase,
        topics=tuple(_topic(topic) for topic in topics or ()), contributions=contributions,
        participants=people, draft=project.state == "draft",
    )  # fmt: skip


def _phase_exists(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(Phase.id).where(Phase.project_id == Project.id, *conditions).correlate(Project))


def _rank(now: datetime.datetime) -> ColumnElement[int]:
    """The index in STATES of what a project is at a moment."""
    is_open = _phase_exists(Phase.opens_at <= now, or_(Phase.closes_at.is_(None), Phase.closes_at > now))
    return case(
        (Project.state == "archived", 3), (is_open, 0), (_phase_exists(Phase.opens_at > now), 1), else_=2
    ).label("rank")


def _conditions(query: ProjectQuery, now: datetime.datetime) -> Iterable[ColumnElement[bool]]:
    yield _visible(query)
    if not query.unlisted:
        yield Project.listed.is_(True)
    if query.folder_id:
        yield Project.folder_id == query.folder_id
    if query.topic:
        yield exists(
            select(Topic.id).join(ProjectTopic, ProjectTopic.topic_id == Topic.id)
            .where(ProjectTopic.project_id == Project.id, Topic.slug == query.topic)
        )  # fmt: skip
    if query.area:
        yield _about_area(query.area)
    if query.state in STATES[:3]:
        yield _rank(now) == STATES.index(query.state)


def _visible(query: ProjectQuery) -> ColumnElement[bool]:
    if query.state == "archived":
        return Project.state == "archived"
    shown: list[ColumnElement[bool]] = [Project.state == "published"]
    if query.state == "any":
        shown.append(Project.state == "archived")
    if query.drafts_for is None:
        shown.append(Project.state == "draft")
    elif query.drafts_for:
        shown.append(and_(Project.state == "draft", Project.id.in_(query.drafts_for)))
    return or_(*shown)


def _about_area(slug: str) -> ColumnElement[bool]:
    """About this area, or about the whole town."""
    here = exists(
        select(Area.id).join(ProjectArea, ProjectArea.area_id == Area.id)
        .where(ProjectArea.project_id == Project.id, Area.slug == slug)
    )  # fmt: skip
    anywhere = exists(select(ProjectArea.area_id).where(ProjectArea.project_id == Project.id))
    return or_(here, ~anywhere)


def _topics() -> Any:
    facts = func.jsonb_build_object(
        "id", Topic.id, "slug", Topic.slug, "title", Topic.title, "icon", Topic.icon, "tone", Topic.tone
    )
    ordered = aggregate_order_by(facts, Topic.position, Topic.slug)
    return (
        select(func.jsonb_agg(ordered))
        .select_from(ProjectTopic)
        .join(Topic, Topic.id == ProjectTopic.topic_id)
        .where(ProjectTopic.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def _areas_json() -> Any:
    facts = func.jsonb_build_object("id", Area.id, "slug", Area.slug, "title", Area.title)
    return (
        select(func.jsonb_agg(aggregate_order_by(facts, Area.position, Area.slug)))
        .select_from(ProjectArea)
        .join(Area, Area.id == ProjectArea.area_id)
        .where(ProjectArea.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )


def _topic(facts: Mapping[str, Any]) -> TopicTag:
    return TopicTag(uuid.UUID(facts["id"]), facts["slug"], facts["title"], facts["icon"], facts["tone"])


def _contributions() -> Any:
    """Public contributions, counted from rows."""
    return (
        select(func.count())
        .where(
            Contribution.project_id == Project.id,
            Contribution.published_at.is_not(None),
            Contribution.withdrawn_at.is_(None),
        )
        .correlate(Project)
        .scalar_subquery()
    )


def _current_phases(
    db: Session, plugins: Plugins, projects: list[Project], now: datetime.datetime
) -> dict[uuid.UUID, PhaseInfo]:
    found = phases.of_projects(db, plugins, [project.id for project in projects], now)
    chosen = {project_id: phases.current(own) for project_id, own in found.items()}
    return {project_id: phase for project_id, phase in chosen.items() if phase is not None}


def folders(db: Session) -> list[FolderCard]:
    """Published folders with how many public projects each holds."""
    held = (
        select(func.count())
        .where(Project.folder_id == Folder.id, Project.state == "published", Project.listed)
        .correlate(Folder)
        .scalar_subquery()
    )
    statement: Select[Any] = (
        select(Folder, MediaFile, held)
        .outerjoin(MediaFile, MediaFile.id == Folder.picture_id)
        .where(Folder.state == "published")
        .order_by(Folder.position, Folder.id)
    )
    return [
        FolderCard(folder.id, folder.slug, folder.title, folder.description, picture, projects)
        for folder, picture, projects in db.execute(statement)
    ]


def topics(db: Session) -> list[TopicTag]:
    """All topics in their order."""
    return [TopicTag(*row) for row in db.execute(TOPICS)]


def topics_of(db: Session, project_id: uuid.UUID) -> list[TopicTag]:
    """A project's topics in their order."""
    own = select(Topic).join(ProjectTopic, ProjectTopic.topic_id == Topic.id)
    query = own.where(ProjectTopic.project_id == project_id).order_by(Topic.position, Topic.slug)
    return [_topic_row(topic) for topic in db.scalars(query)]


def _topic_row(topic: Topic) -> TopicTag:
    return TopicTag(topic.id, topic.slug, topic.title, topic.icon, topic.tone)


def areas(db: Session) -> list[AreaTag]:
    """All areas in their order."""
    return [AreaTag(*row) for row in db.execute(AREAS)]


def areas_of(db: Session, project_id: uuid.UUID) -> list[AreaTag]:
    """A project's areas in their order."""
    return _areas(db, Area.id.in_(select(ProjectArea.area_id).where(ProjectArea.project_id == project_id)))


def _areas(db: Session, condition: ColumnElement[bool]) -> list[AreaTag]:
    return [AreaTag(*row) for row in db.execute(AREAS.where(condition))]
