# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What an attacker on the secrecy of ballots holds: every row as the database's owner, backups of both kinds, logs."""

import io
import logging
import subprocess
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from sqlalchemy.engine import make_url

from folkmoot.cli.logs import QUIET, OneLine
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.embedded.installation import find_installation

from .joining import Line, line

TABLES = """
SELECT c.relname AS name, EXISTS (
  SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
) AS of_a_tenant
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
"""
SYSTEM = "ctid::text AS ctid, xmin::text AS xmin, xmax::text AS xmax, cmin::text AS cmin"


def rows(owner_url: str, tenant: uuid.UUID, source: str = "") -> list[Line]:
    """Every row of a tenant, and every row of tables that belong to no tenant, with what PostgreSQL adds to them."""
    found: list[Line] = []
    with psycopg.connect(_plain(owner_url), row_factory=dict_row) as connection:
        for table in connection.execute(TABLES).fetchall():
            statement = sql.SQL(f"SELECT {SYSTEM}, t.* FROM {{}} t").format(sql.Identifier(table["name"]))
            if table["of_a_tenant"]:
                statement += sql.SQL(" WHERE tenant_id = {}").format(sql.Literal(tenant))
            for row in connection.execute(statement).fetchall():
                found.append(line(table["name"], row, source))
                found += [one for data in row.values() if isinstance(data, bytes) for one in published(data)]
    return found


def published(data: bytes) -> Iterator[Line]:
    """The lines of a bundle's files, if that is what these bytes are; choices of Pabulib files as lists."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        for name in bundle.namelist():
            if name.endswith((".json", ".jsonl", ".pb")):
                for number, text in enumerate(bundle.read(name).decode().splitlines()):
                    yield line(f"bundle {name}", {"line": number, "fields": _fields(name, text)})


def _fields(name: str, text: str) -> list[object]:
    if name.endswith(".pb"):
        return [field.split(",") if "," in field else field for field in text.split(";")]
    import json

    return [json.loads(text)]


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def dumped(owner_url: str, file: Path) -> None:
    """A logical backup, as pg_dump makes it."""
    _run("pg_dump", "--format=custom", "--file", file, _plain(owner_url))


def restored(owner_url: str, file: Path, name: str) -> str:
    """The backup in a new database beside; its address."""
    address = make_url(owner_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(_plain(owner_url), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _run("pg_restore", "--no-owner", "--exit-on-error", "--dbname", _plain(address), file)
    return address


def _run(program: str, *arguments: str | Path) -> None:
    command = [str(find_installation().program(program)), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def copied_disk(folder: Path, copy: Path) -> Iterator[str]:
    """The data folder of a stopped PostgreSQL, copied block by block and started; the owner's address."""
    subprocess.run(["cp", "-a", str(folder), str(copy)], check=True)
    postgres = EmbeddedPostgres(copy)
    try:
        yield postgres.start().owner_database_url
    finally:
        postgres.destroy()


@contextmanager
def everything_logged() -> Iterator[list[Line]]:
    """What the application logs meanwhile at its most talkative, line by line."""
    found: list[Line] = []
    handler = _Taking(found)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


class _Taking(logging.Handler):
    def __init__(self, found: list[Line]) -> None:
        super().__init__()
        self._found = found
        self.setFormatter(OneLine())

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING or not record.name.startswith(QUIET):
            words = self.format(record).replace(",", " ").split()
            self._found.append(line("log", {"line": len(self._found), "words": words}))
