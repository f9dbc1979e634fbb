# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects, their phases and who may do what in them: what other rooms may ask for."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session
from zope.interface import Interface

from folkmoot.hookspecs.access import Remedy, Verification
from folkmoot.hookspecs.methods import Action, PhaseInfo, Who
from folkmoot.media.models import MediaFile
from folkmoot.projects.models import Attachment, Folder, Phase, Project
from folkmoot.tenants.interfaces import Site

Localised = dict[str, str]

if TYPE_CHECKING:
    from collections.abc import Iterable

    from folkmoot.accounts.interfaces import CurrentAccount
    from folkmoot.security.refusals import Refusal


@dataclass(frozen=True)
class Rule:
    """Who may take an action; groups counts only for Who.GROUPS."""

    who: Who
    groups: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class ProjectPhase(PhaseInfo):
    """A phase with its own rules (those that differ from the method's defaults) and all phases of its project.

    sunset: its module's licence has ended; "running" if it was open then and goes on (closes_at is frozen, at most
    180 days after the lapse), "never" if it hadn't begun and so won't. planned_end: closes_at as it was set.
    """

    rules: Mapping[str, Rule] = field(default_factory=dict, compare=False, repr=False)
    siblings: Sequence[ProjectPhase] = field(default=(), compare=False, repr=False)
    project_archived: bool = False
    project_title: Localised = field(default_factory=dict, compare=False, repr=False)
    sunset: str = ""
    planned_end: datetime.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class TopicTag:
    """A topic as cards show it."""

    id: uuid.UUID
    slug: str
    title: Localised
    icon: str
    tone: str


@dataclass(frozen=True)
class AreaTag:
    """An area as filters and facts show it."""

    id: uuid.UUID
    slug: str
    title: Localised


@dataclass(frozen=True)
class ProjectCard:
    """A project in a list. phase: the current one (open, else the next, else the last); None without phases.

    state: "open" (a phase is open), "soon" (one is coming), "ended" (all are past, or none), "archived".
    """

    id: uuid.UUID
    slug: str
    title: Localised
    lead: Localised
    state: str
    folder_id: uuid.UUID | None
    picture: MediaFile | None
    phase: PhaseInfo | None
    topics: tuple[TopicTag, ...]
    contributions: int
    participants: int
    draft: bool = False


@dataclass(frozen=True)
class ProjectDetails:
    """What a project's page shows beside its text. folder_slug: "" when it is in no published folder."""

    picture: MediaFile | None
    folder_slug: str
    folder_title: Localised
    topics: tuple[TopicTag, ...]
    areas: tuple[AreaTag, ...]
    contributions: int
    participants: int


@dataclass(frozen=True)
class FolderCard:
    """A folder in a list; projects: how many published ones it holds."""

    id: uuid.UUID
    slug: str
    title: Localised
    description: Localised
    picture: MediaFile | None
    projects: int


@dataclass(frozen=True)
class ProjectQuery:
    """What a list of projects shows: published ones, without archived ones unless asked for.

    folder_id: only those of this folder. topic, area: slugs. state: "", "open", "soon", "ended", "archived", or "any"
    (archived ones too). unlisted: those left out of lists too.
    drafts_for: ids of projects whose drafts are listed too (what a manager manages); None: all drafts.
    """

    topic: str = ""
    area: str = ""
    state: str = ""
    folder_id: uuid.UUID | None = None
    unlisted: bool = False
    drafts_for: frozenset[uuid.UUID] | None = frozenset()
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class ProjectDraft:
    """What the back office saves of a project; slug "" means: made from the title."""

    title: Localised
    lead: Localised = field(default_factory=dict)
    description: Localised = field(default_factory=dict)
    slug: str = ""
    folder_id: uuid.UUID | None = None
    picture_id: uuid.UUID | None = None
    listed: bool = True
    topic_ids: tuple[uuid.UUID, ...] = ()
    area_ids: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class FolderDraft:
    """What the back office saves of a folder."""

    title: Localised
    description: Localised = field(default_factory=dict)
    slug: str = ""
    state: str = "published"
    picture_id: uuid.UUID | None = None


