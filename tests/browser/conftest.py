# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the browser tests share: one server and one town for each test process."""

from collections.abc import Iterator

import pytest
from tests.browser.serving import served
from tests.browser.towns import teal_town
from tests.walks.furniture import Furnished

from folkmoot.platform import Platform


@pytest.fixture(scope="session")
def port(platform: Platform) -> Iterator[int]:
    """Where the platform answers."""
    with served(platform) as number:
        yield number


@pytest.fixture(scope="session")
def teal(platform: Platform) -> Furnished:
    """The town with the demonstration's content."""
    return teal_town(platform)
