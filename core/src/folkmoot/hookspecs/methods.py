# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Participation methods: what a phase does. Core asks these questions and never compares method ids."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict
from zope.interface import Attribute, Interface, implementer

from folkmoot.hookspecs import hookspec

if TYPE_CHECKING:
    from pyramid.request import Request
    from sqlalchemy.orm import Session


class Who(StrEnum):
    """Who may take an action in a phase, from the widest circle to the narrowest."""

    EVERYONE = "everyone"
    CONFIRMED = "confirmed"
    REGISTERED = "registered"
    VERIFIED = "verified"
    GROUPS = "groups"
    STAFF = "staff"


class Capability(StrEnum):
    """What a method works with; core offers imports, exports, comments and lists by these."""

    CONTRIBUTIONS = "contributions"
    COMMENTS = "comments"
    REACTIONS = "reactions"
    BALLOTS = "ballots"


@dataclass(frozen=True)
class Action:
    """Something a person may do in a phase.

    begins: whether it begins something (refused in sunset) or continues what exists. title is marked for translation.
    """

    id: str
    title: str
    default: Who = Who.REGISTERED
    begins: bool = False


class NoSettings(BaseModel):
    """The settings of a method that has none."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class PhaseInfo:
    """A phase as a method sees it. Moments are aware UTC; `closes_at` None means open-ended.

    state: "upcoming", "open" or "closed", computed from the clock, so it is right even when the job was late.
    settings: an instance of the method's Settings. parallel: phases of the same project open at the same time.
    """

    id: uuid.UUID
    project_id: uuid.UUID
    project_slug: str
    number: int
    method: str
    title: dict[str, str]
    description: dict[str, str]
    opens_at: datetime.datetime
    closes_at: datetime.datetime | None
    state: str
    settings: Any = field(default=None, compare=False)
    project_published: bool = True


@dataclass(frozen=True)
class Link:
    """Somewhere to go: an already translated label, an address, and an icon of core's sprite."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True)
class PhasePage:
    """What a method shows to citizens inside the project's page, below the hero and the bars of phases.

    lead: replaces the project's lead in the hero when given. call_to_action: the hero's one accent button.
    wide: whether the body brings its own width (a sidebar beside a list) or wants core's text column.
    uses: what the page needs of core's scripts: "htmx", "map". css, modules: style sheets and scripts of the plugin's
    static folder, as "PLUGIN/NAME.css"; core gives them their addresses.
    """

    body: Markup
    call_to_action: Link | None = None
    heading: str = ""
    lead: str = ""
    wide: bool = False
    uses: tuple[str, ...] = ()
    css: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One number about a phase, counted from rows; the label is already translated."""

    label: str
    value: int
    key: str = ""


@dataclass(frozen=True)
class Table:
    """An export as a table: a stable name, column names, and rows in an order that doesn't change between runs."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Any, ...]]


class IParticipationMethod(Interface):
    """What a phase does: ideation, voting, information..."""

    id = Attribute("str: stable id, stored in phases; unique over all plugins.")
    title = Attribute("str: marked for translation, shown where an organiser chooses a method.")
    description = Attribute("str: one sentence for the organiser, marked for translation.")
    icon = Attribute("str: symbol of core's sprite.")
    Settings = Attribute("type[pydantic.BaseModel]: yields the admin form, the validation and the documentation.")
    actions = Attribute("tuple[Action, ...]: what people may do, each with its default rule.")
    capabilities = Attribute("frozenset[Capability]")
    contribution_route = Attribute("str: public route with {number} that shows one contribution; empty without pages.")

    def phase_page(request: "Request", phase: PhaseInfo) -> PhasePage:
        """Called for each view of a phase by a citizen; returns a PhasePage. An error shows core's error page."""

    def organiser_links(request: "Request", phase: PhaseInfo) -> list[Link]:
        """Links of the back office for this phase (manage inputs, results); returns list[Link]."""

    def statistics(db: "Session", phase_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[Figure]]:
        """Figures for a set of phases in one query: returns {phase id: list[Figure]}; labels marked, not translated."""

    def exports(db: "Session", phase: PhaseInfo) -> list[Table]:
        """Tables of everything the method keeps about the phase, for staff; returns list[Table]."""

    def results_public(phase: PhaseInfo) -> bool:
        """Whether the phase's results may be seen by everyone now."""

    def frozen(db: "Session", phase_id: uuid.UUID) -> bool:
        """Whether kind, dates, settings and rules of the phase can't be changed any more, nor the phase be deleted.

        Asked when an organiser saves or deletes a phase, or changes who may do what in it. Texts can be changed always.
        """

    def opened(db: "Session", phase: PhaseInfo) -> None:
        """Called once by the job that opens a phase, in its transaction. Pages must be right without it."""

    def closed(db: "Session", phase: PhaseInfo) -> None:
        """Called once by the job that closes a phase, in its transaction. Pages must be right without it."""


@implementer(IParticipationMethod)
class ParticipationMethod:
    """Base of methods: sensible answers to every question; a method overrides what it is about."""

    id: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str] = ""
    icon: ClassVar[str] = "puzzle"
    Settings: ClassVar[type[BaseModel]] = NoSettings
    actions: ClassVar[tuple[Action, ...]] = ()
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    contribution_route: ClassVar[str] = ""

    def phase_page(self, request: "Request", phase: PhaseInfo) -> PhasePage:
        """An empty page."""
        return PhasePage(Markup(""))

    def organiser_links(self, request: "Request", phase: PhaseInfo) -> list[Link]:
        """No pages of its own."""
        return []

    def statistics(self, db: "Session", phase_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[Figure]]:
        """No figures."""
        return {}

    def exports(self, db: "Session", phase: PhaseInfo) -> list[Table]:
        """Nothing kept."""
        return []

    def results_public(self, phase: PhaseInfo) -> bool:
        """Everything the method shows is public from the start."""
        return True

    def frozen(self, db: "Session", phase_id: uuid.UUID) -> bool:
        """Nothing is fixed."""
        return False

    def opened(self, db: "Session", phase: PhaseInfo) -> None:
        """Nothing to do."""

    def closed(self, db: "Session", phase: PhaseInfo) -> None:
        """Nothing to do."""


@hookspec
def folkmoot_participation_methods() -> list[IParticipationMethod]:  # type: ignore[empty-body]
    """Return the participation methods that this plugin brings.

    Called once for each composition, when its application is built, never during a request. All answers are joined.
    Each object is verified against IParticipationMethod; one that fails verification, or an id that is taken, makes
    the plugin refused in this composition, with the reason under /admin/modules.
    """
