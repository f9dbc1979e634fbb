# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where the database is: the addresses that were set, or the embedded PostgreSQL started for us."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.settings import Settings


@dataclass(frozen=True)
class Server:
    """How to reach the database as the site and as its owner."""

    url: str
    owner_url: str
    embedded: bool


@contextmanager
def database_server(settings: Settings, progress: Callable[[str], None] | None = None) -> Iterator[Server]:
    """The database for as long as the block runs; the embedded one stops when its last user leaves."""
    if settings.database_url and settings.owner_database_url:
        yield Server(settings.database_url, settings.owner_database_url, embedded=False)
        return
    postgres = EmbeddedPostgres(settings.data)
    connections = postgres.start(progress)
    try:
        yield Server(connections.database_url, connections.owner_database_url, embedded=True)
    finally:
        postgres.release()
