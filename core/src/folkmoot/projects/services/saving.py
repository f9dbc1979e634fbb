# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Saving projects and folders. Everything that is wrong is said at once; every change goes into the audit log."""

import datetime
import secrets
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Uuid, delete, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.db.base import TenantRow
from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import FolderDraft, Problem, ProjectDraft, Unacceptable
from folkmoot.projects.models import Folder, Project, ProjectArea, ProjectTopic
from folkmoot.projects.services import indexing
from folkmoot.projects.services.texts import clean_all
from folkmoot.projects.slugs import PATTERN, slug_of, unique
from folkmoot.tenants.interfaces import Site

Row = TypeVar("Row", bound=TenantRow)


@dataclass(frozen=True)
class Desk:
    """What saving needs besides the session: the composition's methods, the log, the index, how plugins are present."""

    plugins: Plugins
    audit: Any
    search: Any
    modes: Mapping[str, Mode]


@dataclass(frozen=True)
class Act:
    """One act at the desk: on which site, by whom (None: the system), when."""

    desk: Desk
    site: Site
    actor_id: uuid.UUID | None
    now: datetime.datetime

    def record(self, db: Session, verb: str, kind: str, row_id: uuid.UUID, details: Mapping[str, Any]) -> None:
        """Write it into the audit log."""
        self.desk.audit.record(db, self.actor_id, verb, kind, row_id, dict(details))


def save_project(
    db: Session, desk: Desk, site: Site, draft: ProjectDraft, actor_id: uuid.UUID | None, project_id: uuid.UUID | None
) -> Project:
    """Create a project as a draft, or change one."""
    project = existing(db, Project, project_id) if project_id else None
    slug = checked(db, Project, site, draft.slug, draft.title, project)
    made = project is None
    if project is None:
        project = Project(preview_token=secrets.token_urlsafe(24), position=next_position(db, Project))
        db.add(project)
    values = {
        "slug": slug, "title": dict(draft.title), "lead": dict(draft.lead), "listed": draft.listed,
        "description": clean_all(draft.description), "folder_id": draft.folder_id, "picture_id": draft.picture_id,
    }  # fmt: skip
    changed = apply(project, values)
    db.flush()
    changed += _link(db, ProjectTopic, "topic_id", project.id, draft.topic_ids, made)
    changed += _link(db, ProjectArea, "area_id", project.id, draft.area_ids, made)
    if made or changed:
        verb = "project.created" if made else "project.changed"
        desk.audit.record(db, actor_id, verb, "project", project.id, {"fields": sorted(changed), "slug": slug})
    indexing.refresh(db, desk.search, project)
    return project


def save_folder(
    db: Session, desk: Desk, site: Site, draft: FolderDraft, actor_id: uuid.UUID | None, folder_id: uuid.UUID | None
) -> Folder:
    """Create or change a folder."""
    folder = existing(db, Folder, folder_id) if folder_id else None
    slug = checked(db, Folder, site, draft.slug, draft.title, folder)
    made = folder is None
    if folder is None:
        folder = Folder(position=next_position(db, Folder))
        db.add(folder)
    values = {
        "slug": slug, "title": dict(draft.title), "description": clean_all(draft.description), "state": draft.state,
        "picture_id": draft.picture_id,
    }  # fmt: skip
    changed = apply(folder, values)
    db.flush()
    if made or changed:
        verb = "folder.created" if made else "folder.changed"
        desk.audit.record(db, actor_id, verb, "folder", folder.id, {"fields": sorted(changed), "slug": slug})
    return folder


def checked(db: Session, table: Any, site: Site, slug: str, title: Mapping[str, str], row: Any) -> str:
    """The address to save under, asked for or made from the title; raises Unacceptable with all that is wrong."""
    problems: list[Problem] = []
    words = site.text({locale: text for locale, text in title.items() if text.strip()}, site.default_locale)
    if not words:
        problems.append(Problem("title-missing", "title", _("Please give it a title.")))
    asked = slug.strip().lower()
    if asked and not PATTERN.fullmatch(asked):
        problems.append(Problem("slug-malformed", "slug", _("An address has small letters, digits and hyphens only.")))
    elif asked and taken(db, table, asked, row):
        problems.append(Problem("slug-taken", "slug", _("This address is taken already.")))
    if problems:
        raise Unacceptable(problems)
    if asked or (row is not None and row.slug):
        return asked or str(row.slug)
    return unique(slug_of(words, table.__tablename__), lambda candidate: taken(db, table, candidate, row))


def taken(db: Session, table: Any, slug: str, row: Any = None) -> bool:
    """Whether another row has this address."""
    query = select(table.id).where(table.slug == slug)
    return db.scalar(query.where(table.id != row.id) if row is not None else query) is not None


def existing(db: Session, table: type[Row], row_id: uuid.UUID) -> Row:
    """A row that must be there; LookupError when it isn't this tenant's."""
    row = db.scalars(select(table).where(table.id == row_id)).one_or_none()
    if row is None:
        raise LookupError(f"no such {table.__name__.lower()}")
    return row


def apply(row: Any, values: Mapping[str, Any]) -> list[str]:
    """Set the columns that differ; returns their names."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


def next_position(db: Session, table: Any) -> int:
    """The place after the last one."""
    return int(db.scalar(select(func.coalesce(func.max(table.position), -1) + 1)) or 0)


def _link(
    db: Session, table: Any, column: str, project_id: uuid.UUID, ids: Iterable[uuid.UUID], made: bool
) -> list[str]:
    """Make the project's topics or areas exactly these; names the column when that changed anything."""
    wanted = set(ids)
    key = getattr(table, column)
    before: Collection[uuid.UUID] = () if made else set(db.scalars(select(key).where(table.project_id == project_id)))
    if wanted == set(before):
        return []
    db.execute(delete(table).where(table.project_id == project_id, key.not_in(wanted)))
    added = [{"project_id": project_id, column: one} for one in sorted(wanted - set(before))]
    if added:
        db.execute(insert(table), added)
    return [column]


def reorder(db: Session, desk: Desk, project_ids: Sequence[uuid.UUID], actor_id: uuid.UUID | None) -> None:
    """Put these first in the given order; the others follow in theirs."""
    present = list(db.scalars(select(Project.id).order_by(Project.position, Project.id.desc())))
    named = [one for one in dict.fromkeys(project_ids) if one in set(present)]
    order = named + [one for one in present if one not in set(named)]
    if order == present:
        return
    place = func.array_position(literal(order, ARRAY(Uuid)), Project.id) - 1
    db.execute(update(Project).values(position=place).execution_options(synchronize_session=False))
    desk.audit.record(db, actor_id, "project.reordered", "project", None, {"order": [str(one) for one in named]})
