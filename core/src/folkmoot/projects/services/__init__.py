# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The services of projects: reading (phases, listing), saving (drafts, publishing, copying), rules of actions."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.audit.services import Audit
from folkmoot.licences.interfaces import Mode
from folkmoot.media.models import MediaFile
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import (
    AreaTag,
    FolderCard,
    FolderDraft,
    IProjects,
    MissingText,
    PhaseDraft,
    ProjectCard,
    ProjectDetails,
    ProjectDraft,
    ProjectPhase,
    ProjectQuery,
    TopicTag,
)
from folkmoot.projects.models import Attachment, Folder, Phase, Project
from folkmoot.projects.services import attaching, copying, listing, managing, phases, publishing, saving, saving_phases
from folkmoot.projects.services.saving import Act, Desk
from folkmoot.tenants.interfaces import Site


@implementer(IProjects)
class Projects:
    """Projects of one composition: its methods say what a phase's settings mean and what may be done in it.

    modes: how each plugin is present ("sunset" begins nothing). search: the index that published projects enter.
    """

    def __init__(
        self, plugins: Plugins, audit: Any = None, search: Any = None, modes: Mapping[str, Mode] | None = None
    ) -> None:
        self.plugins = plugins
        self._desk = Desk(plugins, audit or Audit(), search, dict(modes or {}))

    def by_slug(self, db: Session, slug: str) -> Project | None:
        """The project with this address."""
        return listing.by_slug(db, slug)

    def by_id(self, db: Session, project_id: uuid.UUID) -> Project | None:
        """The project with this id."""
        return listing.by_id(db, project_id)

    def folder_by_slug(self, db: Session, slug: str) -> Folder | None:
        """The folder with this address, in any state."""
        return listing.folder_by_slug(db, slug)

    def listed(self, db: Session, now: datetime.datetime, query: ProjectQuery | None = None) -> list[ProjectCard]:
        """Cards of projects."""
        return listing.cards(db, self.plugins, query or ProjectQuery(), now)

    def count(self, db: Session, now: datetime.datetime, query: ProjectQuery) -> int:
        """How many projects a query finds without its limit."""
        return listing.count(db, query, now)

    def details(self, db: Session, project_id: uuid.UUID) -> ProjectDetails | None:
        """What a project's page shows beside its text."""
        return listing.details(db, project_id)

    def folders(self, db: Session) -> list[FolderCard]:
        """Cards of published folders."""
        return listing.folders(db)

    def topics(self, db: Session) -> list[TopicTag]:
        """All topics."""
        return listing.topics(db)

    def areas(self, db: Session) -> list[AreaTag]:
        """All areas."""
        return listing.areas(db)

    def topics_of(self, db: Session, project_id: uuid.UUID) -> list[TopicTag]:
        """Topics of one project."""
        return listing.topics_of(db, project_id)

    def areas_of(self, db: Session, project_id: uuid.UUID) -> list[AreaTag]:
        """Areas of one project; none means the whole town."""
        return listing.areas_of(db, project_id)

    def phases(self, db: Session, project_id: uuid.UUID, now: datetime.datetime) -> list[ProjectPhase]:
        """All phases of a project in order of opening."""
        return phases.of_project(db, self.plugins, project_id, now)

    def phase(self, db: Session, phase_id: uuid.UUID, now: datetime.datetime) -> ProjectPhase | None:
        """One phase, with its siblings."""
        return phases.by_id(db, self.plugins, phase_id, now)

    def current(self, found: Sequence[ProjectPhase]) -> ProjectPhase | None:
        """The phase that a project's page shows by itself."""
        return phases.current(found)

    def attachments(self, db: Session, project_id: uuid.UUID) -> list[tuple[Attachment, MediaFile]]:
        """A project's documents."""
        return attaching.attachments(db, project_id)

    def attach(
        self, db: Session, project_id: uuid.UUID, file_id: uuid.UUID, title: dict[str, str], actor_id: uuid.UUID | None
    ) -> Attachment:
        """Offer a document with a project."""
        return attaching.attach(db, self._desk, project_id, file_id, title, actor_id)

    def detach(self, db: Session, attachment_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
        """Take a document away."""
        attaching.detach(db, self._desk, attachment_id, actor_id)

    def save_project(
        self,
        db: Session,
        site: Site,
        draft: ProjectDraft,
        actor_id: uuid.UUID | None,
        project_id: uuid.UUID | None = None,
    ) -> Project:
        """Create or change a project."""
        return saving.save_project(db, self._desk, site, draft, actor_id, project_id)

    def save_folder(
        self,
        db: Session,
        site: Site,
        draft: FolderDraft,
        actor_id: uuid.UUID | None,
        folder_id: uuid.UUID | None = None,
    ) -> Folder:
        """Create or change a folder."""
        return saving.save_folder(db, self._desk, site, draft, actor_id, folder_id)

    def save_phase(
        self,
        db: Session,
        site: Site,
        project_id: uuid.UUID,
        draft: PhaseDraft,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
        phase_id: uuid.UUID | None = None,
    ) -> Phase:
        """Create or change a phase."""
        return saving_phases.save_phase(db, Act(self._desk, site, actor_id, now), project_id, draft, phase_id)

    def move_end(
        self,
        db: Session,
        site: Site,
        phase_id: uuid.UUID,
        closes_at: datetime.datetime | None,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
    ) -> Phase:
        """Let a phase end at another moment, frozen or not."""
        return saving_phases.move_end(db, Act(self._desk, site, actor_id, now), phase_id, closes_at)

    def delete_phase(self, db: Session, phase_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
        """Delete a phase without contributions."""
        saving_phases.delete_phase(db, self._desk, phase_id, actor_id)

    def missing_texts(self, db: Session, site: Site, project_id: uuid.UUID) -> list[MissingText]:
        """Required languages that are missing."""
        return publishing.missing_texts(db, site, project_id)

    def publish(
        self, db: Session, site: Site, project_id: uuid.UUID, actor_id: uuid.UUID | None, now: datetime.datetime
    ) -> Project:
        """Make a project public."""
        return publishing.publish(db, self._desk, site, project_id, actor_id, now)

    def unpublish(self, db: Session, project_id: uuid.UUID, actor_id: uuid.UUID | None) -> Project:
        """Make a project a draft again."""
        return publishing.set_state(db, self._desk, project_id, "draft", actor_id)

    def archive(self, db: Session, project_id: uuid.UUID, actor_id: uuid.UUID | None) -> Project:
        """Close a project for good."""
        return publishing.set_state(db, self._desk, project_id, "archived", actor_id)

    def copy(
        self,
        db: Session,
        site: Site,
        project_id: uuid.UUID,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
        opens_at: datetime.datetime | None = None,
        title: dict[str, str] | None = None,
    ) -> Project:
        """A draft copy."""
        return copying.copy(db, Act(self._desk, site, actor_id, now), project_id, opens_at, title)

    def look_after(self, db: Session, account: CurrentAccount, project_id: uuid.UUID) -> None:
        """Let a manager go on with what they have made."""
        managing.look_after(db, account, project_id)

    def reorder(self, db: Session, project_ids: Sequence[uuid.UUID], actor_id: uuid.UUID | None) -> None:
        """Put projects in this order."""
        saving.reorder(db, self._desk, project_ids, actor_id)