@dataclass(frozen=True)
class PhaseDraft:
    """What the back office saves of a phase; moments are aware. settings: a dict for the method's Settings."""

    method: str
    title: Localised
    opens_at: datetime.datetime
    closes_at: datetime.datetime | None = None
    description: Localised = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """Why something can't be saved: a stable code, the field, and a sentence marked for translation with its values."""

    code: str
    field: str
    sentence: str
    values: tuple[tuple[str, str], ...] = ()


class Unacceptable(Exception):
    """Raised by saving services; carries every problem at once, so a form can show them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class MissingText:
    """A required language that a text lacks: what ("project", "phase" or "attachment"), its id, field and locale."""

    kind: str
    id: uuid.UUID
    field: str
    locale: str


@dataclass(frozen=True)
class RuleRow:
    """One line of the organiser's table: an action of a phase, its default and the rule in force."""

    action: Action
    who: Who
    groups: tuple[uuid.UUID, ...]
    changed: bool


class IProjects(Interface):
    """Folders, projects and phases. Reading takes a session and the moment; nothing here knows a request."""

    def by_slug(db: Session, slug: str) -> Project | None:
        """The Project row with this slug, in any state, or None."""

    def by_id(db: Session, project_id: uuid.UUID) -> Project | None:
        """The Project row with this id, or None."""

    def listed(db: Session, now: datetime.datetime, query: ProjectQuery | None = None) -> list[ProjectCard]:
        """Cards of projects (list[ProjectCard]) for a ProjectQuery, open ones first, in two statements."""

    def count(db: Session, now: datetime.datetime, query: ProjectQuery) -> int:
        """How many projects a ProjectQuery finds without its limit."""

    def folder_by_slug(db: Session, slug: str) -> Folder | None:
        """The Folder row with this slug, in any state, or None."""

    def folders(db: Session) -> list[FolderCard]:
        """Cards of published folders (list[FolderCard]) in one statement."""

    def phases(db: Session, project_id: uuid.UUID, now: datetime.datetime) -> list[ProjectPhase]:
        """All phases of a project (list[ProjectPhase]) in order of opening, rules loaded, in one statement."""

    def phase(db: Session, phase_id: uuid.UUID, now: datetime.datetime) -> ProjectPhase | None:
        """One phase with its rules and siblings (ProjectPhase), or None, in one statement."""

    def current(found: Sequence[ProjectPhase]) -> ProjectPhase | None:
        """The phase a project's page shows by itself: the open one that opened last, else the next, else the last."""

    def topics(db: Session) -> list[TopicTag]:
        """All topics of the town (list[TopicTag]) in their order."""

    def areas(db: Session) -> list[AreaTag]:
        """All areas of the town (list[AreaTag]) in their order."""

    def details(db: Session, project_id: uuid.UUID) -> ProjectDetails | None:
        """Picture, folder, topics, areas and counts of one project (ProjectDetails) in one statement."""

    def topics_of(db: Session, project_id: uuid.UUID) -> list[TopicTag]:
        """A project's topics (list[TopicTag])."""

    def areas_of(db: Session, project_id: uuid.UUID) -> list[AreaTag]:
        """A project's areas (list[AreaTag]); none means the whole town."""

    def save_project(
        db: Session, site: Site, draft: ProjectDraft, actor_id: uuid.UUID | None, project_id: uuid.UUID | None = None
    ) -> Project:
        """Create or change a project from a ProjectDraft; returns the Project row; raises Unacceptable."""

    def save_folder(
        db: Session, site: Site, draft: FolderDraft, actor_id: uuid.UUID | None, folder_id: uuid.UUID | None = None
    ) -> Folder:
        """Create or change a folder from a FolderDraft; returns the Folder row; raises Unacceptable."""

    def save_phase(
        db: Session,
        site: Site,
        project_id: uuid.UUID,
        draft: PhaseDraft,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
        phase_id: uuid.UUID | None = None,
    ) -> Phase:
        """Create or change a phase from a PhaseDraft; returns the Phase row; raises Unacceptable."""

    def move_end(
        db: Session,
        site: Site,
        phase_id: uuid.UUID,
        closes_at: datetime.datetime | None,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
    ) -> Phase:
        """Let a phase end at another moment, also one that its method has frozen; returns the Phase row.

        For the method itself, which has its own procedure for it. Raises Unacceptable (closes-before-opening,
        end-missing, module-sunset).
        """

    def delete_phase(db: Session, phase_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
        """Delete a phase that holds no contributions; raises Unacceptable."""

    def attach(
        db: Session, project_id: uuid.UUID, file_id: uuid.UUID, title: dict[str, str], actor_id: uuid.UUID | None
    ) -> Attachment:
        """Offer a stored document with a project; returns the Attachment row."""

    def detach(db: Session, attachment_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
        """Take an attachment away from its project."""

    def attachments(db: Session, project_id: uuid.UUID) -> list[tuple[Attachment, MediaFile]]:
        """A project's documents: list of (Attachment, MediaFile) in order, in one statement."""

    def missing_texts(db: Session, site: Site, project_id: uuid.UUID) -> list[MissingText]:
        """Required languages that texts of a project, its phases and attachments lack: list[MissingText]."""

    def publish(
        db: Session, site: Site, project_id: uuid.UUID, actor_id: uuid.UUID | None, now: datetime.datetime
    ) -> Project:
        """Make a project public; raises Unacceptable where the town is strict about languages and one is missing."""

    def unpublish(db: Session, project_id: uuid.UUID, actor_id: uuid.UUID | None) -> Project:
        """Make a project a draft again."""

    def archive(db: Session, project_id: uuid.UUID, actor_id: uuid.UUID | None) -> Project:
        """Close a project for good: it stays readable and nothing can be done in it."""

    def copy(
        db: Session,
        site: Site,
        project_id: uuid.UUID,
        actor_id: uuid.UUID | None,
        now: datetime.datetime,
        opens_at: datetime.datetime | None = None,
        title: dict[str, str] | None = None,
    ) -> Project:
        """A draft copy of a project: texts, phases (shifted so that the first opens at opens_at), rules, topics,
        areas and attachments; never contributions. Returns the new Project row."""

    def look_after(db: Session, account: CurrentAccount, project_id: uuid.UUID) -> None:
        """Make whoever has just made a project its manager, unless they may work on every project anyway."""

    def reorder(db: Session, project_ids: Sequence[uuid.UUID], actor_id: uuid.UUID | None) -> None:
        """Put projects in this order; ids not named keep their place after them."""


class IActionRules(Interface):
    """Who may do what, where and when: the one place that says so."""

    def refusal(
        db: Session, account: CurrentAccount | None, phase: PhaseInfo, action: str, now: datetime.datetime
    ) -> Refusal | None:
        """Why an account (CurrentAccount or None) can't take an action in a phase now: a Refusal, or None if it can.

        No statement for a ProjectPhase (IProjects loads rules along), one for a bare PhaseInfo; where the rule asks for
        verified people, one more a source, and one for the remedy of a refusal.
        Codes in their order: project-not-public, project-archived, module-absent, module-sunset, action-unknown,
        phase-not-open-yet, phase-closed, not-signed-in, email-not-confirmed, not-verified, not-in-group, staff-only,
        blocked.
        """

    def table(db: Session, phase: PhaseInfo) -> list[RuleRow]:
        """Every action of a phase with the rule in force: list[RuleRow]."""

    def set(
        db: Session,
        phase: PhaseInfo,
        action: str,
        who: Who,
        groups: Iterable[uuid.UUID] = (),
        actor_id: uuid.UUID | None = None,
    ) -> None:
        """Say who may take an action in a phase; the method's default removes the exception.

        Raises Unacceptable (phase-frozen) when the phase's method has fixed its rules (ParticipationMethod.frozen).
        """


class IVerifications(Interface):
    """Who is known to be a real person in a phase: every source of the composition, in the order of their ids."""

    def of(db: Session, account: CurrentAccount, phase: PhaseInfo) -> Verification | None:
        """The Verification of the first source that knows the account in this phase, or None."""

    def lookup(db: Session, phase: PhaseInfo, text: str) -> Verification | None:
        """The Verification of who shows a code or a reference at a desk, or None."""

    def eligible(db: Session, phase: PhaseInfo) -> Mapping[str, int] | None:
        """How many people may take part, by district (dict[str, int]); None when no source knows."""

    def remedy(db: Session, phase: PhaseInfo) -> Remedy | None:
        """Where a person gets verified for this phase (Remedy), or None."""

    def phases(db: Session, now: datetime.datetime) -> list[ProjectPhase]:
        """Phases of the town in which some action asks for verified people (list[ProjectPhase]), in one statement."""
