# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What JavaScript adds: things happen in place, the focus stays, changes are said, maps appear, menus close."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import DESKTOP, PHONE, Visit, visit
from tests.walks.furniture import Furnished

pytestmark = pytest.mark.browser


def stays(opened: Visit) -> None:
    """Leave a mark that a new page would not have."""
    opened.tab.evaluate("window.stayed = true")


def stayed(opened: Visit) -> bool:
    """Whether it is still the same page."""
    return bool(opened.tab.evaluate("window.stayed === true"))


def clean(opened: Visit) -> list[str]:
    """What the console and the content security policy had against it."""
    return [*opened.complaints, *opened.violations()]


def test_support_is_given_and_taken_back_in_place(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, "neighbour") as opened:
        number = teal.numbers["against"]
        opened.tab.goto(f"{opened.base}/en/ideas/{number}")
        stays(opened)
        button = opened.tab.locator(f"#support-{number}")
        before = int(button.locator("b").inner_text())
        button.focus()
        opened.tab.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button.locator("b")).to_have_text(str(before + 1))
        expect(button).to_be_focused()
        expect(opened.tab.locator("#live")).to_contain_text("Supported")
        opened.tab.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert stayed(opened)
        assert clean(opened) == []


def test_who_has_no_support_left_is_told(chromium: Browser, port: int, teal: Furnished) -> None:
    """The neighbour has given all three of this phase."""
    with visit(chromium, teal, port, "neighbour") as opened:
        number = teal.numbers["nobody"]
        opened.tab.goto(f"{opened.base}/en/ideas/{number}")
        opened.tab.locator(f"#support-{number}").click()
        expect(opened.tab.locator("main .notice").first).to_contain_text("3")
        expect(opened.tab.locator(f"#support-{number}")).to_have_attribute("aria-pressed", "false")


def test_a_visitor_who_supports_is_led_to_sign_in(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port) as opened:
        number = teal.numbers["idea"]
        opened.tab.goto(f"{opened.base}/en/ideas/{number}")
        opened.tab.locator("main a[href*='/sign-in']").first.click()
        assert "/sign-in" in opened.tab.url
        assert f"ideas%2F{number}" in opened.tab.url or f"ideas/{number}" in opened.tab.url


def test_filters_act_at_once_keep_the_focus_and_are_announced(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, viewport=DESKTOP) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/ideas")
        stays(opened)
        before = tab.locator("#rh").inner_text()
        box = tab.locator("input[name=topic][value=walk-mobility]")
        box.focus()
        tab.keyboard.press("Space")
        tab.wait_for_url("**topic=walk-mobility**")
        expect(tab.locator("#rh")).not_to_have_text(before)
        expect(box).to_be_focused()
        expect(tab.locator("#live")).to_have_text(tab.locator("#rh").inner_text())
        assert stayed(opened)
        tab.go_back()
        expect(tab.locator("#rh")).to_have_text(before)
        assert clean(opened) == []


def test_the_map_shows_a_pin_for_every_place(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, viewport=DESKTOP) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/ideas?view=map")
        pins = tab.locator(".map-pin, .map-cluster")
        expect(pins.first).to_be_visible()
        links = tab.locator("folkmoot-map a[data-lat]").count()
        shown = tab.evaluate(
            "[...document.querySelectorAll('.leaflet-marker-icon')].reduce((sum, one) => sum +"
            " (one.querySelector('.map-cluster') ? parseInt(one.querySelector('.map-cluster').lastChild.data) : 1), 0)"
        )
        assert shown == links > 0
        assert opened.violations() == []
        assert [one for one in opened.complaints if "/tiles/" not in one] == []


def test_a_place_is_chosen_without_dragging(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, "citizen", DESKTOP) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/projects/{teal.projects['main'].slug}/3/ideas/new")
        tab.locator(".map-act button").first.click()
        expect(tab.locator("[name=place_latitude]")).not_to_have_value("")
        expect(tab.locator("#live")).not_to_have_text("")
        tab.locator(".map-act button").last.click()
        expect(tab.locator("[name=place_latitude]")).to_have_value("")
        assert clean(opened) == []


