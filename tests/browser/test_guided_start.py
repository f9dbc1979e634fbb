# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From nothing to a previewable budget of four phases: eight screens at most, each of them sound, with a way back."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import DESKTOP, Visit, visit
from tests.browser.towns import coloured_town

from folkmoot.platform import Platform

pytestmark = pytest.mark.browser

MOST_SCREENS = 8
PHASES = ["Collecting ideas", "Examining the ideas", "The vote", "Result and follow-up"]


def seen(opened: Visit, heading: str, screens: list[str]) -> None:
    """A screen is counted, and axe looks at it."""
    expect(opened.tab.locator("h1")).to_have_text(heading)
    screens.append(heading)
    assert opened.axe() == [], heading


def enter(opened: Visit, **fields: str) -> None:
    """Fill in fields by their ids, and press Enter in the last one: that goes on, and not back."""
    for name, text in fields.items():
        opened.tab.locator(f"#f-{name.replace('_', '-')}").fill(text)
    opened.tab.locator(f"#f-{list(fields)[-1].replace('_', '-')}").press("Enter")


def go_on(opened: Visit) -> None:
    """Press the button that a screen begins its bar with."""
    opened.tab.locator("#guide .submit-bar button").first.click()


def test_a_budget_of_four_phases_from_nothing(chromium: Browser, port: int, platform: Platform) -> None:
    made = coloured_town(platform, "wine")
    screens: list[str] = []
    with visit(chromium, made, port, "second", viewport=DESKTOP) as opened:
        opened.tab.goto(f"{opened.base}/admin/new-project")
        seen(opened, "New project", screens)
        opened.tab.get_by_role("link", name="Participatory budget").click()
        seen(opened, "What is it about?", screens)
        enter(opened, title_en="Our quarter", money="100000")
        seen(opened, "When does what happen?", screens)
        go_on(opened)
        seen(opened, "Who takes part in the vote?", screens)
        opened.tab.get_by_label("Only people whom the town has verified").check()
        go_on(opened)
        seen(opened, "How can people trust the result?", screens)
        enter(opened, auditor="The court of audit")
        seen(opened, "Is everything right?", screens)
        go_on(opened)
        seen(opened, "Your draft is ready", screens)
        opened.tab.get_by_role("link", name="Open the preview").click()
        seen(opened, "Our quarter", screens)
        assert opened.tab.locator(".steps strong").all_inner_texts() == PHASES
        assert opened.violations() == opened.complaints == []
    assert len(screens) <= MOST_SCREENS


def test_the_browsers_own_way_back_loses_nothing(chromium: Browser, port: int, platform: Platform) -> None:
    made = coloured_town(platform, "teal")
    with visit(chromium, made, port, "second", viewport=DESKTOP, java_script_enabled=False) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/admin/voting/start")
        enter(opened, title_en="Kept", money="77000")
        tab.locator("#f-ideas_from").fill("2031-03-01")
        tab.get_by_role("button", name="Propose the days").click()
        expect(tab.locator("#f-result_from")).to_have_value("2031-05-31")
        tab.get_by_role("button", name="Back").click()
        expect(tab.locator("#f-money")).to_have_value("77000")
        go_on(opened)
        expect(tab.locator("#f-examination_from")).to_have_value("2031-03-29")
        go_on(opened)
        tab.go_back()
        expect(tab.locator("#f-vote_from")).to_have_value("2031-05-10")
