# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Addresses that nobody was given: bytes that aren't UTF-8 find nothing, and break nothing."""

import pytest

from folkmoot.testing import Town


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/search?q=%FF", 200), ("/en/search?q=%C3%A9t%C3%A9&page=%80", 200), ("/en/projects?%FF=%FE&q=a", 200),
        ("/en/%FF", 404), ("/%C3%28/projects", 404), ("/admin/%FF", 404),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_break_nothing(town: Town, address: str, status: int) -> None:
    assert town.browser().get(address, status="*").status_int == status


def test_what_could_be_read_stays_as_it_was(town: Town) -> None:
    page = town.browser().get("/en/search?q=%C3%A9t%C3%A9%26+plus&also=%FF", status=200)
    assert page.forms["search-form" if "search-form" in page.forms else 0]["q"].value == "été& plus"
