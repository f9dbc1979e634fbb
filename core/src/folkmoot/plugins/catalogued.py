# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The catalogue as erasure, retention and export read it, joined with what the database says of the same tables.

Nothing here needs the code of the plugin that a table belongs to.
"""

from dataclasses import dataclass, field

from sqlalchemy import ColumnClause, TableClause, column, quoted_name, table, text
from sqlalchemy.orm import Session

CATALOGUE = text("""
    SELECT t.name AS table_name, t.plugin_id, t.person_column, t.export_name, c.name AS column_name, c.kind, c.keep,
      c.on_erase, i.data_type, i.is_nullable = 'YES' AS nullable
    FROM catalogue_table AS t
    JOIN catalogue_column AS c ON c.table_name = t.name
    JOIN information_schema.columns AS i
      ON i.table_schema = current_schema() AND i.table_name = t.name AND i.column_name = c.name
    WHERE CAST(:plugin AS text) IS NULL OR t.plugin_id = :plugin
    ORDER BY t.name, i.ordinal_position
""")
EMPTY = {"text": "''", "character varying": "''", "jsonb": "'{}'", "json": "'{}'", "ARRAY": "'{}'", "bytea": "''",
         "boolean": "false", "smallint": "0", "integer": "0", "bigint": "0", "numeric": "0"}  # fmt: skip
"""What "nothing" is for a column that can't be NULL, by its type."""


@dataclass(frozen=True)
class Column:
    """A column as the catalogue classifies it and the database has it."""

    name: str
    kind: str
    keep: str
    on_erase: str
    data_type: str
    nullable: bool

    @property
    def sql(self) -> ColumnClause[object]:
        """The column, quoted."""
        return column(quoted_name(self.name, quote=True))

    @property
    def is_moment(self) -> bool:
        """Whether it holds a date or a moment."""
        return self.data_type in ("timestamp with time zone", "timestamp without time zone", "date")

    def nothing(self) -> str | None:
        """The SQL of an empty value; None when the column can't be empty, so that its row has to go."""
        return "NULL" if self.nullable else EMPTY.get(self.data_type)


@dataclass
class CataloguedTable:
    """A table with its columns."""

    name: str
    plugin_id: str
    person_column: str | None
    export_name: str
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def sql(self) -> TableClause:
        """The table with its columns, quoted."""
        return table(quoted_name(self.name, quote=True), *(one.sql for one in self.columns.values()))

    @property
    def person(self) -> Column | None:
        """The column that names the person a row is about."""
        return self.columns.get(self.person_column) if self.person_column else None


def catalogued_tables(db: Session, plugin_id: str | None = None) -> list[CataloguedTable]:
    """All tables of the catalogue that exist, or those of one plugin; one statement."""
    found: dict[str, CataloguedTable] = {}
    for row in db.execute(CATALOGUE, {"plugin": plugin_id}):
        made = CataloguedTable(row.table_name, row.plugin_id, row.person_column, row.export_name)
        entry = found.setdefault(row.table_name, made)
        entry.columns[row.column_name] = Column(
            row.column_name, row.kind, row.keep, row.on_erase, row.data_type, row.nullable
        )
    return list(found.values())
