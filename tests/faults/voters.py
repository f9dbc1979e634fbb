# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Citizens with a browser each, who sign in over HTTP and cast their ballots until they are thanked."""

import http.client
import re
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from argon2 import PasswordHasher
from tests.faults.visitors import FORM, Answer

from folkmoot.security.csrf import SESSION_COOKIE, CsrfPolicy
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.towns import Town

PASSWORD = "seven green lanterns at the quay"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Of the right kind, but made in no time: it isn't passwords that are tried here."""


@dataclass
class Citizen:
    """A browser without a pool: each request on a connection of its own, so that it reaches any worker."""

    port: int
    host: str
    email: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    csrf: str = ""
    served_by: str = ""

    def ask(self, path: str, form: list[tuple[str, str]] | None = None) -> Answer:
        """One request; a form makes it a POST. Status 0: nobody answered."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Host": self.host} | (FORM if form is not None else {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request("GET" if form is None else "POST", path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return Answer(0, "", time.perf_counter() - began)
        finally:
            connection.close()
        self._keep(answer)
        return Answer(answer.status, body, time.perf_counter() - began)

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        self.served_by = answer.headers.get("X-Drill-Shift", "")

    def token_of(self, path: str) -> str:
        """The token of a page's forms."""
        answer = self.ask(path)
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.body)
        assert found is not None, (path, answer.status, answer.body[:500])
        return found[1]

    def sign_in(self, visitor: "Citizen") -> None:
        """By address and password, as somebody who has the form of this visitor open."""
        self.cookies = dict(visitor.cookies)
        form = [("email", self.email), ("password", PASSWORD), ("csrf_token", visitor.csrf)]
        answer = self.ask("/en/sign-in", form)
        assert answer.status == 303, (answer.status, answer.body[:2000])

    def know_token(self, town: Town) -> None:
        """The token of forms as the pages of this browser's session have it."""
        site: Any = SimpleNamespace(site=town.site, registry=SimpleNamespace(folkmoot_secret=SECRET))
        self.csrf = CsrfPolicy()._token(site, self.cookies[SESSION_COOKIE])

    def cast(self, page: str, *numbers: int) -> Answer:
        """Send a ballot once. 303 is the "thank you": it is sent when the ballot is in the box."""
        options = [("choice", f"opt-{number}") for number in numbers]
        return self.ask(f"{page}/vote", [("csrf_token", self.csrf), ("do", "cast"), *options])


def citizens(town: Town, port: int, number: int, *, over_http: bool = True, **values: object) -> list[Citizen]:
    """People with accounts who are signed in: over HTTP, or (where that isn't looked at) by a row of a session."""
    hashed = QUICK.hash(PASSWORD)
    accounts = [town.account(password_hash=hashed, **values) for _ in range(number)]
    found = [Citizen(port, town.host, account.email) for account in accounts]
    if over_http:
        visitor = Citizen(port, town.host)
        visitor.csrf = visitor.token_of("/en/sign-in")
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda one: one.sign_in(visitor), found))
    else:
        for one, account in zip(found, accounts, strict=True):
            one.cookies[SESSION_COOKIE] = town.sign_in(account)
    for one in found:
        one.know_token(town)
    return found


@dataclass
class Turnout:
    """Citizens who cast at once, each trying again until the "thank you" or until their patience ends."""

    page: str
    patience: float = 1800.0
    thanks: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    box: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _counting: threading.Lock = field(default_factory=threading.Lock)

    def vote(self, citizen: Citizen, ballots: list[tuple[int, ...]]) -> None:
        """One ballot after the other, each until it is thanked for."""
        until = time.monotonic() + self.patience
        for numbers in ballots:
            while (status := citizen.cast(self.page, *numbers).status) != 303:
                self._note(status)
                assert time.monotonic() < until, f"{citizen.email} was never thanked: {status}"
                time.sleep(0.3)
            self._note(status)
            with self._counting:
                self.thanks += 1
                self.box[citizen.email] = numbers

    def _note(self, status: int) -> None:
        with self._counting:
            self.answers[status] += 1
