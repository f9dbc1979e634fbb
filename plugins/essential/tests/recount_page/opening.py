# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Opening the page from a disk, and what is done on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.browser.chromium import AXE, TAGS, WATCH


@dataclass
class Opened:
    """A tab with the page in it, and everything that it asked for and complained about."""

    tab: Tab
    requests: list[tuple[str, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def choose(self, bundle: bytes, **expected: str) -> str:
        """Verify a zip; gives the verdict's headline. head, key: what is expected."""
        for name, value in expected.items():
            self.tab.fill(f"#expected-{name}", value)
        file = {"name": "recount.zip", "mimeType": "application/zip", "buffer": bundle}
        self.tab.set_input_files("#bundle-file", file)  # type: ignore[arg-type]
        self.tab.wait_for_selector("#verdict")
        return self.tab.inner_text("#verdict")

    def states(self) -> dict[str, str]:
        """How each check came out."""
        found: dict[str, str] = self.tab.eval_on_selector_all(
            "[data-check]", "rows => Object.fromEntries(rows.map(row => [row.dataset.check, row.dataset.state]))"
        )
        return found

    def wrong(self) -> str:
        """The sentence about what is wrong."""
        return self.tab.inner_text("[data-state=bad] p")

    def axe(self) -> list[str]:
        """What axe finds wrong."""
        if not self.tab.evaluate("'axe' in window"):
            self.tab.evaluate(AXE.read_text())
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found = self.tab.evaluate("options => axe.run(document, options)", options)
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Opened]:
    """The file in a browser that is offline."""
    chosen = {"locale": "en-GB", "offline": True, "reduced_motion": "reduce", **options}
    context = browser.new_context(**chosen)
    context.set_default_timeout(30_000)
    tab = context.new_page()
    one = Opened(tab)
    tab.add_init_script(WATCH)
    tab.on("request", lambda request: one.requests.append((request.resource_type, request.url)))
    tab.on("pageerror", lambda error: one.complaints.append(str(error)))
    tab.on(
        "console", lambda message: one.complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    tab.goto(file.as_uri())
    try:
        yield one
        one.complaints += tab.evaluate("window.violations")
    finally:
        context.close()
