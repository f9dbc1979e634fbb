# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Two databases in one embedded PostgreSQL: the floor's, and ours."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from place import FLOOR, KIT, SECRET, WORK
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import migrate_all
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.embedded.lock import FileLock
from folkmoot.db.server import Server


@dataclass(frozen=True)
class Databases:
    """The floor's address (as owner: it has no fence), ours, and the process whose children all backends are."""

    floor_url: str
    ours: Server
    server_pid: int


@contextmanager
def databases() -> Iterator[Databases]:
    """Both databases, empty; ours is migrated. Waits while another program measures: they would be taken from it."""
    WORK.mkdir(parents=True, exist_ok=True)
    measuring = FileLock(WORK / "measuring.lock")
    measuring.alone(lambda: print(f"Waiting for another program that measures with {WORK}…", file=sys.stderr))
    postgres = EmbeddedPostgres(WORK)
    connections = postgres.start(lambda sentence: print(sentence, file=sys.stderr))
    try:
        _create_anew(connections.owner_database_url, "bench_floor", "bench_ours")
        site, owner = (_on(url, "bench_ours") for url in (connections.database_url, connections.owner_database_url))
        ours = Server(site, owner, embedded=True)
        migrate_all(ours, SECRET)
        yield Databases(_on(connections.owner_database_url, "bench_floor"), ours, connections.server_pid)
    finally:
        postgres.release()
        measuring.release()


def _create_anew(owner_url: str, *names: str) -> None:
    engine = create_engine(owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()


def _on(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def make_content() -> Path:
    """The kit's content, made once: the same ideas, comments and reactions for both."""
    path = WORK / "content.json"
    if not path.exists():
        subprocess.run([sys.executable, "-B", KIT / "content.py", path], check=True, stdout=subprocess.DEVNULL)
    return path


def read_content() -> dict[str, Any]:
    """users: how many; ideas; comments [["i"|"c", index, user, text]]; ratings [["i"|"c", index, user, 1|-1]]."""
    content: dict[str, Any] = json.loads(make_content().read_text())
    return content


def load_floor(url: str) -> None:
    """Fill the floor's database with its own loader."""
    environment = {**os.environ, "FLOOR_DB": url, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    subprocess.run([sys.executable, FLOOR / "app.py", "load", make_content()], check=True, env=environment)


def settle(*urls: str) -> None:
    """Fresh statistics and visibility maps, and nothing left to write, before anything is measured."""
    for url in urls:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("VACUUM (ANALYZE)"))
        engine.dispose()
