# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the browser tests share: one server and three towns for each test process."""

from collections.abc import Callable, Iterator

import pytest
from tests.browser.serving import served
from tests.browser.towns import coloured_town, teal_town
from tests.walks.furniture import Furnished

from folkmoot.platform import Platform


@pytest.fixture(scope="session")
def port(platform: Platform) -> Iterator[int]:
    """Where the platform answers."""
    with served(platform) as number:
        yield number


@pytest.fixture(scope="session")
def towns(platform: Platform) -> Callable[[str], Furnished]:
    """A town by the name of its colours, filled when it is first asked for."""
    known: dict[str, Furnished] = {}

    def town(name: str) -> Furnished:
        if name not in known:
            known[name] = teal_town(platform) if name == "teal" else coloured_town(platform, name)
        return known[name]

    return town


@pytest.fixture
def teal(towns: Callable[[str], Furnished]) -> Furnished:
    """The town with the demonstration's content."""
    return towns("teal")
