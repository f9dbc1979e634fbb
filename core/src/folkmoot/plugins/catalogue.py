# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The catalogue: what every installed plugin keeps, written by migrate so that it's known without the plugin's code.

Erasure, retention, backup, fallback export and the pages about absent modules read only these rows.
"""

import importlib
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from folkmoot.db.base import Base, Personal
from folkmoot.db.migrate import History, Outcome
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.models import CatalogueColumn, CataloguePlugin, CatalogueTable

CORE = "core"


class UnclassifiedColumn(Exception):
    """A column doesn't say what personal data it holds; the message names it."""


@dataclass(frozen=True)
class Owner:
    """Whose tables these are."""

    id: str
    title: str
    edition: str
    version: str
    prefix: str
    problem: str = ""
    methods: str = ""
    paths: str = ""


def histories(installed: tuple[Installed, ...], core_folder: History) -> list[History]:
    """Core's migrations first, then those of every usable plugin that has tables, in loading order."""
    with_tables = [(plugin.id, plugin.migrations) for plugin in installed if plugin.migrations is not None]
    return [core_folder, *(History(history_name(plugin_id), folder) for plugin_id, folder in with_tables)]


def history_name(plugin_id: str) -> str:
    """A plugin's id as it can be part of a table's name."""
    return plugin_id.replace(".", "_").replace("-", "_")


def import_models(installed: tuple[Installed, ...]) -> None:
    """Import the models of every usable plugin, licensed or not, so that the metadata is whole for the catalogue."""
    for plugin in installed:
        if plugin.migrations is not None:
            importlib.import_module(f"{plugin.package}.models")


def write(connection: Connection, installed: tuple[Installed, ...], core_version: str, outcomes: list[Outcome]) -> None:
    """Bring the catalogue up to date; what an uninstalled plugin left behind stays listed as not installed."""
    failed = {outcome.owner: outcome.error or "" for outcome in outcomes if outcome.error}
    owners = [Owner(CORE, "Folkmoot", "essential", core_version, "")]
    for plugin in installed:
        if plugin.usable and plugin.manifest is not None:
            manifest = plugin.manifest
            problem = failed.get(history_name(plugin.id), "")
            owners.append(
                Owner(
                    plugin.id, manifest.title, plugin.edition, plugin.version, manifest.table_prefix, problem,
                    " ".join(manifest.methods), " ".join(manifest.paths),
                )
            )  # fmt: skip
    connection.execute(update(CataloguePlugin).values(installed=False))
    for owner in owners:
        _write_owner(connection, owner)
    present = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")))
    for table in Base.metadata.sorted_tables:
        if table.name in present:
            _write_table(connection, table, _owner_of(table.name, owners))


def _write_owner(connection: Connection, owner: Owner) -> None:
    values = {
        "id": owner.id, "title": owner.title, "edition": owner.edition, "version": owner.version, "installed": True,
        "methods": owner.methods, "paths": owner.paths, "problem": owner.problem,
    }  # fmt: skip
    statement = insert(CataloguePlugin).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def _owner_of(table: str, owners: list[Owner]) -> str:
    named = [owner.id for owner in owners if owner.prefix and table.startswith(owner.prefix)]
    return named[0] if named else CORE


def _write_table(connection: Connection, table: Table, owner_id: str) -> None:
    values = {
        "name": table.name, "plugin_id": owner_id, "person_column": person_column(table),
        "export_name": str(table.info.get("export_name", table.name)),
    }  # fmt: skip
    statement = insert(CatalogueTable).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
    connection.execute(delete(CatalogueColumn).where(CatalogueColumn.table_name == table.name))
    connection.execute(
        insert(CatalogueColumn),
        [
            {
                "table_name": table.name, "name": column.name, "kind": personal.kind, "ground": personal.ground,
                "keep": personal.keep, "on_erase": personal.on_erase,
            }
            for column in table.columns
            for personal in [classification(table, column.name)]
        ],
    )  # fmt: skip


def classification(table: Table, column: str) -> Personal:
    """What a column holds; raises UnclassifiedColumn when its author never said."""
    found = table.columns[column].info.get("personal")
    if not isinstance(found, Personal):
        raise UnclassifiedColumn(f"{table.name}.{column} has no info=personal(…) or NOT_PERSONAL")
    return found


def person_column(table: Table) -> str | None:
    """The column that names the person a row is about: its key to account; "id" for the account itself."""
    if table.name == "account":
        return "id"
    for constraint in sorted(table.foreign_key_constraints, key=lambda key: tuple(key.column_keys)):
        if constraint.referred_table.name == "account":
            column = next(name for name in constraint.column_keys if name != "tenant_id")
            if classification(table, column).kind == "identity":
                return column
    return None


@dataclass(frozen=True)
class KnownPlugin:
    """A plugin as the catalogue remembers it, installed or not; problem: why its migration failed, if it did."""

    id: str
    title: str
    methods: frozenset[str]
    paths: frozenset[str]
    installed: bool
    problem: str


def known_plugins(connection: Connection) -> tuple[KnownPlugin, ...]:
    """Every plugin that has ever been migrated here."""
    return tuple(
        KnownPlugin(
            row.id, row.title, frozenset(row.methods.split()), frozenset(row.paths.split()), row.installed, row.problem
        )
        for row in connection.execute(select(CataloguePlugin.__table__).order_by(CataloguePlugin.id))
    )
