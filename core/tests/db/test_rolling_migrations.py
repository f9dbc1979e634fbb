# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""While a town is updated, workers of the release before go on writing rows: no migration may refuse them."""

import uuid
from collections.abc import Iterator

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import MIGRATIONS
from folkmoot.db import fence
from folkmoot.db.migrate import History, script_directory
from folkmoot.db.server import Server
from folkmoot.plugins import catalogue
from folkmoot.plugins.loader import discover
from folkmoot.testing.fixtures import SECRET

NEEDED = text(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
    " AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO' AND is_generated = 'NEVER'"
)
TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")


@pytest.fixture
def empty(server: Server) -> Iterator[Connection]:
    """A database of its own, with the fence's functions and nothing else."""
    name = f"rolling_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server.owner_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine = create_engine(make_url(server.owner_url).set(database=name))
    with engine.begin() as connection:
        fence.install(connection, SECRET, make_url(server.url).username or "")
        yield connection
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


def test_a_row_as_the_release_before_writes_it_is_never_refused(empty: Connection) -> None:
    """Whoever writes a table of before doesn't know a column that came later: it may be empty, or has a default."""
    steps = 0
    for history in catalogue.histories(discover(), History("core", MIGRATIONS)):
        for revision in reversed([one.revision for one in script_directory(history).walk_revisions()]):
            tables = set(empty.scalars(TABLES))
            needed = {(table, column) for table, column in empty.execute(NEEDED) if table in tables}
            _upgrade(empty, history, revision)
            asked = {(table, column) for table, column in empty.execute(NEEDED) if table in tables} - needed
            assert asked == set(), f"{history.owner} {revision} asks for what the release before doesn't write: {asked}"
            steps += 1
    assert steps > 20


def _upgrade(connection: Connection, history: History, revision: str) -> None:
    script = script_directory(history)
    options = {
        "version_table": history.version_table,
        "fn": lambda present, _context: script._upgrade_revs(revision, present),
    }
    context = MigrationContext.configure(connection, opts=options)
    with Operations.context(context):
        context.run_migrations()
