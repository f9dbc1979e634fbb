# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A platform that trusts this test's own vendor, with a paid module `poll` and a clock that the test turns."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete
from webob.request import BaseRequest

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.models import LicenceToken
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing.authority import Authority, Clock, installed_with, put_paid_plugin
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town, make_town, retire


@pytest.fixture(scope="module")
def authority() -> Authority:
    """A vendor for each file of tests."""
    return Authority()


@pytest.fixture(scope="module")
def turned() -> Clock:
    """The clock of the platform's licences."""
    return Clock()


@pytest.fixture
def clock(turned: Clock) -> Iterator[Clock]:
    """The same, put right after the test."""
    yield turned
    turned.ahead = 0.0


@pytest.fixture(scope="module")
def keyed(
    platform: Platform, server: Server, settings: Settings, tmp_path_factory: pytest.TempPathFactory,
    authority: Authority, turned: Clock,
) -> Iterator[Platform]:  # fmt: skip
    """The platform, shared by the towns of a file of tests.

    platform: made first, while the shelf isn't on the path yet: the shelf's folkmoot-standard hides the real one.
    """
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    put_paid_plugin(shelf, authority)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(shelf.folder))
        installed = installed_with(shelf, "folkmoot-standard")
        made = open_platform(settings, server, installed, licences=Licences(authority.roots, turned))
        yield made
        made.close()
    shelf.clear()


@pytest.fixture
def place(keyed: Platform) -> Iterator[Town]:
    """A town on that platform."""
    town = make_town(keyed)
    yield town
    retire(town)


@pytest.fixture
def empty_pool(keyed: Platform) -> Iterator[None]:
    """What the test puts into the pool is gone afterwards: it would count in every town."""
    yield
    with keyed.database.platform() as db:
        db.execute(delete(LicenceToken).where(LicenceToken.tenant_id.is_(None)))
    keyed.refresh()


@pytest.fixture
def bodies_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large forms make no temporary files, which the collector would find in some later test."""
    monkeypatch.setattr(BaseRequest, "request_body_tempfile_limit", 16 * 1024 * 1024)
