# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Browsers of every role for walks without a real browser, and a fingerprint of all that a town has stored."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import text
from tests.walks.furniture import Furnished
from webtest import TestApp, TestResponse

from folkmoot.db.base import Base
from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.testing import Town, make_town
from folkmoot.testing.licences import install_demonstration_licence

ROLES = ("visitor", "citizen", "other_manager", "manager", "administrator", "stranger")
"""stranger: the administrator of another town, whose cookie is replayed here."""

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')
COUNTERS = {"attempt_count"}
"""Tables that may change when somebody is refused: how often they tried."""


def walk_town(platform: Platform, **values: Any) -> Town:
    """A town with texts on its own pages, in which every installed module is open."""
    pages = {"about": {"title": {"en": "About"}, "body": {"en": "<h2>Who</h2><p>We.</p>"}}}
    town = make_town(platform, **{"settings": {"pages": pages}, "host": "localhost", **values})
    install_demonstration_licence(town, "premium")
    return town


@dataclass
class Browser:
    """A role's browser on a town's site, with its own token for forms."""

    app: TestApp
    role: str

    @classmethod
    def of(cls, made: Furnished, role: str, stranger: Furnished | None = None) -> "Browser":
        """The browser of a role; the stranger's cookie comes from their own town."""
        account = made.people.get(role)
        browser = cls(made.town.browser(account), role)
        if role == "stranger":
            assert stranger is not None
            browser.app.set_cookie(SESSION_COOKIE, stranger.town.sign_in(stranger.people["administrator"]))
        return browser

    @property
    def signed_in(self) -> bool:
        """Whether this town knows who that is."""
        return self.role not in ("visitor", "stranger")

    def token(self) -> str:
        """The token that this town's forms carry for this browser."""
        found = TOKEN.search(self.app.get("/en/account" if self.signed_in else "/en/sign-in").text)
        assert found is not None
        return found[1]

    def ask(self, method: str, path: str, fields: dict[str, Any] | None = None, token: str | None = "") -> TestResponse:
        """One request, whatever comes. token: "" the browser's own, None none at all."""
        if method == "GET":
            return self.app.get(path, expect_errors=True)
        proof = {} if token is None else {"csrf_token": token or self.token()}
        if method == "POST":
            return self.app.post(path, {**(fields or {}), **proof}, expect_errors=True)
        headers = {"X-CSRF-Token": quote(proof["csrf_token"])} if proof else {}
        call: Any = getattr(self.app, method.lower())
        return call(path, headers=headers, expect_errors=True)


def fingerprint(town: Town) -> dict[str, tuple[int, int]]:
    """Rows and content of every table that holds something of the town.

    In one statement: walks ask for it after every request, and a statement for each of a hundred tables took longer
    than the requests themselves.
    """
    names = [table.name for table in Base.metadata.sorted_tables if "tenant_id" in table.columns]
    readable = text("SELECT name FROM unnest(CAST(:names AS text[])) AS name WHERE has_table_privilege(name, 'SELECT')")
    with town.session() as db:
        counted = [name for name in db.scalars(readable, {"names": names}) if name not in COUNTERS]
        digests = (
            f"SELECT '{name}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t"
            for name in counted
        )
        return {name: (int(count), int(total)) for name, count, total in db.execute(text(" UNION ALL ".join(digests)))}
