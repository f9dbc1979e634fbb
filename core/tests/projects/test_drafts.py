# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Drafts: seen by their team and by whoever has the link, and not there for anybody else."""

from folkmoot.accounts.interfaces import Role
from folkmoot.projects.models import Project
from folkmoot.testing import Town


def test_a_draft_does_not_exist_for_others(town: Town, draft: Project) -> None:
    other_manager = town.account(role=Role.MANAGER, manages=(town.project().id,))
    for visitor in (town.browser(), town.browser(town.account()), town.browser(other_manager)):
        for path in ("", "/1", "/documents/x", "?preview=", "?preview=wrong", "?preview=%C3%A9"):
            visitor.get(f"/en/projects/{draft.slug}{path}", status=404)
        for path in ("/en/", "/en/projects", "/sitemap.xml", "/en/search?q=secret"):
            assert "Secret plan" not in visitor.get(path).text


def test_a_draft_is_seen_by_its_team(town: Town, draft: Project) -> None:
    manager = town.account(role=Role.MANAGER, manages=(draft.id,))
    for person in (manager, town.account(role=Role.ADMINISTRATOR)):
        page = town.browser(person).get(f"/en/projects/{draft.slug}")
        assert page.html.select_one("[data-reason=project-not-public]")
        assert "Secret plan" in town.browser(person).get("/en/projects").text


def test_a_draft_is_seen_by_who_has_the_link_and_the_link_leads_on(town: Town, draft: Project) -> None:
    page = town.browser().get(f"/en/projects/{draft.slug}?preview={draft.preview_token}")
    assert "Secret plan" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
    assert "Secret plan" in page.click("Phase -3", index=0).text
    town.browser().get(f"/en/projects/{draft.slug}", status=404)


def test_the_token_of_one_project_opens_no_other(town: Town, draft: Project) -> None:
    other = town.project("draft")
    town.browser().get(f"/en/projects/{other.slug}?preview={draft.preview_token}", status=404)
