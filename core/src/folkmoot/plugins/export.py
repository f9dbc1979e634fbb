# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Fallback export: all tables of a plugin, or of core, for one tenant, from the catalogue alone.

For towns that leave, and for modules that are unlicensed, broken or uninstalled: their data belongs to the town.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from folkmoot.plugins.catalogued import CataloguedTable, catalogued_tables

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 1000
PRIMARY_KEY = text("""
    SELECT a.attname FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
    WHERE i.indrelid = to_regclass(quote_ident(:name)) AND i.indisprimary AND a.attname <> 'tenant_id' ORDER BY a.attnum
""")


@dataclass(frozen=True)
class Exported:
    """A file that was written."""

    table: str
    path: Path
    rows: int


class UnknownPlugin(Exception):
    """The catalogue has no tables of this plugin; the message lists those that it has."""


def export_tables(db: Session, plugin_id: str, folder: Path, file_format: str = "csv") -> list[Exported]:
    """Write every table of a plugin that holds the tenant's rows into a folder; raises UnknownPlugin.

    file_format: csv (safe to open in a spreadsheet) or jsonl. Hashes of passwords and codes are left out.
    """
    tables = [table for table in catalogued_tables(db, plugin_id) if "tenant_id" in table.columns]
    if not tables:
        known = db.scalars(text("SELECT DISTINCT plugin_id FROM catalogue_table ORDER BY 1"))
        raise UnknownPlugin(f"The catalogue has no tables of {plugin_id}. It has those of: {', '.join(known)}.")
    folder.mkdir(parents=True, exist_ok=True)
    write = {"csv": _write_csv, "jsonl": _write_json_lines}[file_format]
    return [_export(db, table, folder / f"{table.export_name}.{file_format}", write) for table in tables]


def _export(db: Session, table: CataloguedTable, path: Path, write: Any) -> Exported:
    names = [name for name in table.columns if not _is_secret(table, name)]
    with path.open("w", encoding="utf-8", newline="") as file:
        return Exported(table.name, path, write(file, names, _rows(db, table, names)))


def _is_secret(table: CataloguedTable, name: str) -> bool:
    """Hashes and salts open nothing elsewhere and must not travel; nor does the fence's own column."""
    return name == "tenant_id" or name.endswith("_hash") or table.columns[name].data_type == "bytea"


def _rows(db: Session, table: CataloguedTable, names: list[str]) -> Iterator[Mapping[str, Any]]:
    """All rows in the order of their key, a thousand in memory at a time."""
    key = [table.columns[name].sql for name in db.scalars(PRIMARY_KEY, {"name": table.name}) if name in table.columns]
    query = select(*(table.columns[name].sql for name in names)).select_from(table.sql).order_by(*key)
    result = db.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
    for row in result.mappings():
        yield {name: row[name] for name in names}


def _write_csv(file: TextIO, names: list[str], rows: Iterator[Mapping[str, Any]]) -> int:
    writer = csv.writer(file)
    writer.writerow(names)
    count = 0
    for row in rows:
        writer.writerow([harmless(_as_text(row[name])) for name in names])
        count += 1
    return count


def _write_json_lines(file: TextIO, names: list[str], rows: Iterator[Mapping[str, Any]]) -> int:
    count = 0
    for row in rows:
        file.write(json.dumps({name: row[name] for name in names}, ensure_ascii=False, default=str) + "\n")
        count += 1
    return count


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers with a sign are left alone."""
    if not cell.startswith(FORMULA_STARTS):
        return cell
    return cell if cell[0] in "+-" and cell[1:].isdigit() else f"'{cell}"
