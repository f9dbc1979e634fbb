# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""PostgreSQL's data directory: made by initdb, with settings for a small machine."""

import shutil
import time

from folkmoot.db.embedded.credentials import Credentials, load_credentials, make_credentials
from folkmoot.db.embedded.errors import USE_A_SERVER, EmbeddedPostgresError
from folkmoot.db.embedded.installation import MAJOR_VERSION, Installation
from folkmoot.db.embedded.lock import FileLock
from folkmoot.db.embedded.place import Place
from folkmoot.db.embedded.private_files import sync_folder, write_private
from folkmoot.db.embedded.unprivileged import run_as

SUPERUSER = "postgres"
LOGS_KEPT_SECONDS = 6 * 24 * 3600
INITDB_OPTIONS = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--data-checksums",
    "--auth=scram-sha-256",
    "--wal-segsize=4",  # megabytes
    "--no-sync",  # one sync of the whole at the end instead
    "--no-instructions",
)
SETTINGS = {
    "listen_addresses": "",  # sockets only
    "max_connections": "100",
    "shared_buffers": "128MB",
    "fsync": "on",
    "wal_level": "minimal",  # one server, no copies: backups are dumps
    "max_wal_senders": "0",
    "min_wal_size": "16MB",
    "max_wal_size": "256MB",
    "jit": "off",
    "io_method": "sync",  # no extra processes
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "2",
    # Not in /dev/shm: systemd empties it when a user logs out, and containers make it tiny.
    "dynamic_shared_memory_type": "mmap",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "datestyle": "iso, ymd",
    "lc_messages": "C",
    "default_text_search_config": "pg_catalog.simple",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_file_mode": "0600",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    # Statements and values of rows are personal data: they don't belong into a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def check_version(place: Place) -> None:
    """Refuse a cluster that another major version of PostgreSQL made."""
    version = (place.cluster / "PG_VERSION").read_text("utf-8").strip()
    if version != MAJOR_VERSION:
        raise EmbeddedPostgresError(
            f"The database in {place.cluster} was made by PostgreSQL {version}, and this Folkmoot brings "
            f"PostgreSQL {MAJOR_VERSION}. Dump the database with the Folkmoot that made it "
            f"(docs/how-to/back-up-and-restore.md), and restore it here into a new data folder. {USE_A_SERVER}"
        )


def create_cluster(place: Place, installation: Installation) -> Credentials:
    """Make a new, empty cluster; until it is whole and on the disk it has another name."""
    unfinished = place.home / "cluster.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    place.make_folder(unfinished)
    credentials = make_credentials(place.credentials)
    password = place.home / "password"
    write_private(password, credentials.superuser)
    place.user.own(password)
    try:
        _initdb(place, installation, "-D", str(unfinished), "-U", SUPERUSER, f"--pwfile={password}", *INITDB_OPTIONS)
    finally:
        password.unlink()
    _initdb(place, installation, "-D", str(unfinished), "--sync-only")
    unfinished.rename(place.cluster)
    sync_folder(place.home)
    return credentials


def credentials_of(place: Place, installation: Installation) -> Credentials:
    """Read the cluster's passwords; makes the cluster where there is none."""
    if not place.cluster.exists():
        return create_cluster(place, installation)
    check_version(place)
    return load_credentials(place.credentials)


def write_settings(place: Place) -> None:
    """Write PostgreSQL's settings anew, as this release wants them. Only while no server runs.

    `ALTER SYSTEM` is the operator's way to other values: PostgreSQL keeps those in a file of its own.
    """
    settings = {
        **SETTINGS,
        "unix_socket_directories": str(place.sockets),
        "unix_socket_permissions": "0700",
        "log_directory": str(place.logs),
    }
    lines = ["# Written by Folkmoot at each start. Use ALTER SYSTEM for values of your own."]
    lines += [f"{name} = '{_quoted(value)}'" for name, value in settings.items()]
    write_private(place.cluster / "postgresql.conf", "\n".join(lines) + "\n")
    write_private(place.cluster / "pg_hba.conf", "# Written by Folkmoot at each start.\nlocal all all scram-sha-256\n")


def remove_old_logs(place: Place) -> None:
    """Remove logs of a week ago: PostgreSQL would append to them."""
    place.make_folder(place.logs)
    for log in place.logs.glob("postgresql-*.log"):
        if log.lstat().st_mtime < time.time() - LOGS_KEPT_SECONDS:
            log.unlink()


def last_log_lines(place: Place, count: int = 8) -> str:
    """Return the end of what PostgreSQL said, for an error message."""
    logs = sorted((log for log in place.logs.glob("*.log") if log.is_file()), key=lambda log: log.stat().st_mtime)
    lines: list[str] = []
    for log in (*logs[-1:], place.start_log):
        if log.exists():
            lines += log.read_text("utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(lines) or "(PostgreSQL said nothing.)"


def lock_for_heirs(place: Place) -> FileLock:
    """Take the lock that tells that a server lives, to hand it to its processes."""
    lock = FileLock(place.server_lock)
    while not lock.try_alone():  # somebody only looks whether the server lives
        time.sleep(0.01)
    return lock


def _initdb(place: Place, installation: Installation, *arguments: str) -> None:
    lock = lock_for_heirs(place)
    try:
        # initdb keeps the lock too: it outlives us if we are killed, and must not meet its successor.
        result = run_as(place.user, [installation.program("initdb"), *arguments], pass_fds=[lock.descriptor])
    finally:
        lock.leave_to_heirs()
    if result.returncode:
        said = "\n".join(result.stdout.splitlines()[-8:])
        raise EmbeddedPostgresError(f"PostgreSQL couldn't make its database in {place.home}:\n{said}")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n")
