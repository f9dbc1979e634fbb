# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What other rooms may know of people: the one who is asking, and the accounts of a tenant."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from zope.interface import Interface

if TYPE_CHECKING:
    from pyramid.request import Request
    from sqlalchemy.orm import Session

    from folkmoot.accounts.models import Account, AccountSession
    from folkmoot.security.refusals import Refusal


class Role(StrEnum):
    """What an account is on its tenant's site."""

    CITIZEN = "citizen"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


@dataclass(frozen=True)
class CurrentAccount:
    """The signed-in person, read once a request together with the session."""

    id: uuid.UUID
    session_id: uuid.UUID
    display_name: str
    role: Role
    locale: str
    email_confirmed: bool
    managed_projects: frozenset[uuid.UUID] = frozenset()
    verified_until: datetime.datetime | None = None
    blocked_until: datetime.datetime | None = None
    groups: frozenset[uuid.UUID] = frozenset()

    @property
    def is_administrator(self) -> bool:
        """Administrators of the tenant; an operator is one everywhere."""
        return self.role in (Role.ADMINISTRATOR, Role.OPERATOR)

    @property
    def is_staff(self) -> bool:
        """Anyone who works in the back office."""
        return self.role is not Role.CITIZEN

    @property
    def may_create_projects(self) -> bool:
        """Managers and administrators."""
        return self.is_staff

    def manages(self, project_id: uuid.UUID | None) -> bool:
        """Whether this person may edit a project."""
        return self.is_administrator or (self.role is Role.MANAGER and project_id in self.managed_projects)


@dataclass(frozen=True)
class NewAccount:
    """What an account starts with. email: normalised; password_hash: None when there is no password yet."""

    email: str
    display_name: str
    locale: str
    confirmed_at: datetime.datetime | None
    role: Role = Role.CITIZEN
    password_hash: str | None = None


@dataclass(frozen=True)
class Person:
    """One row of the list of people: an account and the projects it manages."""

    account: Account
    managed_projects: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class PeoplePage:
    """A part of the list of people, and how many there are in all."""

    rows: Sequence[Person]
    total: int
    offset: int


@dataclass(frozen=True)
class Limit:
    """At most so many trials of one purpose in a window of so many seconds."""

    purpose: str
    most: int
    seconds: int


Trial = tuple[Limit, str]
"""A limit, and under it whom to count for; kept as a keyed hash only."""


class IAttempts(Interface):
    """How often somebody may try, counted in transactions of their own: a refused trial was counted all the same."""

    def count(tenant_id: uuid.UUID, now: datetime.datetime, *trials: Trial) -> int:
        """Count one trial under each (Limit, who); the seconds to wait (int) when one of them is used up, else 0."""

    def forgive(tenant_id: uuid.UUID, now: datetime.datetime, *trials: Trial) -> None:
        """Take one counted trial back: it turned out to be rightful."""

    def network(request: Request) -> str:
        """Whom to count a request for by where it comes from: an IPv4 address, or the /64 of a household."""


class IAccountSessions(Interface):
    """Signed-in browsers: a random token in a cookie, its hash in a row."""

    def current(request: Request) -> CurrentAccount | None:
        """The CurrentAccount of a request, or None; no query when the browser sent no session cookie."""

    def begin(request: Request, account_id: uuid.UUID) -> None:
        """Sign an account in on this browser: makes the row and sets the cookie on the response."""

    def end(request: Request) -> None:
        """Sign this browser out: removes the row and the cookie."""

    def of_account(db: Session, account_id: uuid.UUID, now: datetime.datetime) -> Sequence[AccountSession]:
        """All signed-in browsers of an account as AccountSession rows, newest first."""

    def end_all(db: Session, account_id: uuid.UUID, keep: uuid.UUID | None = None) -> int:
        """Sign an account out everywhere, except in the session with the id `keep`; returns how many ended."""


class IAccounts(Interface):
    """The accounts of a tenant. `actor` is the CurrentAccount who acts; None is the command line.

    What changes rights returns a Refusal, or None when it is done. Everything sensitive is written to the audit log.
    """

    def by_id(db: Session, account_id: uuid.UUID) -> Account | None:
        """The Account, or None."""

    def by_email(db: Session, email: str) -> Account | None:
        """The Account with an address in any spelling, or None."""

    def create(db: Session, new: NewAccount, actor: CurrentAccount | None = None) -> Account | None:
        """The Account made from a NewAccount, or None when the address has one."""

    def check(db: Session, email: str, password: str) -> Account | None:
        """The Account that an address and a password open, or None; takes as long when there is none."""

    def set_password(db: Session, account: Account, password: str, how: str) -> None:
        """Change a password; codes and links sent before stop working. Sessions are the caller's to end.

        how: what allowed it, for the audit log ("password", "link").
        """

    def leaving(db: Session, account: Account) -> Refusal | None:
        """A Refusal when the account may not be deleted by its person now (last-administrator), else None."""

    def page(db: Session, search: str = "", role: Role | None = None, offset: int = 0, limit: int = 50) -> PeoplePage:
        """A PeoplePage, newest first. search: part of name or address; role: a Role or None; two statements."""

    def managers(db: Session, project_id: uuid.UUID) -> Sequence[Account]:
        """Accounts that manage a project, by name."""

    def set_role(db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, role: Role) -> Refusal | None:
        """Give a role; None or a Refusal (last-administrator, operators-only, not-found)."""

    def set_managed_projects(
        db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, project_ids: Iterable[uuid.UUID]
    ) -> Refusal | None:
        """Which projects a manager looks after, replacing those before; None or a Refusal (not-found, not-manager)."""

    def block(
        db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, until: datetime.datetime | None
    ) -> Refusal | None:
        """Shut an account out until a moment (None: let it in again); None or a Refusal (not-found, staff, oneself)."""
