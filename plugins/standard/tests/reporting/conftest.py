# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Towns in which people took part in known ways."""

import re
from typing import Any

import pytest

from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum


@pytest.fixture
def forum(licensed_town: Town) -> Forum:
    """A project with one open phase of ideas, in a town where the module is open."""
    return Forum(licensed_town)


def crowd(forum: Forum, number: int, **more: Any) -> None:
    """So many people, each with one contribution."""
    for _ in range(number):
        forum.post(forum.town.account().id, **more)


def stats(page: Any) -> dict[str, str]:
    """The large figures of a page by their labels."""
    return {one.span.text: one.b.text for one in page.html.select(".report-stats .stat")}


def table(page: Any, section: str) -> dict[str, list[str]]:
    """The cells of a table by the name of the row."""
    rows = page.html.select(f"[aria-labelledby={section}] tbody tr")
    found = {row.th.find("bdi").text if row.th.find("bdi") else row.th.text: row.select("td") for row in rows}
    return {name: [re.sub(r"\s+", " ", cell.text.strip()) for cell in cells] for name, cells in found.items()}
