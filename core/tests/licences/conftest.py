# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A platform that trusts this test's own vendor, with a clock that the test turns."""

from collections.abc import Iterator

import pytest

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing.authority import Authority, Clock, installed_with, put_paid_plugin
from folkmoot.testing.licences import forget_floor
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town, make_town, retire


@pytest.fixture
def authority() -> Authority:
    """A vendor of its own for each test."""
    return Authority()


@pytest.fixture
def clock() -> Clock:
    """The clock of the platform's licences."""
    return Clock()


@pytest.fixture
def keyed(
    server: Server, settings: Settings, platform: Platform, shelf: Shelf, authority: Authority, clock: Clock
) -> Iterator[Platform]:
    """A platform with the paid module `poll`, which trusts the test's vendor.

    platform: the session's own is made first, since the shelf hides the Standard edition that is really installed.
    """
    put_paid_plugin(shelf, authority)
    installed = installed_with(shelf, "folkmoot-standard")
    made = open_platform(settings, server, installed, licences=Licences(authority.roots, clock))
    yield made
    clock.ahead = 0  # else what was signed ahead of time raises the floor again at once, for every test that follows
    forget_floor(made)
    made.close()


@pytest.fixture
def place(keyed: Platform) -> Iterator[Town]:
    """A town on that platform."""
    town = make_town(keyed)
    yield town
    retire(town)
