# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The town's own things: settings, modules, topics, areas, statuses, people, the log."""

import dataclasses
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import Account, ProjectManager
from folkmoot.admin.views.audit import ROOMS, acts_of, room
from folkmoot.audit.models import AuditEntry
from folkmoot.audit.services import Audit
from folkmoot.contributions.models import Status
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.platform import Platform
from folkmoot.plugins.manifest import Edition
from folkmoot.projects.models import Area, Topic
from folkmoot.tenants.models import Tenant, TenantModule
from folkmoot.testing import Town, count_statements


def last_form(page: Any) -> Any:
    """The form that a page ends with."""
    return page.forms[max(key for key in page.forms if isinstance(key, int))]


def entries(town: Town, verb: str) -> list[AuditEntry]:
    with town.session() as db:
        return list(db.scalars(select(AuditEntry).where(AuditEntry.verb == verb)))


def tenant(town: Town) -> Tenant:
    with town.session() as db:
        return db.scalars(select(Tenant)).one()


def test_settings_are_saved_touched_and_logged(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    before = tenant(town).revision
    form = browser.get("/admin/settings/general").forms["f-settings"]
    form["name.en"], form["timezone"] = "Havenbrug", "Europe/London"
    form.submit(status=303)
    after = tenant(town)
    assert (after.name["en"], after.timezone, after.revision) == ("Havenbrug", "Europe/London", before + 1)
    assert entries(town, "settings.changed")[0].details == {"changed": ["name", "timezone"]}
    browser.get("/admin/settings/general").forms["f-settings"].submit(status=303)
    assert tenant(town).revision == after.revision


def test_languages_must_agree_with_each_other(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/settings/languages")
    form = page.forms["f-settings"]
    token = form["csrf_token"].value
    wrong = {"csrf_token": token, "locales": "fr", "default_locale": "en"}
    assert 'href="#f-default_locale"' in browser.post("/admin/settings/languages", wrong, status=422).text
    wrong = {"csrf_token": token, "locales": "en", "default_locale": "en", "required_locales": "fr"}
    assert 'href="#f-required_locales"' in browser.post("/admin/settings/languages", wrong, status=422).text
    wrong = {"csrf_token": token, "locales": "tlh", "default_locale": "tlh"}
    browser.post("/admin/settings/languages", wrong, status=422)
    browser.post("/admin/settings/languages", {"csrf_token": token, "default_locale": "en"}, status=422)
    good = [("csrf_token", token), ("locales", "de"), ("locales", "fr"), ("locales", "nl"), ("default_locale", "nl"),
            ("required_locales", "fr"), ("strict_locales", "1")]  # fmt: skip
    browser.post("/admin/settings/languages", good, status=303)
    saved = tenant(town)
    assert (saved.locales, saved.default_locale, saved.required_locales, saved.strict_locales) == (
        ["nl", "fr", "de"], "nl", ["fr"], True
    )  # fmt: skip


def test_colours_are_checked_and_the_result_is_shown(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = browser.get("/admin/settings/look").forms["f-settings"]
    form["brand"] = "red;}body{display:none"
    browser.get("/admin/settings/look")
    assert tenant(town).brand != form["brand"].value
    form.submit(status=422)
    form["brand"] = "#FFD400"
    form.submit(status=303)
    assert tenant(town).brand == "#ffd400"
    assert "Adjusted, so that everybody can read it" in browser.get("/admin/settings/look").text


def test_texts_of_pages_are_cleaned(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = browser.get("/admin/settings/pages").forms["f-settings"]
    form["privacy.en"] = "<p onclick='x'>We keep <script>x</script>little.</p>"
    form.submit(status=303)
    assert tenant(town).settings["pages"] == {"privacy": {"body": {"en": "<p>We keep little.</p>"}}}
    town.platform.refresh()
    assert "<p>We keep little.</p>" in town.browser().get("/en/pages/privacy").text
    assert browser.get("/admin/settings/pages").forms["f-settings"]["privacy.en"].value == "<p>We keep little.</p>"


@pytest.fixture
def switchable(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that isn't part of the base, so that towns may switch it."""
    composer = platform.composer
    plugin = next(plugin for plugin in composer.installed if plugin.id == "information")
    assert plugin.manifest is not None
    free = dataclasses.replace(plugin, manifest=dataclasses.replace(plugin.manifest, base=False))
    monkeypatch.setattr(composer, "installed", tuple(free if p.id == free.id else p for p in composer.installed))
    return free.id


def test_a_module_is_switched_off_and_on_again(town: Town, platform: Platform, switchable: str) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/modules")
    form = next(form for form in page.forms.values() if "plugin" in form.fields and form["plugin"].value == switchable)
    answer = form.submit(status=303)
    platform.refresh()
    page = answer.follow()
    assert "being switched off" in page.text
    assert 'data-mode="absent" data-reason="switched-off"' in page.text
    assert switchable not in town.platform.composer.compose(town.site)
    with town.session() as db:
        assert db.scalars(select(TenantModule.plugin_id)).all() == [switchable]
    form = next(form for form in page.forms.values() if "plugin" in form.fields and form["plugin"].value == switchable)
    assert form["do"].value == "on"
    form.submit(status=303)
    platform.refresh()
    assert switchable in town.platform.composer.compose(town.site)
    assert [entry.details for entry in entries(town, "module.switched-off")] == [{"module": switchable}]
    assert len(entries(town, "module.switched-on")) == 1


def test_the_switch_of_one_town_leaves_others_alone(town: Town, other_town: Town, switchable: str) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/modules")
    next(f for f in page.forms.values() if "plugin" in f.fields and f["plugin"].value == switchable).submit(status=303)
    town.platform.refresh()
    assert switchable not in town.platform.composer.compose(town.site)
    assert switchable in town.platform.composer.compose(other_town.site)


def test_the_base_cannot_be_switched(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    token = browser.get("/admin/settings/general").forms["f-settings"]["csrf_token"].value
    for plugin in ("ideation", "nonsense", ""):
        browser.post("/admin/modules", {"csrf_token": token, "plugin": plugin, "do": "off"}, status=400)


def test_a_refused_plugin_is_listed_with_its_reason(
    town: Town, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = platform.composer.installed[0]
    bad = dataclasses.replace(
        plugin, id="broken", edition=Edition.OPEN, manifest=None, problem_code="import-failed",
        problem="Importing: <boom>",
    )  # fmt: skip
    monkeypatch.setattr(platform.composer, "installed", (*platform.composer.installed, bad))
    page = town.browser(town.account(Role.ADMINISTRATOR)).get("/admin/modules").text
    assert 'id="module-broken" data-mode="absent" data-reason="import-failed"' in page
    assert "Importing: &lt;boom&gt;" in page


def test_topics_and_areas(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = last_form(browser.get("/admin/topics/new"))
    form["title.en"], form["icon"], form["tone"] = "Green & blue", "leaf", "green"
    form.submit(status=303)
    form = last_form(browser.get("/admin/topics/areas/new"))
    form["title.en"], form["centre"], form["outline"] = "Harbour", "51.0543; 3,7174", "51,3"
    answer = form.submit(status=422)
    assert 'href="#f-centre"' in answer.text
    form = last_form(answer)
    form["centre"], form["outline"] = "51.0543, -3.7174", "51.0 3.0\n51.1 3.0\n51.1 3.1"
    form.submit(status=303)
    with town.session() as db:
        topic, area = db.scalars(select(Topic)).one(), db.scalars(select(Area)).one()
    assert topic.slug == "green-blue"
    assert (area.latitude, area.longitude, area.outline[2]) == (51054300, -3717400, [51100000, 3100000])
    assert browser.get(f"/admin/topics/areas/{area.id}").forms["f-taxon"]["centre"].value == "51.054300, -3.717400"
    page = browser.get(f"/admin/topics/{topic.id}")
    next(f for f in page.forms.values() if "do" in f.fields).submit(status=303)
    with town.session() as db:
        assert db.scalars(select(Topic)).all() == []
    assert len(entries(town, "topic.deleted")) == 1


def test_statuses_follow_the_flow(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    browser.get("/admin/topics/statuses")
    with town.session() as db:
        statuses = {status.status_class: status for status in db.scalars(select(Status))}
    locked, free = statuses[StatusClass.PROPOSED], statuses[StatusClass.VIEWED]
    page = browser.get(f"/admin/topics/statuses/{locked.id}")
    assert not [form for form in page.forms.values() if "do" in form.fields]
    token = page.forms["f-status"]["csrf_token"].value
    browser.post(f"/admin/topics/statuses/{locked.id}", {"csrf_token": token, "do": "delete"}, status=303)
    browser.post(f"/admin/topics/statuses/{free.id}", {"csrf_token": token, "do": "delete"}, status=303)
    form = last_form(browser.get("/admin/topics/statuses/new/ideation"))
    form["title.en"], form["tone"] = "Sent to the province", "info"
    form.submit(status=303)
    with town.session() as db:
        left = {status.id: status for status in db.scalars(select(Status))}
    assert locked.id in left
    assert free.id not in left
    added = [status for status in left.values() if status.status_class == StatusClass.CUSTOM]
    assert [status.title for status in added] == [{"en": "Sent to the province"}]
    assert len(entries(town, "status.deleted")) == 1


def test_people_roles_projects_and_blocks(town: Town) -> None:
    project = town.project()
    person = town.account(display_name="Zoë Unique")
    boss = town.account(Role.ADMINISTRATOR)
    browser = town.browser(boss)
    assert "Zoë Unique" in browser.get("/admin/people?q=uniqu").text
    assert "Zoë Unique" not in browser.get("/admin/people?role=manager").text
    page = browser.get(f"/admin/people/{person.id}")
    token = page.forms["role-form"]["csrf_token"].value
    url = f"/admin/people/{person.id}"
    browser.post(url, {"csrf_token": token, "do": "role", "role": "operator"}, status=400)
    browser.post(url, {"csrf_token": token, "do": "role", "role": "manager"}, status=303)
    browser.post(url, {"csrf_token": token, "do": "projects", "project_ids": str(project.id)}, status=303)
    with town.session() as db:
        assert db.scalars(select(Account.role).where(Account.id == person.id)).one() == "manager"
        assert db.scalars(select(ProjectManager.project_id)).all() == [project.id]
    own = f"/admin/people/{boss.id}"
    browser.post(own, {"csrf_token": token, "do": "role", "role": "citizen"}, status=303)
    with town.session() as db:
        assert db.scalars(select(Account.role).where(Account.id == boss.id)).one() == "administrator"
    citizen = town.account()
    browser.post(f"/admin/people/{citizen.id}", {"csrf_token": token, "do": "block", "days": "7"}, status=303)
    assert "Blocked until" in browser.get(f"/admin/people/{citizen.id}").text
    browser.post(f"/admin/people/{citizen.id}", {"csrf_token": token, "do": "unblock"}, status=303)
    assert "Blocked until" not in browser.get(f"/admin/people/{citizen.id}").text


def test_the_language_of_the_back_office_is_kept(town: Town) -> None:
    account = town.account(Role.ADMINISTRATOR, locale="en")
    browser = town.browser(account)
    form = next(f for f in browser.get("/admin").forms.values() if f.action.endswith("/admin/language"))
    form["language"] = "nl"
    assert '<html lang="nl"' in form.submit(status=303).follow().text
    token = form["csrf_token"].value
    away = {"csrf_token": token, "language": "xx", "to": "//evil.example"}
    answer = browser.post("/admin/language", away, status=303)
    assert "evil" not in answer.location
    with town.session() as db:
        assert db.scalars(select(Account.locale).where(Account.id == account.id)).one() == "nl"


def test_the_log_shows_names_and_seals(town: Town) -> None:
    account = town.account(Role.ADMINISTRATOR, display_name="Ada Lovelace")
    browser = town.browser(account)
    form = last_form(browser.get("/admin/topics/new"))
    form["title.en"] = "Logged"
    form.submit(status=303)
    page = browser.get("/admin/audit?about=topic").text
    assert "topic.created" in page
    assert "Ada Lovelace" in page
    assert 'data-reason="chain-holds"' in browser.get("/admin/audit?check=1").text
    assert "topic.created" not in browser.get("/admin/audit?about=module").text
    browser.get("/admin/audit?before=notanumber&about=%00", status=200)


def test_the_log_can_be_filtered_by_what_modules_did(town: Town, platform: Platform) -> None:
    theirs = {room(verb) for plugin in platform.composer.installed for verb in acts_of(plugin)}
    assert {"voter_roll", "voting"} <= theirs
    account = town.account(Role.ADMINISTRATOR, locale="nl")
    with town.session() as db:
        for verb in ("voting.opened", "voter_roll.added", "voter_rolling.never"):
            Audit().record(db, account.id, verb, "phase", None)
    page = town.browser(account).get("/admin/audit")
    offered = {one["value"]: one.text for one in page.html.select("select[name=about] optgroup option")}
    assert set(offered) == theirs - set(ROOMS)
    assert offered["voter_roll"] == "Kiezerslijsten"
    assert len(set(offered.values())) == len(offered), "each by a name of its own"
    form = next(one for one in page.forms.values() if "about" in one.fields)
    form["about"] = "voter_roll"
    shown = {one["data-verb"] for one in form.submit().html.select("[data-verb]")}
    assert shown == {"voter_roll.added"}


def test_lists_of_any_length_need_the_same_number_of_statements(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    counts = []
    for _round in range(2):
        for _number in range(4):
            town.phase(town.project(), method="ideation")
        seen = []
        for path in ("/admin", "/admin/projects", "/admin/people", "/admin/topics", "/admin/audit"):
            with count_statements(town.platform.database.engine) as statements:
                browser.get(path)
            seen.append(len(statements))
        counts.append(seen)
    assert counts[0] == counts[1]
