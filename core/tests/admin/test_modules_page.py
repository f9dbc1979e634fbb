# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page of modules with licences, the line for administrators, and that nobody else ever reads of licences."""

import dataclasses
import re
from typing import Any

import pytest
from sqlalchemy import insert, select

from folkmoot.accounts.interfaces import Role
from folkmoot.admin.banner import SENTENCES
from folkmoot.admin.services.licences import DEMONSTRATION, offers_demonstration
from folkmoot.demo.fill import MARK
from folkmoot.platform import Platform
from folkmoot.plugins.composition import Composer, Composition
from folkmoot.tenants.models import Tenant, WorkerSite
from folkmoot.testing import Town, count_statements, make_town
from folkmoot.testing.authority import Authority, Clock
from folkmoot.testing.licences import install_licence, remove_licence

JTI = "0" * 25 + "1"
ABOUT_LICENCES = re.compile(r"licen[cs]e|licentie", re.IGNORECASE)


def desk(town: Town, role: Role = Role.ADMINISTRATOR, **values: Any) -> Any:
    """The browser of somebody at the back office."""
    return town.browser(town.account(role, **values))


def banner(town: Town, path: str = "/admin", **values: Any) -> str:
    """The code of the line about licences, "" for none."""
    town.platform.refresh()
    found = desk(town, **values).get(path).html.find(attrs={"data-banner": True})
    return str(found["data-banner"]) if found is not None else ""


def test_modules_stand_in_groups(place: Town, authority: Authority) -> None:
    page = desk(place).get("/admin/modules")
    groups = {one["data-group"]: one for one in page.html.find_all(attrs={"data-group": True})}
    assert groups["key"].find(id="module-poll") is not None
    assert groups["on"].find(id="module-ideation") is not None
    install_licence(place, authority.bundle(authority.licence()))
    page = desk(place).get("/admin/modules")
    assert page.html.find(attrs={"data-group": "on"}).find(id="module-poll") is not None
    form = next(one for one in page.forms.values() if one.fields.get("plugin") and one["plugin"].value == "poll")
    form.submit(status=303)
    place.platform.refresh()
    card = desk(place).get("/admin/modules").html.find(attrs={"data-group": "off"}).find(id="module-poll")
    assert card["data-reason"] == "switched-off"


def test_a_licence_that_has_not_begun_says_when(place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(begins=20, ends=60)))
    card = desk(place).get("/admin/modules").html.find(id="module-poll")
    assert (card["data-mode"], card["data-reason"]) == ("absent", "not-yet")
    assert "Opens on" in card.text


