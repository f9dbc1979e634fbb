# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The accounts of a tenant: making them, finding them, and what they may do."""

import datetime
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts import codes
from folkmoot.accounts.addresses import normalise_email
from folkmoot.accounts.interfaces import CurrentAccount, IAccounts, NewAccount, PeoplePage, Person, Role
from folkmoot.accounts.models import Account, AccountSession, ProjectManager
from folkmoot.accounts.passwords import hash_password, needs_rehash, verify_password
from folkmoot.audit.interfaces import IAudit
from folkmoot.i18n import mark
from folkmoot.security.refusals import Refusal
from folkmoot.tenants.interfaces import Site

ONE_TIME_LINK = datetime.timedelta(days=1)
"""How long a link from the command line signs in; it is handed over by a person, not by mail."""

NOT_FOUND = Refusal("account-not-found", mark("There is no such account."))
LAST_ADMINISTRATOR = Refusal(
    "last-administrator", mark("This is the last administrator."), mark("Make somebody else administrator first.")
)
OPERATORS_ONLY = Refusal("operators-only", mark("Only an operator gives or takes this role."))
NOT_MANAGER = Refusal("not-manager", mark("Only managers look after projects."), mark("Give the role manager first."))
ONESELF = Refusal("oneself", mark("You can't block your own account."))
STAFF = Refusal(
    "staff", mark("Members of staff can't be blocked."), mark("Take their role away first: the log shows it.")
)
TOO_MANY_ADMINISTRATORS = Refusal(
    "administrators-limit",
    mark("Your licence covers no more administrators than you have."),
    mark("Take the role from somebody who doesn't need it any more, or ask for a licence that covers more."),
)
ADMINISTRATORS = (Role.ADMINISTRATOR, Role.OPERATOR)


