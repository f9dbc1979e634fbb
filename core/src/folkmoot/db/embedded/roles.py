# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The two roles and the database of Folkmoot inside the cluster."""

import time

import psycopg
from psycopg import sql

from folkmoot.db.embedded.cluster import SUPERUSER
from folkmoot.db.embedded.credentials import Credentials
from folkmoot.db.embedded.errors import EmbeddedPostgresError
from folkmoot.db.embedded.place import Place
from folkmoot.db.embedded.postmaster import PAUSE, find_postmaster

DATABASE = "folkmoot"
# How PostgreSQL begins to say that it is in recovery, not yet accepting connections, or shutting down. (A refused
# connection has no error code in psycopg; lc_messages is C.)
RECOVERING = "the database system is "
OWNER_ROLE = "folkmoot_owner"
APP_ROLE = "folkmoot_app"
# The owner migrates, saves and restores every tenant's rows, and the tests' databases are its own too.
# The application's role has nothing: row-level security must hold against it.
RIGHTS = {
    OWNER_ROLE: "NOSUPERUSER NOCREATEROLE NOREPLICATION CREATEDB BYPASSRLS",
    APP_ROLE: "NOSUPERUSER NOCREATEROLE NOREPLICATION NOCREATEDB NOBYPASSRLS",
}


def prepare_database(place: Place, credentials: Credentials) -> bool:
    """Make the roles and the database, where they are missing (a first start may have been cut short at any point).

    Waits while the server recovers from the crash of one of its processes. False: the server has gone meanwhile.
    """
    while find_postmaster(place) is not None:
        try:
            _prepare(place, credentials)
        except psycopg.Error as error:
            if find_postmaster(place) is not None and RECOVERING not in str(error):
                raise EmbeddedPostgresError(
                    f"The embedded database runs, but can't be used: {error}. Its logs are in {place.logs}."
                ) from error
            time.sleep(PAUSE)
        else:
            return True
    return False


def _prepare(place: Place, credentials: Credentials) -> None:
    with psycopg.connect(
        host=str(place.sockets), user=SUPERUSER, password=credentials.superuser, dbname=SUPERUSER, autocommit=True
    ) as connection:
        _make_roles(connection, credentials)
        _make_database(connection)


def _make_roles(connection: psycopg.Connection[tuple[str]], credentials: Credentials) -> None:
    present = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    passwords = {OWNER_ROLE: credentials.owner, APP_ROLE: credentials.app}
    if passwords.keys() <= present:
        return
    with connection.transaction():
        for name, rights in RIGHTS.items():
            statement = sql.SQL("CREATE ROLE {} LOGIN " + rights + " PASSWORD {}")
            connection.execute(statement.format(sql.Identifier(name), sql.Literal(passwords[name])))
        # To end sessions before a database is dropped or restored.
        connection.execute(sql.SQL("GRANT pg_signal_backend TO {}").format(sql.Identifier(OWNER_ROLE)))


def _make_database(connection: psycopg.Connection[tuple[str]]) -> None:
    database, owner, app = (sql.Identifier(name) for name in (DATABASE, OWNER_ROLE, APP_ROLE))
    if not connection.execute("SELECT datname FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, owner))
    # By default everybody may make temporary tables, and with them shadow what a function of the owner reads.
    query = "SELECT 'open' WHERE has_database_privilege(%s, %s, 'TEMPORARY')"
    if connection.execute(query, [APP_ROLE, DATABASE]).fetchone():
        with connection.transaction():
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, app))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
