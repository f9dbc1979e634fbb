# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""verify.html as a citizen has it: a file on a disk, opened in a browser that has no network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from folkmoot_essential.recount.page import page

from .opening import Opened, opened


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on a disk."""
    file = tmp_path_factory.mktemp("page") / "verify.html"
    file.write_bytes(page())
    return file


@pytest.fixture
def here(chromium: Browser, saved: Path) -> Iterator[Opened]:
    """The page, open in English; it may ask for nothing, and complain of nothing."""
    with opened(chromium, saved) as one:
        yield one
        assert one.complaints == []
        assert {url for _, url in one.requests} == {saved.as_uri()}


@pytest.fixture(scope="session")
def modules(chromium: Browser, saved: Path) -> Iterator[Tab]:
    """A tab in which the modules of the page are asked directly, as `folkmoot["ties.js"]`."""
    with opened(chromium, saved) as one:
        yield one.tab
