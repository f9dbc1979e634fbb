# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A person at a browser: what they fill in and the letters they get."""

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select
from webtest import Form, TestApp, TestResponse

from folkmoot.accounts.models import Account
from folkmoot.accounts.passwords import hash_password
from folkmoot.mail.models import MailMessage
from folkmoot.testing import Town

PASSWORD = "four quiet words here"
KEPT = hash_password(PASSWORD)
"""Hashed once: argon2 is slow on purpose."""


class Visitor:
    """Somebody with a browser on a town's site."""

    password = PASSWORD

    def __init__(self, town: Town, account: Account | None = None) -> None:
        self.town = town
        self.browser: TestApp = town.browser(account)

    def member(self, **values: Any) -> Account:
        """An account with the usual password."""
        return self.town.account(**{"password_hash": KEPT, **values})

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page."""
        return self.browser.get(path, **options)

    def form(self, page: TestResponse, field: str) -> Form:
        """The form of a page that has a field."""
        return next(form for form in page.forms.values() if field in form.fields)

    def fill(self, path: str, fields: dict[str, Any], **options: Any) -> TestResponse:
        """Open a page, fill in the form that has these fields, and send it."""
        form = self.form(self.get(path), next(iter(fields)))
        for name, value in fields.items():
            form[name] = value
        return form.submit(**options)

    def sign_in(self, email: str, password: str = PASSWORD, to: str = "", **options: Any) -> TestResponse:
        """Sign in by the form."""
        query = f"?to={to}" if to else ""
        return self.fill(f"/en/sign-in{query}", {"email": email, "password": password}, **options)

    def sign_up(self, email: str, to: str = "", name: str = "New Person", **options: Any) -> TestResponse:
        """Take the first step of signing up."""
        fields = {"email": email, "display_name": name, "password": options.pop("password", PASSWORD)}
        return self.fill(f"/en/sign-up?to={to}" if to else "/en/sign-up", fields, **options)

    def confirm(self, code: str, **options: Any) -> TestResponse:
        """Take the second step."""
        return self.fill("/en/sign-up/code", {"code": code}, **options)

    def letters(self, email: str) -> Sequence[MailMessage]:
        """What was written to an address, oldest first."""
        with self.town.session() as db:
            return db.scalars(select(MailMessage).where(MailMessage.recipient == email).order_by(MailMessage.id)).all()

    def code(self, email: str) -> str:
        """The code in the last letter to an address."""
        found = re.search(r"^ +(\d{3} \d{3})$", self.letters(email)[-1].text, re.MULTILINE)
        assert found is not None
        return found[1]

    def link(self, email: str) -> str:
        """The path of the first link in the last letter to an address."""
        found = re.search(r"http://[^/\s]+(/\S+)", self.letters(email)[-1].text)
        assert found is not None
        return found[1]

    @property
    def name(self) -> str | None:
        """Who the site says is signed in."""
        found = re.search(r'<span class="signin-text"><bdi>(.*?)</bdi>', self.get("/en/reset").text)
        return found[1] if found else None


@pytest.fixture
def visitor(town: Town) -> Visitor:
    """A visitor of the test's town."""
    return Visitor(town)


@pytest.fixture
def visit() -> Callable[..., Visitor]:
    """Further visitors: visit(town) or visit(town, account)."""
    return Visitor


@pytest.fixture
def one_window() -> None:
    """Limits count in quarters of an hour: don't begin a test of one just before the next quarter."""
    left = 900 - time.time() % 900
    if left < 30:
        time.sleep(left + 1)


@pytest.fixture
def alike() -> Callable[..., str]:
    """The text of a page without what differs for every browser, and without what the person typed."""

    def text(page: TestResponse, *typed: str) -> str:
        plain = re.sub(r'name="csrf_token" value="[^"]*"', "", page.text)
        for word in typed:
            plain = plain.replace(word, "")
        return plain

    return text
