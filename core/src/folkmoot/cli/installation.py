# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What most commands begin with: the settings, the running database, and a migrated schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from folkmoot.cli.output import say
from folkmoot.settings import Settings, load_settings

if TYPE_CHECKING:
    from folkmoot.db.server import Server
    from folkmoot.db.session import Database


@dataclass(frozen=True)
class Installation:
    """A reachable, migrated database with the settings that led to it."""

    settings: Settings
    server: "Server"
    database: "Database"


@contextmanager
def installation() -> Iterator[Installation]:
    """The installation for one command; refuses when it was never migrated."""
    from folkmoot.db.server import database_server
    from folkmoot.db.session import Database

    settings = load_settings()
    with database_server(settings, say) as server:
        database = Database(server.url, settings.secret or "", keys=settings.keys_folder)
        try:
            require_tables(database)
            yield Installation(settings, server, database)
        finally:
            database.dispose()


def require_tables(database: "Database") -> None:
    """Refuse when migrate has never run on this database."""
    from sqlalchemy import text

    with database.engine.connect() as connection:
        if connection.scalar(text("SELECT to_regclass('catalogue_plugin')")) is None:
            raise click.ClickException("The database has no tables yet. Run: folkmoot migrate")
