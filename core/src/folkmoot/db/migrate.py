# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One idempotent command brings core and every installed plugin to the present schema, each in its own history."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.db import fence
from folkmoot.db.base import Base

LOCK = 0x466F6C6B
"""Key of the advisory lock ("Folk"): two migrations never run at once."""

LOCK_TIMEOUT = "10s"
"""How long a migration waits for a table before it gives up: the site must go on serving meanwhile."""


@dataclass(frozen=True)
class History:
    """One line of migrations: core's or a plugin's."""

    owner: str
    folder: Path

    @property
    def version_table(self) -> str:
        """Where the database remembers how far this history has come."""
        return f"{self.owner}_migration"


@dataclass(frozen=True)
class Outcome:
    """What became of one history: its revision now, or why it failed (then the plugin stays disabled)."""

    owner: str
    revision: str | None
    error: str | None = None


def migrate(
    owner_url: str,
    app_url: str,
    secret: str,
    histories: list[History],
    before_fence: Callable[[Connection, list[Outcome]], None] | None = None,
) -> list[Outcome]:
    """Run every history, each in a transaction of its own, then fence all tables; core's failure is raised."""
    app_role = make_url(app_url).username or ""
    engine = create_engine(owner_url, hide_parameters=True)
    try:
        with _one_at_a_time(engine.connect()) as connection:
            with connection.begin():
                fence.install(connection, secret, app_role)
            outcomes = [_run(connection, history) for history in histories]
            with connection.begin():
                if before_fence is not None:
                    before_fence(connection, outcomes)
                fence.fence_tables(connection, app_role)
                grant(connection, app_role)
        return outcomes
    finally:
        engine.dispose()


@contextmanager
def _one_at_a_time(connection: Connection) -> Iterator[Connection]:
    with connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
        connection.commit()
        try:
            yield connection
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
            connection.commit()


def _run(connection: Connection, history: History) -> Outcome:
    script = script_directory(history)
    options = {"version_table": history.version_table, "target_metadata": Base.metadata, "fn": _steps(script)}
    try:
        with connection.begin():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            context = MigrationContext.configure(connection, opts=options)
            with Operations.context(context):
                context.run_migrations()
    except Exception as error:
        if history.owner == "core":
            raise
        return Outcome(history.owner, None, f"{type(error).__name__}: {error}".splitlines()[0])
    return Outcome(history.owner, script.get_current_head())


def _steps(script: ScriptDirectory) -> Callable[..., object]:
    def upgrade(revision: str, context: MigrationContext) -> object:
        return script._upgrade_revs("heads", revision)  # noqa: SLF001 - what Alembic's own command passes on

    return upgrade


def script_directory(history: History) -> ScriptDirectory:
    """Alembic's view of one history's folder."""
    return ScriptDirectory(str(history.folder), version_locations=[str(history.folder)])


def grant(connection: Connection, app_role: str) -> None:
    """Give the site's role what it needs and no more: the fence's secret and migration tables stay shut."""
    for name in connection.scalars(text(GRANTABLE)):
        connection.exec_driver_sql(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{name}" TO "{app_role}"')
    connection.exec_driver_sql(
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{connection.scalar(text("SELECT current_schema()"))}"'
        f' TO "{app_role}"'
    )
    for table in sorted(READ_ONLY):
        connection.exec_driver_sql(f'REVOKE INSERT, UPDATE, DELETE ON "{table}" FROM "{app_role}"')
    for table in sorted(APPEND_ONLY):
        connection.exec_driver_sql(f'REVOKE UPDATE, DELETE ON "{table}" FROM "{app_role}"')


GRANTABLE = (
    "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v') AND relnamespace = current_schema()::regnamespace"
    " AND relname <> 'folkmoot_fence' AND relname NOT LIKE '%\\_migration'"
)
READ_ONLY = {"catalogue_plugin", "catalogue_table", "catalogue_column"}
APPEND_ONLY = {"audit_entry", "audit_seal"}