def test_the_menu_on_a_phone_closes_by_escape_and_gives_the_focus_back(
    chromium: Browser, port: int, teal: Furnished
) -> None:
    with visit(chromium, teal, port, viewport=PHONE) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/")
        menu, button = tab.locator("details.mainnav"), tab.locator("details.mainnav summary")
        assert not menu.evaluate("one => one.open")
        button.focus()
        tab.keyboard.press("Enter")
        expect(tab.locator("details.mainnav nav a").first).to_be_visible()
        tab.keyboard.press("Tab")
        expect(tab.locator("details.mainnav nav a").first).to_be_focused()
        tab.keyboard.press("Escape")
        expect(button).to_be_focused()
        assert not menu.evaluate("one => one.open")
        tab.set_viewport_size(DESKTOP)
        expect(tab.locator("details.mainnav nav a").first).to_be_visible()


def test_the_skip_link_leads_to_the_content(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port) as opened:
        opened.tab.goto(f"{opened.base}/en/projects")
        opened.tab.keyboard.press("Tab")
        expect(opened.tab.locator("a.skip")).to_be_focused()
        expect(opened.tab.locator("a.skip")).to_be_in_viewport()
        opened.tab.keyboard.press("Enter")
        expect(opened.tab.locator("main")).to_be_focused()


def test_errors_get_the_focus_and_lead_to_their_field(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port) as opened:
        tab = opened.tab
        tab.goto(f"{opened.base}/en/sign-up")
        tab.eval_on_selector_all("form", "forms => forms.forEach(form => { form.noValidate = true; })")
        tab.locator("main form:has([name=email]) button:not([name])").first.click()
        summary = tab.locator(".error-summary")
        expect(summary).to_be_visible()
        assert tab.evaluate("document.activeElement.closest('.error-summary') !== null"), "the summary has the focus"
        first = summary.locator("a").first
        target = first.get_attribute("href") or ""
        first.click()
        expect(tab.locator(target)).to_be_focused()
        assert clean(opened) == []


def test_forced_colours_leave_everything_visible(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port, "citizen", forced_colors="active") as opened:
        for path in ("/en/", "/en/ideas", f"/en/ideas/{teal.numbers['idea']}", "/en/account"):
            opened.tab.goto(opened.base + path)
            assert opened.tab.evaluate("matchMedia('(forced-colors: active)').matches")
            bare = opened.tab.evaluate(
                "[...document.querySelectorAll('main button, main .btn, main input:not([type=hidden])')]"
                ".filter(one => one.offsetWidth > 2 && getComputedStyle(one).borderTopWidth === '0px' &&"
                " getComputedStyle(one).outlineStyle === 'none' && !one.classList.contains('btn-quiet') &&"
                " !['checkbox', 'radio', 'file'].includes(one.type)).map(one => one.outerHTML.slice(0, 90))"
            )
            assert bare == [], "without a border these vanish where backgrounds are taken away"


def test_text_spacing_cuts_nothing_off(chromium: Browser, port: int, teal: Furnished) -> None:
    """WCAG 2.2, 1.4.12."""
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    with visit(chromium, teal, port, "citizen", bypass_csp=True) as opened:
        for path in ("/en/", "/en/ideas", f"/en/ideas/{teal.numbers['idea']}", "/en/account"):
            opened.tab.goto(opened.base + path)
            opened.tab.add_style_tag(content=spacing)
            assert opened.tab.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
            cut = opened.tab.evaluate(
                "[...document.querySelectorAll('main .btn, main .badge, main .chip, header .btn')].filter(one =>"
                " one.offsetWidth > 2 && getComputedStyle(one).overflow === 'hidden' &&"
                " (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))"
                ".map(one => one.outerHTML.slice(0, 90))"
            )
            assert cut == []
