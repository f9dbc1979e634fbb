# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town for one test: its rows, its people, its visitors."""

import datetime
import hashlib
import itertools
import secrets
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, delete, event
from sqlalchemy.orm import Session
from webtest import TestApp

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import Account, AccountSession, ProjectManager
from folkmoot.platform import Platform
from folkmoot.projects.models import Phase, Project
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.tenants.creation import create_tenant
from folkmoot.tenants.interfaces import Site
from folkmoot.tenants.models import Tenant

COUNTER = itertools.count(1)
UTC = datetime.UTC
DAY = datetime.timedelta(days=1)


@dataclass
class Town:
    """One tenant on the test platform. Values made by it are plain rows of the models."""

    platform: Platform
    slug: str
    host: str
    id: uuid.UUID
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def site(self) -> Site:
        """The site as requests see it now."""
        place = self.platform.place(self.host)
        assert place is not None
        return place.site

    def session(self) -> AbstractContextManager[Session]:
        """A session in one transaction of this tenant."""
        return self.platform.database.tenant(self.id)

    def account(self, role: Role | str = Role.CITIZEN, manages: tuple[uuid.UUID, ...] = (), **values: Any) -> Account:
        """A confirmed account; `manages` are ids of projects."""
        number = next(self._count)
        values = {
            "email": f"person{number}@{self.slug}.example", "display_name": f"Person {number}", "role": str(role),
            "locale": self.site.default_locale, "email_confirmed_at": datetime.datetime.now(UTC), **values,
        }  # fmt: skip
        with self.session() as db:
            account = Account(**values)
            db.add(account)
            db.flush()
            db.add_all([ProjectManager(account_id=account.id, project_id=project) for project in manages])
        return account

    def project(self, state: str = "published", **values: Any) -> Project:
        """A project with a title in every language of the town."""
        number = next(self._count)
        titles = {locale: f"Project {number} {locale}" for locale in self.site.locales}
        values = {
            "slug": f"project-{number}", "title": titles, "state": state, "preview_token": secrets.token_urlsafe(16),
            "published_at": datetime.datetime.now(UTC) if state != "draft" else None, **values,
        }  # fmt: skip
        with self.session() as db:
            project = Project(**values)
            db.add(project)
        return project

    def phase(
        self, project: Project, method: str = "ideation", opens: float = -1, closes: float | None = 10, **values: Any
    ) -> Phase:
        """A phase; opens and closes are days from now (closes None: open-ended)."""
        now = datetime.datetime.now(UTC)
        titles = {locale: f"{method} {locale}" for locale in self.site.locales}
        values = {
            "project_id": project.id, "method": method, "title": titles, "opens_at": now + opens * DAY,
            "closes_at": None if closes is None else now + closes * DAY, **values,
        }  # fmt: skip
        with self.session() as db:
            phase = Phase(**values)
            db.add(phase)
        return phase

    def browser(self, account: Account | None = None) -> "TestApp[Platform]":
        """A visitor's browser on this town's host, signed in when an account is given."""
        app = TestApp(self.platform, extra_environ={"HTTP_HOST": self.host, "REMOTE_ADDR": "203.0.113.7"})
        if account is not None:
            app.set_cookie(SESSION_COOKIE, self.sign_in(account))
        return app

    def sign_in(self, account: Account) -> str:
        """A session row for an account; returns the cookie's token."""
        token = secrets.token_urlsafe(32)
        expires = datetime.datetime.now(UTC) + 30 * DAY
        with self.session() as db:
            digest = hashlib.sha256(token.encode()).digest()
            db.add(AccountSession(account_id=account.id, token_hash=digest, expires_at=expires))
        return token


def make_town(
    platform: Platform, locales: tuple[str, ...] = ("en", "fr", "nl"), host: str = "test", **values: Any
) -> Town:
    """A new tenant that the platform already serves, on a name under `host`."""
    slug = f"town-{next(COUNTER)}-{secrets.token_hex(4)}"
    host = f"{slug}.{host}"
    with platform.database.platform() as db:
        tenant_id = create_tenant(
            db, slug, [host], {locale: slug.title() for locale in locales}, list(locales), **values
        )
    platform.refresh()
    return Town(platform, slug, host, tenant_id)


def retire(*towns: Town) -> None:
    """Let the platform forget towns whose test is over: each refresh reads every tenant, and reckons its licences.

    Only the tenant's own row goes, with its hosts and licences. What people wrote in it stays, for a forgotten filter
    to find.
    """
    for town in towns:
        with town.platform.database.platform() as db:
            db.execute(delete(Tenant).where(Tenant.id == town.id))


@contextmanager
def count_statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the SQL statements sent while the block runs (BEGIN and COMMIT aren't among them)."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
