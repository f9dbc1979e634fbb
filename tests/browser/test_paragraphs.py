# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where paragraphs follow one another, there is a gap to be seen between them."""

import itertools

import pytest
from playwright.sync_api import Browser
from tests.browser.chromium import visit
from tests.browser.pages import divided
from tests.walks.furniture import Furnished

pytestmark = pytest.mark.browser


def test_what_voters_are_promised_is_read_promise_by_promise(chromium: Browser, port: int, teal: Furnished) -> None:
    with visit(chromium, teal, port) as opened:
        where = divided(teal)
        opened.tab.goto(f"{opened.base}/en/projects/{where['slug']}/{where['number']}")
        box = opened.tab.locator("details.more-box", has_text="What is promised")
        box.locator("summary").click()
        places = [found.bounding_box() for found in box.locator("p").all()]
        assert len(places) > 1
        for above, below in itertools.pairwise(places):
            assert above is not None
            assert below is not None
            assert below["y"] - above["y"] - above["height"] >= 8
