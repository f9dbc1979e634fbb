# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables in which staff fill something in or decide: on a phone that stands on the screen, not beyond its edge."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import PHONE, Visit, visit
from tests.browser.pages import vote
from tests.walks.furniture import Furnished

from folkmoot.platform import Platform
from folkmoot.testing import make_town
from folkmoot.testing.contributions import Forum

pytestmark = pytest.mark.browser


def on_the_screen(opened: Visit, what: str) -> bool:
    """Whether all of these, and there are some, lie between the edges of the screen."""
    places = [found.bounding_box() for found in opened.tab.locator(what).all()]
    assert places
    return all(place is not None and place["x"] + place["width"] <= PHONE["width"] for place in places)


def test_decisions_that_wait_are_decided_on_a_phone(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, "second", viewport=PHONE) as opened:
        opened.tab.goto(f"{opened.base}/admin/voting/{vote('closed')(teal)['phase']}/scrutiny")
        assert on_the_screen(opened, "[data-decision] button")


def test_costs_of_contributions_are_filled_in_on_a_phone(chromium: Browser, port: int, platform: Platform) -> None:
    forum = Forum(make_town(platform, host="localhost"))
    forum.post(None, title="A swimming ladder every fifty metres along the old harbour")
    planned = forum.town.phase(forum.project, "voting", 5, 9)
    made = Furnished(forum.town, {"manager": forum.town.account("manager", manages=(forum.project.id,))})
    with visit(chromium, made, port, "manager", viewport=PHONE) as opened:
        opened.tab.goto(f"{opened.base}/admin/voting/{planned.id}/options/contributions")
        assert on_the_screen(opened, "#contributions tbody input[type=text]")
        opened.tab.locator("#contributions tbody input[type=text]").fill("-5")
        opened.tab.locator("#contributions tbody .box").click()
        opened.tab.locator("#contributions .submit-bar button").first.click()
        expect(opened.tab.locator("#contributions tbody .error")).to_be_visible()
        assert on_the_screen(opened, "#contributions tbody .error")
        assert opened.tab.locator("#contributions tbody tr").bounding_box()["height"] < PHONE["height"] / 2
