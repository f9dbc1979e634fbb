# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The fixtures themselves."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import migrate_all, open_platform
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.testing.licences import install_demonstration_licence
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town, make_town, retire

SECRET = "a secret for tests only, forty characters long"


@pytest.fixture(scope="session")
def data_folder(pytestconfig: pytest.Config) -> Path:
    """Where the tests' own embedded PostgreSQL lives; kept between runs."""
    return Path(os.environ.get("FOLKMOOT_TEST_DATA", pytestconfig.rootpath / ".cache" / "test-data"))


@pytest.fixture(scope="session")
def postgres(data_folder: Path) -> Iterator[EmbeddedPostgres]:
    """The embedded PostgreSQL, shared by all test processes; the last one to leave stops it."""
    server = EmbeddedPostgres(data_folder)
    server.start()
    yield server
    server.release()


@pytest.fixture(scope="session")
def server(postgres: EmbeddedPostgres) -> Iterator[Server]:
    """A fresh, migrated database for this test process."""
    connections = postgres.start()
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    admin = create_engine(connections.owner_database_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
        # Nothing here outlives a crash of the machine, so no commit waits for the disk.
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    addresses = (connections.database_url, connections.owner_database_url)
    site_url, owner_url = (_on(url, name) for url in addresses)
    made = Server(site_url, owner_url, embedded=True)
    migrate_all(made, SECRET)
    yield made
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def _on(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of the test platform: media in a folder of this run, development pages on."""
    return Settings(data=tmp_path_factory.mktemp("data"), secret=SECRET, development=True, database_pool=10)


@pytest.fixture(scope="session")
def platform(server: Server, settings: Settings) -> Iterator[Platform]:
    """The platform with all installed plugins, shared by the tests of this process."""
    made = open_platform(settings, server)
    yield made
    made.close()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A folder for made-up plugins of this test, importable while it runs."""
    made = Shelf(tmp_path / "shelf")
    made.folder.mkdir()
    monkeypatch.syspath_prepend(str(made.folder))
    yield made
    made.clear()


@pytest.fixture
def new_town(platform: Platform) -> Iterator[Callable[..., Town]]:
    """Make further towns: new_town(locales=("nl",), strict_locales=True)."""
    made: list[Town] = []

    def make(**values: Any) -> Town:
        made.append(make_town(platform, **values))
        return made[-1]

    yield make
    retire(*made)


@pytest.fixture
def town(new_town: Callable[..., Town]) -> Town:
    """A town of this test's own, in English, French and Dutch."""
    return new_town()


@pytest.fixture
def other_town(new_town: Callable[..., Town]) -> Town:
    """Another town on the same server."""
    return new_town()


@pytest.fixture
def licensed_town(new_town: Callable[..., Town]) -> Town:
    """A town on `<slug>.localhost` that holds the demonstration licence of the Premium edition, which has Standard."""
    town = new_town(host="localhost")
    install_demonstration_licence(town, "premium")
    return town
