# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What `folkmoot doctor` looks at. Each finding stands alone: one trouble doesn't hide the others."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import core_version
from folkmoot.db.fence import platform_setting, unfenced_tables
from folkmoot.db.server import Server, database_server
from folkmoot.db.session import ENTER_PLATFORM, Database
from folkmoot.plugins.loader import discover
from folkmoot.settings import Settings, SettingsError, load_settings

LEAST_FREE_GIGABYTES = 1
MOST_SECONDS_APART = 5.0
OLDEST_POSTGRESQL = 150000


@dataclass(frozen=True)
class Finding:
    """One thing looked at; remedy says what to do when it isn't ok."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Everything there is to look at, as far as it can be reached."""
    findings = [Finding("python", sys.version_info >= (3, 11), sys.version.split()[0], "Install Python 3.11 or later.")]
    try:
        settings = load_settings()
    except SettingsError as error:
        return [*findings, Finding("settings", False, str(error), "Correct the variable.")]
    findings += [*_installation(settings), *_modules()]
    try:
        with database_server(settings) as server:
            findings += _database(settings, server)
    except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering is the finding
        findings.append(
            Finding("database", False, _short(error), "Start the server, or correct FOLKMOOT_DATABASE_URL.")
        )
    return findings


def _installation(settings: Settings) -> Iterator[Finding]:
    yield Finding("core", True, core_version())
    free = shutil.disk_usage(settings.data).free // 2**30
    yield Finding("data", free >= LEAST_FREE_GIGABYTES, f"{settings.data}, {free} GiB free", "Make room on this disk.")
    mail = "sent by the server that was set" if settings.smtp_url else "no server set: letters stay in the outbox"
    yield Finding("mail", bool(settings.smtp_url) or settings.development, mail, "Set FOLKMOOT_SMTP_URL.")


def _modules() -> Iterator[Finding]:
    for plugin in discover():
        detail = plugin.problem or f"{plugin.edition} {plugin.version}"
        yield Finding(f"module {plugin.id}", plugin.usable, detail, "Update or remove its distribution.")


def _database(settings: Settings, server: Server) -> Iterator[Finding]:
    where = "embedded" if server.embedded else "server"
    with _engine(server.owner_url) as owner, owner.connect() as connection:
        number = int(connection.scalar(text("SHOW server_version_num")) or 0)
        version = f"{where}, {connection.scalar(text('SHOW server_version'))}"
        yield Finding("database", number >= OLDEST_POSTGRESQL, version, "Use PostgreSQL 15 or later.")
        apart = float(
            connection.scalar(text("SELECT abs(extract(epoch FROM clock_timestamp()) - :here)"), {"here": time.time()})
            or 0
        )
        yield Finding(
            "clock", apart < MOST_SECONDS_APART, f"{apart:.1f} s from the database's", "Run a time service (NTP)."
        )
        if not connection.scalar(text("SELECT to_regclass('catalogue_plugin') IS NOT NULL")):
            yield Finding("tables", False, "none", "Run: folkmoot migrate")
            return
        yield from _tables(connection, make_url(server.url).username or "")
    yield _role(settings, server)
    yield from _jobs(settings, server)


def _tables(connection: Connection, app_role: str) -> Iterator[Finding]:
    migrated = connection.scalar(text("SELECT version FROM catalogue_plugin WHERE id = 'core'"))
    yield Finding("tables", migrated == core_version(), f"of release {migrated}", "Run: folkmoot migrate")
    open_tables = unfenced_tables(connection, app_role)
    yield Finding(
        "fence", not open_tables, ", ".join(open_tables) or "every tenant's table is fenced", "Run: folkmoot migrate"
    )
    for plugin_id, problem in connection.execute(text("SELECT id, problem FROM catalogue_plugin WHERE problem <> ''")):
        yield Finding(f"migration of {plugin_id}", False, problem, "Update the module and run: folkmoot migrate")


def _role(settings: Settings, server: Server) -> Finding:
    database = Database(server.url, settings.secret or "", keys=settings.keys_folder)
    try:
        database.check_role()
    except Exception as error:  # noqa: BLE001 - an unsafe role, or one that can't sign in
        return Finding("role", False, _short(error), "Use a plain role in FOLKMOOT_DATABASE_URL.")
    finally:
        database.dispose()
    return Finding("role", True, "owns nothing, obeys the fence")


def _jobs(settings: Settings, server: Server) -> Iterator[Finding]:
    query = text(
        "SELECT count(*) FILTER (WHERE status = 'todo') AS waiting,"
        " count(*) FILTER (WHERE status = 'failed') AS failed,"
        " (SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute') AS workers"
        " FROM procrastinate_jobs"
    )
    with _engine(server.url) as engine, engine.connect() as connection:
        connection.execute(ENTER_PLATFORM, {"value": platform_setting(settings.secret or "")})
        row = connection.execute(query).one()
    detail = f"{row.waiting} waiting, {row.failed} failed, {row.workers} workers alive"
    yield Finding("jobs", row.failed == 0, detail, "See the worker's log; failed jobs are kept thirty days.")


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _short(error: Exception) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
