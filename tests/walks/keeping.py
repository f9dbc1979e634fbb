# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town's rows as they were, to be put back after a walk has changed them: quicker than furnishing another town."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.db.embedded.cluster import SUPERUSER
from folkmoot.db.embedded.credentials import load_credentials
from folkmoot.db.server import Server
from folkmoot.testing import Town

COLUMNS = text(
    "SELECT c.table_name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position)"
    " FILTER (WHERE c.is_generated = 'NEVER') FROM information_schema.columns AS c"
    " JOIN information_schema.tables AS t USING (table_schema, table_name)"
    " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
    " GROUP BY 1 HAVING bool_or(c.column_name = 'tenant_id') OR c.table_name = 'tenant' ORDER BY 1"
)


class Kept:
    """Every row that belongs to a town, its own among them, in the temporary tables of one connection."""

    def __init__(self, connection: Connection, town: Town) -> None:
        self._connection, self._town = connection, town
        self._columns: dict[str, str] = dict(map(tuple, connection.execute(COLUMNS)))
        for name, columns in self._columns.items():
            self._run(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT {columns} FROM {name} WHERE {self._mine(name)}")
        connection.commit()

    def put_back(self) -> None:
        """Make the town what it was, in all its tables; triggers and keys are right already and aren't asked."""
        self._run("SET LOCAL session_replication_role = replica")
        self._run(
            "; ".join(
                f"DELETE FROM {name} WHERE {self._mine(name)};"
                f" INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE SELECT * FROM kept_{name}"
                for name, columns in self._columns.items()
            )
        )
        self._connection.commit()
        self._town.platform.refresh()

    def _mine(self, table: str) -> str:
        return f"{'id' if table == 'tenant' else 'tenant_id'} = '{self._town.id}'"

    def _run(self, statements: str) -> None:
        self._connection.exec_driver_sql(statements)


@contextmanager
def kept(town: Town, server: Server, data_folder: Path) -> Iterator[Kept]:
    """Keep a town's rows as they are now, by the embedded server's superuser: the town's own role may not put back."""
    password = load_credentials(data_folder.resolve() / "postgresql" / "credentials.json").superuser
    engine = create_engine(make_url(server.owner_url).set(username=SUPERUSER, password=password))
    process = text("SELECT pg_backend_pid()")
    with engine.connect() as connection:
        number = connection.scalar(process)
        try:
            yield Kept(connection, town)
        finally:
            connection.close()
            engine.dispose()
            _wait_until_gone(town, number)


def _wait_until_gone(town: Town, process: int | None) -> None:
    """Nobody but a superuser may drop a database while a superuser's process still ends in it."""
    there = text("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE pid = :process)")
    with town.platform.database.engine.connect() as connection:
        for _ in range(500):
            if not connection.scalar(there, {"process": process}):
                return
            connection.rollback()
            time.sleep(0.02)
    raise AssertionError("the superuser's connection doesn't end")
