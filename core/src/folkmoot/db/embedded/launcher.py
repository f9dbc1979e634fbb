# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The embedded PostgreSQL as its users see it: start or join, connect, let go."""

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL

from folkmoot.db.embedded.cluster import credentials_of, remove_old_logs, write_settings
from folkmoot.db.embedded.credentials import Credentials
from folkmoot.db.embedded.errors import USE_A_SERVER, EmbeddedPostgresError
from folkmoot.db.embedded.installation import find_installation, usable_installation
from folkmoot.db.embedded.lock import FileLock
from folkmoot.db.embedded.place import Place, find_place
from folkmoot.db.embedded.postmaster import (
    Postmaster,
    Progress,
    find_postmaster,
    launch,
    lives,
    stop,
    wait_until_settled,
)
from folkmoot.db.embedded.roles import APP_ROLE, DATABASE, OWNER_ROLE, prepare_database

# Where root keeps what the server's user can't reach elsewhere.
SYSTEM_FOLDER = Path("/var/lib/folkmoot")


@dataclass(frozen=True)
class Connections:
    """How to connect to the running server; the addresses hold passwords."""

    database_url: str = field(repr=False)
    """The application's role `folkmoot_app`: owns nothing, obeys row-level security."""
    owner_database_url: str = field(repr=False)
    """The role `folkmoot_owner`: owns the database `folkmoot`, may create others, passes row-level security."""
    server_pid: int


class EmbeddedPostgres:
    """A real PostgreSQL run from the wheel's binaries for trying out and for one small town.

    Any number of processes may use one data folder at a time: the first starts the server, the last that lets go stops
    it. A process that is killed lets go by that. Threads may share an object; a forked child is a user of its own.
    """

    def __init__(self, data: Path, system_folder: Path = SYSTEM_FOLDER) -> None:
        """`data`: the folder FOLKMOOT_DATA. `system_folder`: used only by root, where `data` is closed to others."""
        self._data = data.expanduser().resolve()
        self._system_folder = system_folder
        self._place: Place | None = None
        self._users: FileLock | None = None

    def start(self, progress: Callable[[str], None] | None = None) -> Connections:
        """Start the server, or join the one that runs; may be called again. Waits as long as a recovery takes.

        Raises EmbeddedPostgresError.
        """
        say = progress or _say_nothing
        with _told_clearly(self._data):
            return self._start(find_place(self._data, self._system_folder), say)

    def _start(self, place: Place, say: Progress) -> Connections:
        with _guard(place, say):
            # Only under the guard, for two threads may start at once.
            users = self._users or FileLock(place.home / "users.lock", children_share=True)
            try:
                connections = None
                while connections is None:
                    connections = _join_or_launch(place, users, say)
            except BaseException:
                _leave(place, users)
                raise
            atexit.unregister(self.release)
            atexit.register(self.release)
            self._place, self._users = place, users
        return connections

    def release(self) -> None:
        """Let go of the server; the last user's letting go stops it. Does nothing where it wasn't started."""
        atexit.unregister(self.release)
        if self._place is None or self._users is None:
            return
        if not self._place.home.is_dir():
            # Deleted under our feet: PostgreSQL notices within a minute, and ends by itself.
            self._users.release()
            return
        with _guard(self._place, _say_nothing):
            users, self._users = self._users, None
            if users.held:
                _leave(self._place, users)

    def destroy(self) -> None:
        """Delete the database for good. Raises EmbeddedPostgresError while another process uses it."""
        self.release()
        if not self._data.is_dir():
            return
        place = find_place(self._data, self._system_folder)
        with _guard(place, _say_nothing):
            users = FileLock(place.home / "users.lock")
            if not users.try_alone():
                raise EmbeddedPostgresError("Other processes use the embedded database. Stop them first.")
            stop(place)
            for folder in {place.sockets, place.home, place.credentials.parent}:
                shutil.rmtree(folder, ignore_errors=True)
            (self._data / "postgresql.location").unlink(missing_ok=True)
            users.release()
            if place.cluster.exists():
                raise EmbeddedPostgresError(f"{place.cluster} couldn't be deleted. Delete it by hand.")

    def describe(self) -> dict[str, str]:
        """Say what is there, for `folkmoot doctor`: version, location, running, pid. Starts nothing."""
        version = find_installation().version
        if not (self._data / "postgresql").is_dir():
            return {"version": version, "location": "", "running": "no", "pid": ""}
        place = find_place(self._data, self._system_folder)
        postmaster = find_postmaster(place) if lives(place) else None
        return {
            "version": version,
            "location": str(place.cluster),
            "user": place.user.name,
            "sockets": str(place.sockets),
            "logs": str(place.logs),
            "running": postmaster.status if postmaster else "no",
            "pid": str(postmaster.pid) if postmaster else "",
        }


def _join_or_launch(place: Place, users: FileLock, say: Progress) -> Connections | None:
    """Join the server, or start it. None: it went away meanwhile (it was killed just now)."""
    postmaster = wait_until_settled(place, say)
    if postmaster is not None and not place.socket.exists():
        # Somebody emptied the socket's folder: nobody new can come in, so start anew if nobody is inside.
        if not users.try_alone():
            raise EmbeddedPostgresError(
                f"The embedded database runs, but its socket {place.socket} is gone. "
                "Stop all processes of Folkmoot and try again."
            )
        stop(place)
        postmaster = None
    users.share()
    if postmaster is None:
        postmaster, credentials = _launch(place, say)
    else:
        credentials = credentials_of(place, find_installation())
    if not prepare_database(place, credentials):
        return None
    return _connections(place, credentials, postmaster)


def _launch(place: Place, say: Progress) -> tuple[Postmaster, Credentials]:
    installation = usable_installation(place.user, place.system_folder)
    if not place.cluster.exists():
        say("Creating the embedded database…")
    credentials = credentials_of(place, installation)
    place.user.own_tree(place.cluster)
    place.settle_sockets()
    remove_old_logs(place)
    write_settings(place)
    return launch(place, installation, say), credentials


def _connections(place: Place, credentials: Credentials, postmaster: Postmaster) -> Connections:
    return Connections(
        database_url=_url(place, APP_ROLE, credentials.app),
        owner_database_url=_url(place, OWNER_ROLE, credentials.owner),
        server_pid=postmaster.pid,
    )


def _url(place: Place, role: str, password: str) -> str:
    url = URL.create("postgresql+psycopg", role, password, database=DATABASE, query={"host": str(place.sockets)})
    return url.render_as_string(hide_password=False)


def _leave(place: Place, users: FileLock) -> None:
    """Let go, and stop the server if nobody else uses it. Only under the guard."""
    if users.try_alone():
        try:
            stop(place)
        finally:
            users.release()


@contextmanager
def _told_clearly(data: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The embedded database in {data} can't be used: {error}. If the disk isn't full, the folder probably "
            f"belongs to another user: run Folkmoot as that user, or choose another FOLKMOOT_DATA. {USE_A_SERVER}"
        ) from error


@contextmanager
def _guard(place: Place, say: Progress) -> Iterator[None]:
    """Let only one process at a time start or stop the server."""
    lock = FileLock(place.home / "starting.lock")
    lock.alone(waiting=lambda: say("Another process is starting or stopping the embedded database; waiting…"))
    try:
        yield
    finally:
        lock.release()


def _say_nothing(message: str) -> None:
    """Progress nobody wants to see."""
