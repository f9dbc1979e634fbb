# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Folders, projects, phases, topics and areas of a demonstration town, made through the services of the back office."""

import datetime

from folkmoot.db.base import uuid7
from folkmoot.demo.gallery import attachment
from folkmoot.demo.seeding import Seeding
from folkmoot.demo.words import Phase, Project, Publication, Words
from folkmoot.media.interfaces import IMedia
from folkmoot.projects.interfaces import FolderDraft, IProjects, PhaseDraft, ProjectDraft
from folkmoot.projects.models import Area, Topic

ADMINISTRATOR = "administrator"
LAST_MINUTE = datetime.time(23, 59)


def add_subjects(seeding: Seeding) -> None:
    """Topics and areas."""
    for position, topic in enumerate(seeding.town.topics):
        row = Topic(
            id=uuid7(),
            slug=topic.key,
            title=spoken(seeding, topic.name),
            icon=topic.icon,
            tone=topic.tone,
            position=position,
        )
        seeding.topics[topic.key] = row.id
        seeding.db.add(row)
    for position, area in enumerate(seeding.town.areas):
        latitude, longitude = area.centre
        place = Area(
            id=uuid7(), slug=area.key, title=spoken(seeding, area.name), latitude=latitude, longitude=longitude,
            outline=[list(point) for point in area.outline], position=position,
        )  # fmt: skip
        seeding.areas[area.key] = place.id
        seeding.db.add(place)
    seeding.db.flush()


def add_projects(seeding: Seeding) -> None:
    """Folders, then projects in the town's order."""
    service, actor = seeding.service(IProjects), seeding.accounts[ADMINISTRATOR]
    for folder in seeding.town.folders:
        draft = FolderDraft(
            title=spoken(seeding, folder.title), description=spoken(seeding, folder.description), slug=folder.key,
            picture_id=seeding.picture(folder.picture),
        )  # fmt: skip
        seeding.folders[folder.key] = service.save_folder(seeding.db, seeding.site, draft, actor).id
    for project in seeding.town.projects:
        _add_project(seeding, project)


def _add_project(seeding: Seeding, project: Project) -> None:
    service, actor = seeding.service(IProjects), seeding.accounts[ADMINISTRATOR]
    draft = ProjectDraft(
        title=spoken(seeding, project.title), lead=spoken(seeding, project.lead),
        description=spoken(seeding, project.description), slug=project.key,
        folder_id=seeding.folders[project.folder] if project.folder else None,
        picture_id=seeding.picture(project.picture),
        topic_ids=tuple(seeding.topics[key] for key in project.topics),
        area_ids=tuple(seeding.areas[key] for key in project.areas),
    )  # fmt: skip
    made = service.save_project(seeding.db, seeding.site, draft, actor)
    seeding.projects[project.key] = made.id
    for phase in project.phases:
        _add_phase(seeding, project, phase)
    for file in project.attachments:
        stored = seeding.service(IMedia).store_document(seeding.db, attachment(file.file), file.file, actor)
        service.attach(seeding.db, made.id, stored.id, spoken(seeding, file.title), actor)
    if project.publication is not Publication.DRAFT:
        service.publish(seeding.db, seeding.site, made.id, actor, _published_at(seeding, project))
    if project.publication is Publication.ARCHIVED:
        service.archive(seeding.db, made.id, actor)


def _add_phase(seeding: Seeding, project: Project, phase: Phase) -> None:
    """A phase whose method isn't installed is left out: content may be for modules that this installation lacks."""
    if seeding.request.plugins.method(phase.method) is None:
        return
    draft = PhaseDraft(
        method=phase.method, title=spoken(seeding, phase.title), description=spoken(seeding, phase.description),
        opens_at=_local(seeding, phase.starts, datetime.time(0, 0)),
        closes_at=None if phase.ends is None else _local(seeding, phase.ends, LAST_MINUTE),
        settings=dict(phase.settings),
    )  # fmt: skip
    project_id, actor = seeding.projects[project.key], seeding.accounts[ADMINISTRATOR]
    made = seeding.service(IProjects).save_phase(seeding.db, seeding.site, project_id, draft, actor, seeding.now)
    seeding.phases[project.key, phase.key] = made.id


def _local(seeding: Seeding, days: int, time: datetime.time) -> datetime.datetime:
    """So many days from today at this time on the town's clocks."""
    day = seeding.site.local(seeding.now).date() + datetime.timedelta(days=days)
    return datetime.datetime.combine(day, time, seeding.site.zone).astimezone(datetime.UTC)


def _published_at(seeding: Seeding, project: Project) -> datetime.datetime:
    first = min((phase.starts for phase in project.phases), default=0)
    return seeding.days_ago(max(0, -first) + 7)


def spoken(seeding: Seeding, texts: Words) -> dict[str, str]:
    """A text in the languages that the town speaks."""
    return {locale: text for locale, text in texts.items() if locale in seeding.site.locales}
