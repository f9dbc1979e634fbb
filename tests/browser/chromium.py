# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Debian's chromium under Playwright, and what is asked of a page in it."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Playwright
from playwright.sync_api import Page as Tab
from tests.browser.pages import Page
from tests.walks.furniture import Furnished

from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.web.theme import light_tokens, normal, theme_css, theme_hash

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first is the same engine without a window to draw, and the quickest."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
DESKTOP, PHONE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}, {"width": 320, "height": 640}
AXE = next(Path(__file__).parent.glob("vendor/axe-core-*/axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
PAINT = """async address => {
  const sheet = document.querySelector('link[rel=stylesheet][href^="/theme/"]');
  await new Promise((loaded, failed) => { sheet.onload = loaded; sheet.onerror = failed; sheet.href = address; });
  return getComputedStyle(document.documentElement).getPropertyValue("--brand").trim();
}"""
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", e =>
  window.violations.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`));
window.shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shift += e.value; }))
  .observe({type: "layout-shift", buffered: true});
"""


def launch(playwright: Playwright) -> Browser:
    """Start chromium; without it the tests fail with what to do."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise AssertionError("There is no chromium here: run tools/install_chromium.sh (apt-get install chromium).")
    return playwright.chromium.launch(executable_path=program, args=ARGUMENTS)


@dataclass
class Visit:
    """A page open in a tab, with everything it asked for and complained about."""

    tab: Tab
    made: Furnished
    base: str
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, page: Page) -> int:
        """Open a page in its state; returns the status of the answer that is now shown."""
        answer = self.tab.goto(self.base + page.address(self.made))
        assert answer is not None
        if page.send:
            self.tab.eval_on_selector_all("form", "forms => forms.forEach(form => { form.noValidate = true; })")
            with self.tab.expect_navigation() as pressed:
                self.tab.locator(page.send).first.click()
            answer = pressed.value
        return answer.status

    def axe(self, *, colours: bool = False) -> list[str]:
        """What axe finds wrong: rule, help, and where. colours: by the rules that depend on colours alone."""
        if not self.tab.evaluate("'axe' in window"):
            self.tab.evaluate(AXE.read_text())
        rules = {"type": "rule", "values": COLOURS} if colours else {"type": "tag", "values": TAGS}
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        found = self.tab.evaluate("options => axe.run(document, options)", options)
        return [
            f"{one['id']}: {node['target'][-1]} {re.sub(chr(10) + ' *', '; ', node['failureSummary'])}"[:400]
            for one in found["violations"]
            for node in one["nodes"][:4]
        ]

    def paint(self, brand: str, accent: str) -> None:
        """Show the page in the colours of another town: the style sheet of its theme is all in which towns differ."""
        address, sheet = f"/theme/{theme_hash(brand, accent)}.css", theme_css(brand, accent)
        self.tab.route(f"**{address}", lambda route: route.fulfill(content_type="text/css", body=sheet))
        seen = self.tab.evaluate(PAINT, address)
        assert seen == light_tokens(normal(brand), normal(accent))["brand"], seen

    def violations(self) -> list[str]:
        """What the content security policy stopped."""
        found: list[str] = self.tab.evaluate("window.violations")
        return found


@contextmanager
def visit(
    browser: Browser, made: Furnished, port: int, role: str = "visitor", viewport: Any = None, **options: Any
) -> Iterator[Visit]:
    """A tab of a role's own browser on a town's site."""
    base = f"http://{made.town.host}:{port}"
    options = {"locale": "en-GB", "reduced_motion": "reduce", "viewport": viewport or PHONE, **options}
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    sign_in(context, made, base, role)
    tab = context.new_page()
    opened = Visit(tab, made, base)
    watch(opened)
    try:
        yield opened
    finally:
        context.close()


def sign_in(context: BrowserContext, made: Furnished, base: str, role: str) -> None:
    """Give the browser its role's cookie."""
    if role == "pending":
        context.add_cookies([{"name": "folkmoot_pending", "value": made.tokens["pending"], "url": base}])
    elif role != "visitor":
        context.add_cookies([{"name": SESSION_COOKIE, "value": made.town.sign_in(made.people[role]), "url": base}])


def watch(opened: Visit) -> None:
    """Note every request, and every complaint but that of a page that is an error on purpose."""
    opened.tab.add_init_script(WATCH)
    opened.tab.on("request", lambda request: opened.requests.append((request.resource_type, request.url)))
    opened.tab.on("pageerror", lambda error: opened.complaints.append(str(error)))

    def heard(message: Any) -> None:
        own = message.location.get("url", "") == opened.tab.url and message.text.startswith("Failed to load resource")
        if message.type in ("error", "warning") and not own:
            opened.complaints.append(f"{message.text} {message.location.get('url', '')}")

    opened.tab.on("console", heard)
