# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every page in a real browser: axe, light and dark, phone and desktop, strict CSP, 320 px, keyboard, weight."""

import pytest
from playwright.sync_api import Browser
from tests.browser.chromium import DESKTOP, NARROW, PHONE, Visit, visit
from tests.browser.keyboard import walk
from tests.browser.pages import NOT_PAGES, PAGES, Page
from tests.browser.towns import COLOURS
from tests.browser.weight import BUDGETS, over_budget
from tests.walks.furniture import Furnished
from tests.walks.views import views_of

pytestmark = pytest.mark.browser

WALKED = {page.route: page for page in reversed(PAGES) if page.status == 200 and not page.send}
OVERFLOW = """() => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== "fixed")
  .slice(0, 3).map(one => one.tagName.toLowerCase() + "." + String(one.className.baseVal ?? one.className))"""
PHOTOS = """() => [...document.images].filter(one => one.currentSrc.includes("/media/") &&
  one.getBoundingClientRect().top < innerHeight).map(one => one.currentSrc)"""
STUCK = """() => [...document.querySelectorAll("form[role=search]")]
  .filter(one => !one.noValidate && !one.checkValidity()).map(one => one.getAttribute("aria-label"))"""
"""Filters that a browser doesn't send as they are: nobody has to choose something of each."""


def test_all_pages_are_listed(teal: Furnished) -> None:
    shown = {view.route for view in views_of(teal.registry) if view.html and not view.unsafe}
    missing = shown - {page.route for page in PAGES} - set(NOT_PAGES)
    assert not missing, "say in tests/browser/pages.py how these pages are opened"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page(chromium: Browser, port: int, teal: Furnished, page: Page) -> None:
    with visit(chromium, teal, port, page.role) as opened:
        assert opened.open(page) == page.status
        wrong = weighty(opened, page, port, opened.tab.content())
        wrong += [f"a filter that can't be sent: {one}" for one in opened.tab.evaluate(STUCK)]
        wrong += looked_at(opened) + narrow(opened)
        if WALKED.get(page.route) == page:
            wrong += [f"keyboard: {fault}" for fault in walk(opened.tab)]
        wrong += painted(opened) if page.every else []
        wrong += [f"CSP: {one}" for one in opened.violations()]
        wrong += [f"console: {one}" for one in opened.complaints]
    assert wrong == []


def weighty(opened: Visit, page: Page, port: int, html: str) -> list[str]:
    """What is over the budget of this kind of page."""
    kind = "map" if page.kind == "public" and any("/leaflet" in url for _, url in opened.requests) else page.kind
    shift = opened.tab.evaluate("window.shift")
    unstable = [f"layout shifts by {shift:.3f}"] if shift > BUDGETS[kind].shift else []
    if page.route == "gallery" or page.send:
        return unstable  # every component at once is nobody's first view, and of a form sent the cache has the files
    elements = opened.tab.evaluate("document.querySelectorAll('*').length")
    return unstable + over_budget(kind, port, opened.requests, html, elements, opened.tab.evaluate(PHOTOS))


def looked_at(opened: Visit) -> list[str]:
    """axe by all its rules on the phone and on the desktop, and by those of colours in the dark."""
    wrong = []
    for width, size in (("phone", PHONE), ("desktop", DESKTOP)):
        opened.tab.set_viewport_size(size)
        opened.tab.evaluate("scrollTo(0, 0)")  # what is under the sticky heading at a chance height is no small target
        wrong += [f"axe, {width}: {fault}" for fault in opened.axe()]
    return wrong + _dark(opened, "teal")


def painted(opened: Visit) -> list[str]:
    """axe by the rules of colours in the colours of other towns, light and dark."""
    opened.tab.set_viewport_size(DESKTOP)
    wrong = []
    for name in ("wine", "hostile"):
        opened.tab.emulate_media(color_scheme="light")
        opened.paint(*COLOURS[name])
        wrong += [f"axe, {name}: {fault}" for fault in opened.axe(colours=True)] + _dark(opened, name)
    return wrong


def _dark(opened: Visit, name: str) -> list[str]:
    opened.tab.emulate_media(color_scheme="dark")
    return [f"axe, {name}, dark: {fault}" for fault in opened.axe(colours=True)]


def narrow(opened: Visit) -> list[str]:
    """Nothing needs sideways scrolling at 320 px (WCAG 2.2, 1.4.10)."""
    opened.tab.set_viewport_size(NARROW)
    width = opened.tab.evaluate("document.scrollingElement.scrollWidth")
    return [f"320 px: {width} px wide by {opened.tab.evaluate(OVERFLOW)}"] if width > 320 else []