@implementer(IAccounts)
class Accounts:
    """Accounts in the tenant's own table; who changed what is written to the audit log."""

    def __init__(self, audit: IAudit, administrators: int | None = None) -> None:
        """administrators: how many a licence covers; None where nothing limits them."""
        self._audit = audit
        self._allowed = administrators

    def by_id(self, db: Session, account_id: uuid.UUID) -> Account | None:
        """The account with an id."""
        return db.scalars(select(Account).where(Account.id == account_id)).first()

    def by_email(self, db: Session, email: str) -> Account | None:
        """The account with an address in any spelling."""
        return db.scalars(select(Account).where(Account.email == normalise_email(email))).first()

    def create(self, db: Session, new: NewAccount, actor: CurrentAccount | None = None) -> Account | None:
        """A new account, or None when the address has one: of two at once the unique key lets one through."""
        account = Account(
            email=new.email, display_name=new.display_name, locale=new.locale, role=new.role,
            email_confirmed_at=new.confirmed_at, password_hash=new.password_hash,
        )  # fmt: skip
        try:
            with db.begin_nested():
                db.add(account)
        except IntegrityError:
            return None
        self._record(db, actor, "account.created", account.id, {"role": str(new.role)})
        return account

    def check(self, db: Session, email: str, password: str) -> Account | None:
        """The account that an address and a password open, or None; an unknown address costs the same work."""
        account = self.by_email(db, email)
        fits = verify_password(account.password_hash if account else None, password)
        if account is None or not fits:
            return None
        if account.password_hash and needs_rehash(account.password_hash):
            account.password_hash = hash_password(password)
        return account

    def set_password(self, db: Session, account: Account, password: str, how: str) -> None:
        """Change a password; every code and link sent before stops working."""
        account.password_hash = hash_password(password)
        codes.forget(db, account.email)
        self._audit.record(db, account.id, "account.password-changed", "account", account.id, {"how": how})

    def page(
        self, db: Session, search: str = "", role: Role | None = None, offset: int = 0, limit: int = 50
    ) -> PeoplePage:
        """A part of the list, newest first."""
        managed = select(func.array_agg(ProjectManager.project_id)).where(ProjectManager.account_id == Account.id)
        query = _people(select(Account, managed.scalar_subquery()), search, role)
        query = query.order_by(Account.created_at.desc(), Account.id.desc()).offset(offset).limit(limit)
        total = db.scalar(_people(select(func.count()).select_from(Account), search, role)) or 0
        return PeoplePage([Person(account, tuple(ids or ())) for account, ids in db.execute(query)], total, offset)

    def managers(self, db: Session, project_id: uuid.UUID) -> Sequence[Account]:
        """Who looks after a project."""
        query = select(Account).join(ProjectManager, ProjectManager.account_id == Account.id)
        return db.scalars(query.where(ProjectManager.project_id == project_id).order_by(Account.display_name)).all()

    def set_role(
        self, db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, role: Role
    ) -> Refusal | None:
        """Give a role. The administrators' rows are locked, so that two can't take each other's role at once."""
        administrators = _locked_administrators(db)
        account = self.by_id(db, account_id)
        if account is None:
            return NOT_FOUND
        if Role.OPERATOR in (role, account.role) and actor is not None and actor.role is not Role.OPERATOR:
            return OPERATORS_ONLY
        if administrators == {account_id} and role not in ADMINISTRATORS:
            return LAST_ADMINISTRATOR
        if role in ADMINISTRATORS and account_id not in administrators and self._full(administrators):
            return TOO_MANY_ADMINISTRATORS
        if account.role != role:
            self._record(db, actor, "account.role-changed", account_id, {"from": account.role, "to": str(role)})
            account.role = role
        if role is not Role.MANAGER:
            db.execute(delete(ProjectManager).where(ProjectManager.account_id == account_id))
        db.flush()
        return None

    def no_room(self, db: Session, role: Role) -> Refusal | None:
        """Why no further account of this role can be made: only for administrators, and only by a licence's limit."""
        full = role in ADMINISTRATORS and self._full(_locked_administrators(db))
        return TOO_MANY_ADMINISTRATORS if full else None

    def _full(self, administrators: Collection[uuid.UUID]) -> bool:
        return self._allowed is not None and len(administrators) >= self._allowed

    def leaving(self, db: Session, account: Account) -> Refusal | None:
        """Why an account may not be deleted by its person now: the last administrator must find another first."""
        return LAST_ADMINISTRATOR if _locked_administrators(db) == {account.id} else None

    def set_managed_projects(
        self, db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, project_ids: Iterable[uuid.UUID]
    ) -> Refusal | None:
        """Which projects a manager looks after from now on."""
        account = self.by_id(db, account_id)
        if account is None:
            return NOT_FOUND
        if account.role != Role.MANAGER:
            return NOT_MANAGER
        wanted = set(project_ids)
        query = select(ProjectManager.project_id).where(ProjectManager.account_id == account_id)
        had = set(db.scalars(query))
        if had != wanted:
            gone = ProjectManager.project_id.in_(had - wanted)
            db.execute(delete(ProjectManager).where(ProjectManager.account_id == account_id, gone))
            db.add_all([ProjectManager(account_id=account_id, project_id=project) for project in sorted(wanted - had)])
            db.flush()
            change = {"added": _texts(wanted - had), "removed": _texts(had - wanted)}
            self._record(db, actor, "account.projects-changed", account_id, change)
        return None

    def block(
        self, db: Session, actor: CurrentAccount | None, account_id: uuid.UUID, until: datetime.datetime | None
    ) -> Refusal | None:
        """Shut an account out until a moment, and end its sessions; None lets it in again."""
        account = self.by_id(db, account_id)
        if account is None:
            return NOT_FOUND
        if actor is not None and actor.id == account_id:
            return ONESELF
        if until is not None and account.role != Role.CITIZEN:
            return STAFF
        account.blocked_until = until
        if until is None:
            self._record(db, actor, "account.unblocked", account_id, {})
        else:
            db.execute(delete(AccountSession).where(AccountSession.account_id == account_id))
            codes.forget(db, account.email)
            self._record(db, actor, "account.blocked", account_id, {"until": until.isoformat()})
        db.flush()
        return None

    def _record(
        self, db: Session, actor: CurrentAccount | None, verb: str, account_id: uuid.UUID, details: dict[str, Any]
    ) -> None:
        self._audit.record(db, actor.id if actor else None, verb, "account", account_id, details)


def one_time_link(db: Session, site: Site, account_id: uuid.UUID) -> str:
    """The path of a page that signs an account in once, within a day; raises LookupError for an unknown account."""
    account = db.scalars(select(Account).where(Account.id == account_id)).first()
    if account is None:
        raise LookupError(account_id)
    now = datetime.datetime.now(datetime.UTC)
    token = codes.issue_link(db, account.email, codes.Purpose.SIGN_IN, now, ONE_TIME_LINK)
    locale = account.locale if account.locale in site.locales else site.default_locale
    return f"/{locale}/sign-in/{token}"


def _locked_administrators(db: Session) -> set[uuid.UUID]:
    query = select(Account.id).where(Account.role.in_(ADMINISTRATORS)).order_by(Account.id)
    return set(db.scalars(query.with_for_update()))


def _people(query: Select[Any], search: str, role: Role | None) -> Select[Any]:
    if role is not None:
        query = query.where(Account.role == role)
    words = search.strip()
    if not words:
        return query
    columns = (Account.display_name, Account.email)
    return query.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))


def _texts(ids: set[uuid.UUID]) -> list[str]:
    return sorted(str(one) for one in ids)
