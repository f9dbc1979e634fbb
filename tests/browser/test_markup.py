# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The HTML of every page as the server sends it, in every language, and the headers of every answer."""

import dataclasses
from typing import Any

import pytest
from tests.browser.markup import faults
from tests.browser.pages import PAGES, Page
from tests.walks.browsers import Browser, walk_town
from tests.walks.examples import address
from tests.walks.furniture import Furnished, furnish
from tests.walks.views import views_of
from webtest import TestApp, TestResponse

from folkmoot.platform import Platform
from folkmoot.security.derivers import CONTENT_SECURITY_POLICY

LANGUAGES = ("en", "fr", "nl")
OWN_POLICY = {"media.file": "sandbox"}
"""Answers with a policy of their own, and what it must say."""


@pytest.fixture(scope="module")
def made(platform: Platform) -> Furnished:
    """A town with everything in it."""
    return furnish(walk_town(platform))


def browser(made: Furnished, page: Page) -> TestApp:
    """The browser of whoever opens a page."""
    app = made.town.browser(made.people.get(page.role))
    if page.role == "pending":
        app.set_cookie("folkmoot_pending", made.tokens["pending"])
    app.set_cookie("folkmoot_language", page.language)
    return app


def policy_faults(answer: TestResponse, extra: str = "") -> list[str]:
    """Which headers an answer lacks."""
    policy = answer.headers.get("Content-Security-Policy", "")
    strict = policy.startswith("default-src 'none'") and extra in policy if extra else policy == CONTENT_SECURITY_POLICY
    checks = {
        f"Content-Security-Policy: {policy!r}": strict,
        "no nosniff": answer.headers.get("X-Content-Type-Options") == "nosniff",
        "no Referrer-Policy": answer.headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
    }
    return [fault for fault, fine in checks.items() if not fine]


@pytest.mark.parametrize("page", [page for page in PAGES if not page.send], ids=str)
def test_html_of_a_page_is_sound(made: Furnished, page: Page) -> None:
    answer = browser(made, page).get(page.address(made), expect_errors=True)
    assert answer.status_int == page.status
    desk = page.address(made).startswith("/admin")
    assert faults(answer.text, None if desk else page.language) == []
    assert policy_faults(answer) == []
    if page.role in made.people:
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_html_is_sound_in_every_language(made: Furnished, language: str) -> None:
    wrong: dict[str, Any] = {}
    for page in PAGES:
        if page.language != "en" or page.send or page.route == "gallery":
            continue
        translated = dataclasses.replace(page, language=language)
        answer = browser(made, translated).get(translated.address(made), expect_errors=True)
        found = faults(answer.text)
        if found or answer.status_int != page.status:
            wrong[str(translated)] = [answer.status, *found]
    assert wrong == {}


def test_every_answer_carries_the_headers(made: Furnished) -> None:
    wrong: dict[str, Any] = {}
    for role in ("visitor", "administrator"):
        walker = Browser.of(made, role)
        token = walker.token()
        for view in views_of(made.registry):
            for method, sent in ((view.method, None), ("DELETE", token)):
                answer = walker.ask(method, address(view, made), {}, sent)
                found = policy_faults(answer, OWN_POLICY.get(view.route, "") if answer.status_int == 200 else "")
                if found:
                    wrong[f"{role} {method} {view.route} {answer.status}"] = found
    assert wrong == {}


NOWHERE = ("/nowhere", "/en/nowhere", "/xx/", "/admin/nowhere", "/en/projects/none", "/en/ideas/999999999")


@pytest.mark.parametrize("path", NOWHERE)
def test_what_isnt_there_is_a_sound_page_too(made: Furnished, path: str) -> None:
    answer = made.town.browser().get(path, status=404)
    assert faults(answer.text) == []
    assert policy_faults(answer) == []
    assert 'data-reason="not-found"' in answer.text


def test_other_hosts_and_static_files_are_safe_too(made: Furnished) -> None:
    app = made.town.browser()
    nowhere = app.get("/en/", headers={"Host": "nowhere.example"}, status=404)
    assert 'data-reason="unknown-host"' in nowhere.text.replace("=unknown-host", '="unknown-host"')
    for path in ("core/core.css", "core/core.js", "core/icons.svg"):
        address_ = made.registry.folkmoot_statics.url(path)
        assert app.get(address_).headers["X-Content-Type-Options"] == "nosniff"
