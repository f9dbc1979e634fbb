# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every page of the back office opens for whom it is meant, and for nobody else."""

from html.parser import HTMLParser

import pytest

from folkmoot.accounts.interfaces import Role
from folkmoot.projects.models import Area, Folder, Topic
from folkmoot.testing import Town

STAFF_PAGES = ("/admin", "/admin/projects", "/admin/new-project")
ADMINISTRATOR_PAGES = (
    "/admin/projects-order", "/admin/folders", "/admin/new-folder", "/admin/topics", "/admin/topics/new",
    "/admin/topics/areas", "/admin/topics/areas/new", "/admin/topics/statuses", "/admin/settings/general",
    "/admin/settings/languages", "/admin/settings/look", "/admin/settings/contact", "/admin/settings/pages",
    "/admin/people", "/admin/modules", "/admin/audit", "/admin/audit?check=1",
)  # fmt: skip
PROJECT_PAGES = ("", "/copy", "/documents", "/phases", "/phases/new", "/phases/new?method=information")


class Names(HTMLParser):
    """Collects ids and what refers to them."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.used: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        for name in ("for", "form", "aria-describedby", "aria-labelledby", "aria-controls"):
            self.used += values.get(name, "").split()
        self.inline += [name for name in values if name == "style" or name.startswith("on")]


def check_markup(html: str, path: str) -> None:
    """Ids are unique, whatever is named exists, one main heading, and nothing the security policy would refuse."""
    names = Names()
    names.feed(html)
    assert len(names.ids) == len(set(names.ids)), (path, sorted(i for i in names.ids if names.ids.count(i) > 1))
    assert set(names.used) <= set(names.ids), (path, set(names.used) - set(names.ids))
    assert html.count("<h1") == 1, path
    assert names.inline == [], path


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_every_page_opens_for_an_administrator(town: Town, language: str) -> None:
    project = town.project(state="draft")
    phase = town.phase(project, method="information")
    browser = town.browser(town.account(Role.ADMINISTRATOR, locale=language))
    pages = [f"/admin/projects/{project.slug}{tail}" for tail in (*PROJECT_PAGES, "/managers", f"/phases/{phase.id}")]
    pages.append(f"/admin/projects/{project.slug}/phases/{phase.id}/rules")
    for path in (*STAFF_PAGES, *ADMINISTRATOR_PAGES, *pages):
        page = browser.get(path)
        assert page.status_int == 200, path
        check_markup(page.text, path)


def test_visitors_are_sent_to_sign_in(town: Town) -> None:
    browser = town.browser()
    for path in (*STAFF_PAGES, *ADMINISTRATOR_PAGES, f"/admin/projects/{town.project().slug}"):
        answer = browser.get(path)
        assert answer.status_int == 303, path
        assert "/sign-in" in answer.location


def test_citizens_are_told_no(town: Town) -> None:
    browser = town.browser(town.account())
    for path in (*STAFF_PAGES, *ADMINISTRATOR_PAGES, f"/admin/projects/{town.project().slug}", "/admin/projects/none"):
        assert browser.get(path, status=403).status_int == 403


def test_managers_see_only_their_projects(town: Town) -> None:
    mine, others = town.project(state="draft"), town.project(state="draft")
    phase, other_phase = town.phase(mine, method="information"), town.phase(others, method="information")
    browser = town.browser(town.account(Role.MANAGER, manages=(mine.id,)))
    listed = browser.get("/admin/projects").text
    assert mine.title["en"] in listed
    assert others.title["en"] not in listed
    for tail in (*PROJECT_PAGES, f"/phases/{phase.id}", f"/phases/{phase.id}/rules"):
        browser.get(f"/admin/projects/{mine.slug}{tail}", status=200)
    for tail in (*PROJECT_PAGES, f"/phases/{other_phase.id}", f"/phases/{other_phase.id}/rules"):
        browser.get(f"/admin/projects/{others.slug}{tail}", status=403)
    browser.get(f"/admin/projects/{mine.slug}/phases/{other_phase.id}", status=404)
    browser.get(f"/admin/projects/{mine.slug}/managers", status=403)
    for path in ADMINISTRATOR_PAGES:
        browser.get(path, status=403)


def test_another_towns_things_dont_exist(town: Town, other_town: Town) -> None:
    project = other_town.project(slug="theirs")
    phase = other_town.phase(project, method="information")
    mine = town.project()
    person = other_town.account()
    with other_town.session() as db:
        topic, area, folder = (
            Topic(slug="x", title={"en": "X"}), Area(slug="x", title={"en": "X"}), Folder(slug="x", title={"en": "X"})
        )  # fmt: skip
        db.add_all([topic, area, folder])
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    for path in (
        "/admin/projects/theirs", f"/admin/projects/theirs/phases/{phase.id}", f"/admin/folders/{folder.id}",
        f"/admin/projects/{mine.slug}/phases/{phase.id}", f"/admin/people/{person.id}", f"/admin/topics/{topic.id}",
        f"/admin/topics/areas/{area.id}", "/admin/folders/00000000-0000-0000-0000-00000000zzzz",
        "/admin/folders/------------------------------------", "/admin/settings/secrets",
        f"/admin/projects/{mine.slug}/phases/new?method=nonsense", "/admin/topics/statuses/new/nonsense",
    ):  # fmt: skip
        assert browser.get(path, status=404).status_int == 404, path


@pytest.mark.parametrize(
    "path",
    ["/admin/people?q=%00", "/admin/projects/%00", "/admin/projects/A%20B", "/admin/projects?q=%00",
     "/admin/people?page=99999999999&role=%00", "/admin/topics/statuses/new/%00"],
)  # fmt: skip
def test_odd_addresses_are_answered(town: Town, path: str) -> None:
    answer = town.browser(town.account(Role.ADMINISTRATOR)).get(path, expect_errors=True)
    assert answer.status_int in (200, 404)


def test_a_file_in_place_of_a_text_is_no_text(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/new-project")
    token = {"csrf_token": page.forms[max(key for key in page.forms if isinstance(key, int))]["csrf_token"].value}
    files = [("title.en", "x.txt", b"hello"), ("slug", "x.txt", b"hello")]
    answer = browser.post("/admin/new-project", token, upload_files=files, status=422)
    assert "FieldStorage" not in answer.text


def test_a_post_without_token_changes_nothing(town: Town) -> None:
    project = town.project(state="draft")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    browser.post(f"/admin/projects/{project.slug}/state", {"do": "publish"}, status=400)
    browser.post("/admin/modules", {"plugin": "ideation", "do": "off"}, status=400)
