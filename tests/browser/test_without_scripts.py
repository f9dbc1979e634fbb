# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The journeys that matter, with JavaScript switched off: everything is a link or a form."""

import re

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from sqlalchemy import select
from tests.browser.chromium import PHONE, Visit, visit
from tests.walks.furniture import PASSWORD, Furnished

from folkmoot.mail.models import MailMessage

pytestmark = pytest.mark.browser


def code_for(made: Furnished, email: str) -> str:
    """The code in the last letter to an address."""
    with made.town.session() as db:
        texts = db.scalars(select(MailMessage.text).where(MailMessage.recipient == email).order_by(MailMessage.id))
        found = re.findall(r"^ +(\d{3} \d{3})$", "\n".join(texts), re.MULTILINE)
    assert found, f"no code was sent to {email}"
    return str(found[-1])


def sign_up(opened: Visit, email: str, name: str) -> None:
    """Both steps, as far as the welcome."""
    tab = opened.tab
    tab.get_by_label("E-mail").fill(email)
    tab.get_by_label("Name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.locator("main form button:not([name])").first.click()
    tab.locator("input[name=code]").fill(code_for(opened.made, email))
    tab.locator("main form:has(input[name=code]) button").first.click()


def press(tab: Tab, name: str) -> None:
    """Press the one button of the main part with this name."""
    tab.locator("main").get_by_role("button", name=name).first.click()


def test_from_newcomer_to_an_idea_with_support_and_a_comment(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, viewport=PHONE, java_script_enabled=False) as opened:
        tab, slug = opened.tab, teal.projects["main"].slug
        tab.goto(f"{opened.base}/en/projects/{slug}/3/ideas/new")
        tab.locator("main").get_by_role("link", name=re.compile("sign up|account|sign in", re.IGNORECASE)).first.click()
        if "/sign-up" not in tab.url:
            tab.locator("main a[href*='/sign-up']").first.click()
        sign_up(opened, f"newcomer@{teal.town.slug}.example", "Newcomer Without Scripts")
        expect(tab.locator("main")).to_contain_text("Welcome, Newcomer Without Scripts")
        assert tab.url.endswith("/ideas/new"), "back where they came from"
        tab.locator("[name=title]").fill("A bench that needs no script")
        tab.locator("[name=body]").fill("Under the old lime tree.\n\nWith a back.")
        tab.locator("main form:has([name=title]) button:not([name])").last.click()
        expect(tab.locator("h1")).to_have_text("A bench that needs no script")
        tab.locator("main form [name=body]").fill("And a table beside it.")
        tab.locator("main form:has([name=body]) button:not([name])").first.click()
        expect(tab.locator("main")).to_contain_text("Your comment is online.")
        expect(tab.locator("main")).to_contain_text("And a table beside it.")
        supports(opened)


def supports(opened: Visit) -> None:
    """Support somebody else's idea, and take that back."""
    tab, number = opened.tab, opened.made.numbers["long"]
    tab.goto(f"{opened.base}/en/ideas/{number}")
    button = tab.locator(f"#support-{number}")
    before = int(button.locator("b").inner_text())
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button.locator("b")).to_have_text(str(before + 1))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button.locator("b")).to_have_text(str(before))


def test_filters_languages_menu_and_dark_mode(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, viewport=PHONE, java_script_enabled=False) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/")
        tab.locator("details.mainnav summary").click()
        tab.locator("details.mainnav a", has_text="Ideas").click()
        everything = tab.locator("#rh").inner_text()
        tab.locator("details.filters summary").click()
        tab.locator("#search").fill("bench")
        tab.locator("form[role=search] button").last.click()
        assert "q=bench" in tab.url
        assert tab.locator("#rh").inner_text() != everything
        expect(tab.locator("#results")).to_contain_text("A bench in the sun")
        tab.locator(".langs a[lang=fr]").click()
        expect(tab.locator("html")).to_have_attribute("lang", "fr")
        assert "/fr/" in tab.url
        assert "q=bench" in tab.url, "the filter is kept in the other language"
        tab.locator("form.mode button[value=dark]").click()
        expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
        assert "/fr/" in tab.url


def test_a_manager_signs_in_and_edits_a_project(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, viewport=PHONE, java_script_enabled=False) as opened:
        tab, project = opened.tab, teal.projects["draft"]
        tab.goto(f"{opened.base}/admin/projects/{project.slug}")
        assert "/sign-in" in tab.url
        tab.locator("[name=email]").fill(teal.people["manager"].email)
        tab.locator("[name=password]").fill(PASSWORD)
        tab.locator("main form:has([name=password]) button:not([name])").first.click()
        assert tab.url.endswith(f"/admin/projects/{project.slug}"), tab.url
        tab.locator("[name='title.en']").fill("Renamed without a script")
        tab.locator("main form:has([name='title.en']) button:not([name])").last.click()
        expect(tab.locator("main")).to_contain_text("The project is saved.")
        expect(tab.locator("h1")).to_have_text("Renamed without a script")
        tab.locator("details.account-menu summary").click()
        tab.get_by_role("button", name="Sign out").click()
        expect(tab.locator("main")).to_contain_text("You are signed out.")


def test_what_was_typed_survives_a_refusal(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, "citizen", PHONE, java_script_enabled=False) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/projects/{teal.projects['main'].slug}/3/ideas/new")
        tab.locator("[name=title]").fill("Kept")
        tab.locator("[name=body]").evaluate("one => one.removeAttribute('required')")
        tab.locator("main form:has([name=title]) button:not([name])").last.click()
        expect(tab.locator("[name=title]")).to_have_value("Kept")
        expect(tab.locator(".error-summary a").first).to_be_visible()
