# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signed-in browsers: a random token in a cookie, of which the database knows only the SHA-256."""

import datetime
import hashlib
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from sqlalchemy import CursorResult, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount, IAccountSessions, Role
from folkmoot.accounts.models import Account, AccountSession, ProjectManager
from folkmoot.db.base import Instant
from folkmoot.security.csrf import SESSION_COOKIE

LIFETIME = datetime.timedelta(days=30)
RENEWED_AFTER = datetime.timedelta(days=1)
"""A session slides along with its use, but is written at most once a day."""

NOW = bindparam("now", type_=Instant())
MANAGED = (
    select(func.array_agg(ProjectManager.project_id))
    .where(ProjectManager.tenant_id == Account.tenant_id, ProjectManager.account_id == Account.id)
    .scalar_subquery()
)
CURRENT = (
    select(
        AccountSession.id.label("session_id"), AccountSession.expires_at, Account.id, Account.display_name,
        Account.role, Account.locale, Account.email_confirmed_at, MANAGED.label("managed"),
    )
    .join(Account, and_(Account.tenant_id == AccountSession.tenant_id, Account.id == AccountSession.account_id))
    .where(
        AccountSession.token_hash == bindparam("token_hash"),
        AccountSession.expires_at > NOW,
        or_(Account.blocked_until.is_(None), Account.blocked_until <= NOW),
    )
)  # fmt: skip
"""The one statement that a signed-in page costs: session, person and managed projects together."""


@implementer(IAccountSessions)
class AccountSessions:
    """Sessions kept in the tenant's own table; blocked accounts have none that counts."""

    def current(self, request: Request) -> CurrentAccount | None:
        """Who asks; a session older than a day since its renewal is renewed by the way."""
        token = request.cookies.get(SESSION_COOKIE)
        if not token:
            return None
        found = request.db.execute(CURRENT, {"token_hash": token_hash(token), "now": request.now}).first()
        if found is None:
            return None
        if found.expires_at < request.now + LIFETIME - RENEWED_AFTER:
            self._renew(request, found.session_id, token)
        return CurrentAccount(
            id=found.id, session_id=found.session_id, display_name=found.display_name, role=Role(found.role),
            locale=found.locale, email_confirmed=found.email_confirmed_at is not None,
            managed_projects=frozenset(found.managed or ()),
        )  # fmt: skip

    def _renew(self, request: Request, session_id: uuid.UUID, token: str) -> None:
        query = update(AccountSession).where(AccountSession.id == session_id)
        request.db.execute(query.values(expires_at=request.now + LIFETIME))
        _keep_cookie(request, token)

    def begin(self, request: Request, account_id: uuid.UUID) -> None:
        """Sign an account in on this browser, with a token that nobody has seen before."""
        self._delete(request)
        token = secrets.token_urlsafe(32)
        expires = request.now + LIFETIME
        request.db.add(AccountSession(account_id=account_id, token_hash=token_hash(token), expires_at=expires))
        request.db.flush()
        _keep_cookie(request, token)

    def end(self, request: Request) -> None:
        """Sign this browser out."""
        self._delete(request)
        request.add_response_callback(lambda _, response: response.delete_cookie(SESSION_COOKIE, path="/"))

    def _delete(self, request: Request) -> None:
        token = request.cookies.get(SESSION_COOKIE)
        if token:
            request.db.execute(delete(AccountSession).where(AccountSession.token_hash == token_hash(token)))

    def of_account(self, db: Session, account_id: uuid.UUID, now: datetime.datetime) -> Sequence[AccountSession]:
        """All signed-in browsers of an account, newest first."""
        query = select(AccountSession).where(AccountSession.account_id == account_id, AccountSession.expires_at > now)
        return db.scalars(query.order_by(AccountSession.created_at.desc())).all()

    def end_all(self, db: Session, account_id: uuid.UUID, keep: uuid.UUID | None = None) -> int:
        """Sign an account out everywhere, or everywhere else."""
        query = delete(AccountSession).where(AccountSession.account_id == account_id)
        result: CursorResult[Any] = db.execute(query.where(AccountSession.id != keep) if keep else query)  # type: ignore[assignment]
        return result.rowcount


def token_hash(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def forget_expired(db: Session, now: datetime.datetime) -> None:
    """Delete the rows of sessions that are over."""
    db.execute(delete(AccountSession).where(AccountSession.expires_at < now))


def _keep_cookie(request: Request, token: str) -> None:
    secure = request.scheme == "https"

    def keep(_: Request, response: Response) -> None:
        response.set_cookie(
            SESSION_COOKIE, token, max_age=LIFETIME, httponly=True, samesite="Lax", secure=secure, path="/"
        )

    request.add_response_callback(keep)
