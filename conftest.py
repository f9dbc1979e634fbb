# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All tests use the shipped fixtures; tests on real data say so when the data isn't here."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A busy machine is no fault of the code: what is too slow is measured in tests/bench, not by a deadline.
settings.register_profile("folkmoot", deadline=None)
settings.load_profile("folkmoot")

pytest_plugins = ["folkmoot.testing.fixtures"]

SHARED = Path(__file__).parent.parent / "shared"


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser a test process, for all folders: Playwright can't be started twice in one."""
    from playwright.sync_api import sync_playwright
    from tests.browser.chromium import launch

    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real elections and citizens' texts, read in place; a town's clone doesn't have it."""
    folder = SHARED / "data"
    if not folder.is_dir():
        if os.environ.get("FOLKMOOT_REQUIRE_REAL_DATA"):
            pytest.fail(f"the real data isn't at {folder.name} beside the project, and this run requires it")
        pytest.skip("real data isn't beside this clone")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests on real data could not run."""
    skipped = [item for item in terminalreporter.stats.get("skipped", []) if "real data" in str(item.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests on real data could not run: ../shared/data isn't here.")
