# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Contributions as other rooms and plugins use them: what goes in, what comes out, and the services."""

import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session
from zope.interface import Interface

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.security.refusals import Refusal
from folkmoot.tenants.interfaces import Site

PAGE_SIZE = 20
DEFAULT_CAP = 10
"""How many reactions of a kind a person has in a phase where they are capped and nothing else is said."""


@dataclass(frozen=True)
class Draft:
    """What somebody wants to submit. Positions are integer micro-degrees (1e-6°); pictures are media files' ids."""

    title: str
    body: str
    language: str
    topics: tuple[uuid.UUID, ...] = ()
    area_id: uuid.UUID | None = None
    latitude: int | None = None
    longitude: int | None = None
    place: str = ""
    pictures: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class Posted:
    """What became of a draft: its id, its short number, and whether everybody can see it already."""

    id: uuid.UUID
    number: int
    published: bool


class ReactionMode(StrEnum):
    """Which reactions a phase knows."""

    DISABLED = "disabled"
    LIKES = "likes"
    LIKES_AND_DISLIKES = "likes_and_dislikes"


@dataclass(frozen=True)
class ReactionRules:
    """The reactions of a phase; a cap is the most of that kind that one person may give in it, None is no limit."""

    mode: ReactionMode = ReactionMode.LIKES
    like_cap: int | None = None
    dislike_cap: int | None = None

    def allows(self, value: int) -> bool:
        """Whether 1 (for) or -1 (against) may be given at all."""
        if value == 1:
            return self.mode is not ReactionMode.DISABLED
        return value == -1 and self.mode is ReactionMode.LIKES_AND_DISLIKES

    def cap(self, value: int) -> int | None:
        """The most reactions of this kind for one person."""
        return self.like_cap if value == 1 else self.dislike_cap


@dataclass(frozen=True)
class Counts:
    """Reactions to one thing, counted from rows, and the asking person's own (1, -1 or None)."""

    likes: int = 0
    dislikes: int = 0
    mine: int | None = None


@dataclass(frozen=True)
class StatusInfo:
    """A status of the town."""

    id: uuid.UUID
    method: str
    status_class: StatusClass
    title: dict[str, str]
    tone: str


@dataclass(frozen=True)
class ListQuery:
    """Which contributions to list. Empty filters leave everything in; topics and statuses mean any of them.

    order: a key of folkmoot.contributions.orders.ORDERS, or an Order of a plugin. day: the tenant's local date (for
    random). viewer_id: whose own reactions to add, and who sees their own hidden ones when author_id is theirs.
    hidden: staff only: those that wait for screening too. drafts: those in draft projects too.
    """

    methods: tuple[str, ...] = ()
    phase_id: uuid.UUID | None = None
    project_id: uuid.UUID | None = None
    text: str = ""
    language: str = ""
    topics: tuple[uuid.UUID, ...] = ()
    area_id: uuid.UUID | None = None
    statuses: tuple[uuid.UUID, ...] = ()
    author_id: uuid.UUID | None = None
    order: "str | Order" = "newest"
    day: datetime.date | None = None
    now: datetime.datetime | None = None
    viewer_id: uuid.UUID | None = None
    hidden: bool = False
    drafts: bool = False
    page: int = 1
    per_page: int = PAGE_SIZE


@dataclass(frozen=True)
class Order:
    """An order of lists: its key in addresses, its title (marked), and what it does to the statement that finds ids.

    apply gets the statement that finds ids in contribution, and returns it ordered, joining what the order needs. It
    may bind :day_number (the tenant's day as an ordinal) and :moment_seconds (the query's moment since 1970). The order
    must be total (end with the id), so that pages never overlap; statements are kept, so apply must be pure.
    """

    key: str
    title: str
    apply: Callable[[Select[Any]], Select[Any]]


@dataclass(frozen=True)
class Page:
    """One page of a list: rows (see folkmoot.contributions.listing for their columns) and how many there are in all."""

    rows: list[Any]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Step:
    """One step in a contribution's life."""

    status: StatusInfo
    at: datetime.datetime


@dataclass(frozen=True)
class Reply:
    """An official reply."""

    id: uuid.UUID
    signature: dict[str, str]
    body: dict[str, str]
    at: datetime.datetime
    edited_at: datetime.datetime | None = None


@dataclass(frozen=True)
class SimilarContribution:
    """A contribution that is like a text and that the person asking may read. route: its page, with {number}.

    score: 0 to 1. shared: its words that the text has too.
    """

    id: uuid.UUID
    number: int
    title: str
    language: str
    route: str
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True)
class Bulk:
    """What became of a bulk action: the changed ones, and the refused ones with a stable code each."""

    changed: list[uuid.UUID] = field(default_factory=list)
    refused: dict[uuid.UUID, str] = field(default_factory=dict)


Texts = tuple[dict[str, str], dict[str, str]]
"""Signature and body of an official reply, each locale -> text."""


