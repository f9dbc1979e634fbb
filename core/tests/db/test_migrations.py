# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What migrations make is what the models say, and migrating again changes nothing."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from folkmoot.bootstrap import migrate_all
from folkmoot.db.base import Base
from folkmoot.db.server import Server
from folkmoot.plugins import catalogue
from folkmoot.plugins.loader import discover
from folkmoot.testing.fixtures import SECRET


def test_the_migrated_database_is_what_the_models_say(server: Server) -> None:
    installed = discover()
    catalogue.import_models(installed)
    prefixes = tuple(p.manifest.table_prefix for p in installed if p.usable and p.manifest is not None)
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
        owners = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE tablename LIKE '%\\_migration'")))
    engine.dispose()
    assert {"core_migration", "ideation_migration"} <= owners
    assert prefixes


def _ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Tables of the models; the queue's own, the fence's and those of other tests' plugins are made elsewhere."""
    table = name if kind == "table" else item.table.name
    known = Base.metadata.tables.get(str(table))
    return known is not None and known.metadata is Base.metadata and not str(table).startswith("guestbook")


def test_migrating_again_changes_nothing(server: Server) -> None:
    first = {outcome.owner: outcome.revision for outcome in migrate_all(server, SECRET)}
    again = {outcome.owner: outcome.revision for outcome in migrate_all(server, SECRET)}
    assert first == again
    assert not any(outcome.error for outcome in migrate_all(server, SECRET))
