# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""/healthz, /readyz and /metrics answer on any host; the numbers only to the machine itself or with the token."""

import re
from typing import Any

import pytest
from webtest import TestApp, TestResponse

from folkmoot.db.server import Server
from folkmoot.db.session import Database
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing import Town
from folkmoot.web.health import Health, may_monitor

TOKEN = "a token of some length"


def ask(app: Any, path: str, expected: int = 200, **environ: str) -> TestResponse:
    values = {"HTTP_HOST": "nobody.example", "REMOTE_ADDR": "127.0.0.1"} | environ
    return TestApp(app).get(path, extra_environ=values, status=expected)


def test_it_is_alive_on_any_host(platform: Platform, town: Town) -> None:
    assert ask(platform, "/healthz").text == "ok\n"
    assert ask(platform, "/healthz", HTTP_HOST=town.host).text == "ok\n"


def test_it_is_ready_when_database_tables_and_sites_are(platform: Platform) -> None:
    answer = ask(platform, "/readyz")
    assert answer.json["ready"] is True
    assert set(answer.json["checks"]) == {"database", "migrations", "composition"}
    assert all(check["ok"] for check in answer.json["checks"].values())


def test_it_is_not_ready_without_its_database(settings: Settings, platform: Platform) -> None:
    class Lost:
        settings = platform.settings
        composer, application_count, sites = platform.composer, 0, platform.sites
        database = Database("postgresql+psycopg://nobody:secret@127.0.0.1:1/nothing", "x" * 40)

    answer = ask(Health(Lost()), "/readyz", 503)  # type: ignore[arg-type]
    assert answer.json["checks"]["database"]["ok"] is False
    assert "secret" not in answer.text


def test_tables_of_another_release_are_not_ready(platform: Platform, server: Server) -> None:
    health = Health(platform)
    health._core_version = "99.0"
    assert ask(health, "/readyz", 503).json["checks"]["migrations"]["ok"] is False


def test_requests_are_counted(platform: Platform, town: Town) -> None:
    before = _requests(ask(platform, "/metrics").text)
    town.browser().get("/en/", status=200)
    text = ask(platform, "/metrics").text
    assert _requests(text) == before + 1
    assert 'folkmoot_jobs{state="todo"}' in text
    assert "folkmoot_database_up 1" in text


def _requests(text: str) -> int:
    found = re.search(r"folkmoot_request_seconds_count\{[^}]*\} (\d+)", text)
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize(
    ("environ", "allowed"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "203.0.113.7"}, False),
        ({"REMOTE_ADDR": ""}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, False),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, True),
        ({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer wrong"}, False),
    ],
)
def test_who_may_see_the_numbers(environ: dict[str, str], allowed: bool) -> None:
    assert may_monitor(environ, TOKEN) is allowed


def test_without_a_token_none_opens(platform: Platform) -> None:
    assert may_monitor({"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer "}, None) is False
    ask(platform, "/metrics", 403, REMOTE_ADDR="203.0.113.7")


def test_only_reading_is_answered(platform: Platform) -> None:
    TestApp(platform).post("/healthz", extra_environ={"HTTP_HOST": "nobody.example"}, status=405)