def test_a_module_whose_own_guard_says_no_is_off(
    place: Town, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_licence(place, authority.bundle(authority.licence()))
    compose = Composer.compose

    def without_poll(self: Composer, site: Any, without: frozenset[str] = frozenset()) -> Composition:
        return compose(self, site, without | {"poll"})

    monkeypatch.setattr(Composer, "compose", without_poll)
    place.platform.refresh()
    card = desk(place).get("/admin/modules").html.find(id="module-poll")
    assert (card["data-mode"], card["data-reason"]) == ("absent", "not-licensed")


def test_workers_that_follow_are_counted(place: Town) -> None:
    with place.session() as db:
        revision = db.scalars(select(Tenant.revision)).one()
        rows = [{"tenant_id": place.id, "worker_id": number * 32, "revision": at}
                for number, at in (("1", revision), ("2", revision - 1))]  # fmt: skip
        db.execute(insert(WorkerSite), rows)
    page = desk(place).get("/admin/modules")
    line = page.html.find(attrs={"data-workers": True})
    assert (line["data-workers"], line["data-followed"]) == ("2", "1")
    assert "1 of 2 workers follow" in line.text
    assert page.html.find(id="modules-pending")["hx-trigger"] == "every 2s"
    with place.session() as db:
        db.execute(WorkerSite.__table__.update().values(revision=revision))  # type: ignore[attr-defined]
    page = desk(place).get("/admin/modules")
    assert "2 of 2 workers follow" in page.text
    assert page.html.find(id="modules-pending") is None
    assert "htmx" not in page.text


def test_limits_are_shown_and_warn(place: Town, authority: Authority) -> None:
    limits = {"admins": 1, "population": 100}
    install_licence(place, authority.bundle(authority.licence(limits=limits)))
    place.account(Role.ADMINISTRATOR)
    page = desk(place).get("/admin/modules")
    levels = {one["data-limit"]: one["data-level"] for one in page.html.find_all(attrs={"data-limit": True})}
    assert levels == {"administrators": "over", "population": ""}
    assert "2 of 1 administrators" in page.text


@pytest.mark.parametrize(
    ("hosts", "kept", "development", "offered"),
    [
        (("localhost",), {}, True, True),
        (("zuid.localhost", "127.0.0.1"), {DEMONSTRATION: True}, False, True),
        (("localhost",), {}, False, False),
        (("a.b.localhost",), {}, True, False),
        (("localhost", "town.example"), {DEMONSTRATION: True}, True, False),
        (("notlocalhost",), {}, True, False),
    ],
)
def test_demonstration_licences_are_offered_on_this_computer_only(
    place: Town, hosts: tuple[str, ...], kept: dict[str, Any], development: bool, offered: bool
) -> None:
    site = dataclasses.replace(place.site, hosts=hosts, settings=kept)
    assert offers_demonstration(site, development=development) is offered
    assert DEMONSTRATION == MARK


def test_the_demonstration_opens_modules_by_a_button(platform: Platform) -> None:
    town = make_town(platform, host="localhost")
    browser = desk(town)
    page = browser.get("/admin/modules")
    form = next(one for one in page.forms.values() if "demonstration" in one.fields)
    preview = form.submit(status=200)
    confirm = next(one for one in preview.forms.values() if one.action == "/admin/licences/install")
    confirm.submit(status=303)
    platform.refresh()
    page = browser.get("/admin/modules")
    assert page.html.find(attrs={"data-state": "active"}) is not None
    assert "offered by the demonstration" in page.text
    elsewhere = desk(make_town(platform))
    token = elsewhere.get("/admin/modules").forms["licence-form"]["csrf_token"].value
    fields = {"csrf_token": token, "demonstration": "standard"}
    assert 'data-reason="nothing-sent"' in elsewhere.post("/admin/licences/install", fields, status=422).text


def test_one_quiet_line_for_administrators(place: Town, authority: Authority, clock: Clock) -> None:
    assert banner(place) == ""
    install_licence(place, authority.bundle(authority.licence(ends=60, grace=10 * 86_400)))
    assert banner(place) == ""
    for days, code in ((40, "expiring"), (65, "grace"), (75, "lapsed"), (120, "")):
        clock.ahead = 0
        clock.go(days=days)
        assert banner(place) == code
    clock.ahead = 0
    clock.go(days=75)
    assert banner(place, role=Role.MANAGER, manages=(place.project().id,)) == ""
    assert set(SENTENCES) == {"expiring", "grace", "lapsed", "demo"}


def test_what_has_ended_is_no_news_where_another_licence_opens_it(
    place: Town, authority: Authority, clock: Clock
) -> None:
    install_licence(place, authority.bundle(authority.licence(ends=5)))
    clock.go(days=10)
    assert banner(place) == "lapsed"
    install_licence(place, authority.bundle(authority.licence(ends=90)))
    assert banner(place) == ""


def test_a_demonstration_licence_says_so(place: Town, authority: Authority) -> None:
    install_licence(place, authority.bundle(authority.licence(kind="demo", ends=90)))
    assert banner(place, "/admin/people") == "demo"


def test_the_line_costs_no_statement(place: Town, authority: Authority) -> None:
    browser = desk(place)
    browser.get("/admin")
    with count_statements(place.platform.database.engine) as before:
        browser.get("/admin")
    install_licence(place, authority.bundle(authority.licence(kind="demo", ends=90)))
    with count_statements(place.platform.database.engine) as after:
        assert "data-banner" in browser.get("/admin").text
    assert len(after) == len(before)


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_citizens_never_read_of_licences(place: Town, authority: Authority, clock: Clock, language: str) -> None:
    project = place.project()
    phase = place.phase(project, "poll", closes=None)
    citizen = place.browser(place.account(locale=language))
    paths = ["/", "/projects", f"/projects/{project.slug}", f"/projects/{project.slug}/1", "/poll", "/poll/begin",
             "/sign-in", "/account", "/search?q=poll", "/nothing-here"]  # fmt: skip

    def read() -> None:
        place.platform.refresh()
        for browser in (place.browser(), citizen):
            for path in paths:
                shown = browser.get(f"/{language}{path}", status="*")
                assert not ABOUT_LICENCES.search(shown.text), path
                assert "data-banner" not in shown.text

    assert phase.method == "poll"
    read()
    install_licence(place, authority.bundle(authority.licence(jti=JTI, ends=60, grace=86_400)))
    for days in (0, 40, 60.5, 70):
        clock.ahead = 0
        clock.go(days=days)
        read()
    clock.ahead = 0
    remove_licence(place, JTI)
    read()