class IContributions(Interface):
    """Submitting, reading and handling contributions. Who may is asked before (IActionRules); these hold what is true
    for everybody. A Refusal is returned as a value, everything else that goes wrong is raised."""

    def ensure_statuses(db: Session, plugins: Any, site: Site | None = None) -> None:
        """Give the tenant its own copies of the statuses that plugins bring, for methods that have none yet."""

    def statuses(db: Session, methods: Sequence[str]) -> list[StatusInfo]:
        """The statuses of some methods in the town's order."""

    def post(
        db: Session, phase: PhaseInfo, author_id: uuid.UUID | None, draft: Draft, now: datetime.datetime, *,
        screened: bool = False, like: ReactionRules | None = None, columns: Mapping[str, Any] | None = None,
    ) -> Posted:  # fmt: skip
        """Submit a draft in a phase for an account (None: nobody's). screened: it waits for staff.

        like: the author likes it at once, as far as these rules allow. columns: further columns of the row, for imports
        (author_name, created_at, published_at, import_source, import_key, extra, status_id).
        """

    def edit(
        db: Session, contribution_id: uuid.UUID, editor_id: uuid.UUID, draft: Draft, now: datetime.datetime
    ) -> Refusal | None:
        """Replace a contribution's text and facts; the earlier text is kept as a ContributionVersion."""

    def withdraw(
        db: Session, contribution_id: uuid.UUID, account_id: uuid.UUID, now: datetime.datetime
    ) -> Refusal | None:
        """Take a contribution back: gone from lists and search, its page says so."""

    def publish(db: Session, contribution_id: uuid.UUID, staff_id: uuid.UUID, now: datetime.datetime) -> Refusal | None:
        """Let a contribution that waited for screening be seen; its status becomes the method's first public one."""

    def set_status(
        db: Session, contribution_id: uuid.UUID, status_id: uuid.UUID, staff_id: uuid.UUID, now: datetime.datetime, *,
        reply: Texts | None = None,
    ) -> Refusal | None:  # fmt: skip
        """Give a status by hand, together with an official reply where there is one."""

    def set_statuses(
        db: Session, contribution_ids: Sequence[uuid.UUID], status_id: uuid.UUID, staff_id: uuid.UUID,
        now: datetime.datetime, *, reply: Texts | None = None,
    ) -> Bulk:  # fmt: skip
        """The same for many."""

    def set_automatic_status(
        db: Session, contribution_id: uuid.UUID, status_class: StatusClass, now: datetime.datetime
    ) -> bool:
        """Give a status by a rule (threshold reached, expired): whether it changed."""

    def reply(
        db: Session, contribution_id: uuid.UUID, staff_id: uuid.UUID, signature: dict[str, str], body: dict[str, str],
        now: datetime.datetime,
    ) -> uuid.UUID:  # fmt: skip
        """Publish an official reply, texts by locale: its id."""

    def edit_reply(
        db: Session, reply_id: uuid.UUID, staff_id: uuid.UUID, signature: dict[str, str], body: dict[str, str],
        now: datetime.datetime,
    ) -> bool:  # fmt: skip
        """Change an official reply; it is marked as edited. Whether there was one."""

    def listing(db: Session, query: ListQuery) -> Page:
        """One page of a list, in two statements."""

    def by_number(db: Session, number: int, viewer_id: uuid.UUID | None = None) -> Any:
        """Everything about one contribution but its discussion, in one statement, or None; hidden ones too."""

    def subject(db: Session, number: int) -> Any:
        """The facts of one contribution that acting on it needs, quicker than by_number; None without one."""

    def steps(db: Session, contribution_id: uuid.UUID) -> list[Step]:
        """Its life, oldest first, without hidden statuses."""

    def replies(db: Session, contribution_id: uuid.UUID) -> list[Reply]:
        """Its official replies, oldest first."""

    def versions(db: Session, contribution_id: uuid.UUID) -> list[Any]:
        """Its earlier texts (title, body, replaced_at), newest first, for its author and staff."""

    def similar(
        db: Session, account: CurrentAccount | None, phase: PhaseInfo, text: str, limit: int = 5
    ) -> list[SimilarContribution] | None:
        """What is like a text that this person (None: a visitor) writes in a phase, the likest first.

        None: no module that is active here looks for such. Modules that fail or are slow are left out, so an empty list
        doesn't say that there is nothing. With an empty text they only prepare themselves: ask so when a form opens.
        """


class IReactions(Interface):
    """Reactions to contributions: one a person by primary key, counts from rows, caps that hold under concurrency.

    contribution: anything with id, project_id, phase_id, method, area_id and topics, such as a row of by_number.
    """

    def react(
        db: Session, contribution: Any, account_id: uuid.UUID, value: int, rules: ReactionRules, now: datetime.datetime
    ) -> Counts | Refusal:
        """Give (or change to) 1 or -1: Counts after it, or a Refusal that changed nothing."""

    def bring(db: Session, contribution: Any, given: Sequence[tuple[uuid.UUID, int, datetime.datetime]]) -> None:
        """Reactions of many people at once, for content that comes from elsewhere: (account, 1 or -1, when).

        Caps and modes are not asked; a person who has reacted already keeps that reaction.
        """

    def withdraw(db: Session, contribution: Any, account_id: uuid.UUID, now: datetime.datetime) -> Counts:
        """Take one's reaction back: Counts after it."""

    def counts(db: Session, contribution_id: uuid.UUID, account_id: uuid.UUID | None = None) -> Counts:
        """Counts of one contribution."""

    def mine(db: Session, contribution_ids: list[uuid.UUID], account_id: uuid.UUID) -> dict[uuid.UUID, int]:
        """One person's reactions: contribution id -> 1 or -1."""

    def left(
        db: Session, phase_id: uuid.UUID, account_id: uuid.UUID, rules: ReactionRules
    ) -> tuple[int | None, int | None]:
        """How many likes and dislikes a person has left in a phase; None where there is no cap."""
