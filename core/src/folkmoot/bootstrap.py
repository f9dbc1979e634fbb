# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From settings to a running platform: the one place where everything is put together."""

import importlib.metadata
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import make_url

from folkmoot.app import build_application
from folkmoot.db import functions, schema
from folkmoot.db.migrate import History, Outcome, migrate
from folkmoot.db.server import Server
from folkmoot.db.session import Database
from folkmoot.licences.folder import LicenceFolder
from folkmoot.licences.interfaces import ILicences
from folkmoot.licences.services import Licences
from folkmoot.platform import Build, Platform
from folkmoot.plugins import catalogue
from folkmoot.plugins.composition import Composer
from folkmoot.plugins.loader import Installed, discover
from folkmoot.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"


def core_version() -> str:
    """The version of the core distribution."""
    return importlib.metadata.version("folkmoot")


def migrate_all(server: Server, secret: str, installed: tuple[Installed, ...] | None = None) -> list[Outcome]:
    """Bring the database up to date with core and every installed plugin; repeatable."""
    plugins = discover() if installed is None else installed
    assert schema.metadata is not None
    catalogue.import_models(plugins)
    app_role = make_url(server.url).username or ""

    def finish(connection: Connection, done: list[Outcome]) -> None:
        functions.create(connection, app_role)
        catalogue.write(connection, plugins, core_version(), done)

    return migrate(
        server.owner_url, server.url, secret, catalogue.histories(plugins, History("core", MIGRATIONS)), finish
    )


def open_platform(
    settings: Settings,
    server: Server,
    installed: tuple[Installed, ...] | None = None,
    *,
    check_role: bool = True,
    build: Build = build_application,
    licences: ILicences | None = None,
) -> Platform:
    """A platform that knows its sites, ready to serve; the caller closes it.

    build: what a composition becomes. licences: who may use what; the installed licences under the pinned roots
    unless code (a test's own entry point, never a setting) brings others.
    """
    plugins = discover() if installed is None else installed
    database = Database(
        server.url, settings.secret or "", pool_size=settings.database_pool, keys=settings.keys_folder
    )
    try:
        if check_role:
            database.check_role()
        with database.engine.connect() as connection:
            known = catalogue.known_plugins(connection)
        failed = {plugin.id: plugin.problem for plugin in known if plugin.problem}
        keys = licences or Licences()
        composer = Composer(plugins, keys, settings.blocked, failed)
        platform = Platform(settings, database, composer, build, known)
        platform.refresh()
        if settings.licences is not None and isinstance(keys, Licences):
            platform.licence_folder = LicenceFolder(settings.licences, database, keys, plugins)
            platform.refresh_if_changed()
    except BaseException:
        database.dispose()  # nobody has a platform to close yet
        raise
    return platform


def pending_migrations(server: Server) -> bool:
    """Whether migrate has never run on this database."""
    engine = create_engine(server.owner_url)
    try:
        with engine.connect() as connection:
            return not connection.dialect.has_table(connection, "core_migration")
    finally:
        engine.dispose()
