# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where the cluster and all that belongs to it lies."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from folkmoot.db.embedded.errors import USE_A_SERVER, EmbeddedPostgresError
from folkmoot.db.embedded.private_files import write_private
from folkmoot.db.embedded.unprivileged import ServerUser, can_enter, choose_user

SOCKET_NAME = ".s.PGSQL.5432"
# Bytes of a socket's path: 107 on Linux, 103 on macOS.
LONGEST_SOCKET_PATH = 103
# What needs no quoting in PostgreSQL's list of socket folders.
PLAIN_PATH = re.compile(r"[A-Za-z0-9_./-]+")


@dataclass(frozen=True)
class Place:
    """The folders and files of one embedded cluster.

    `home` belongs to who starts the server and holds the locks; `cluster`, `logs` and the sockets belong to the user
    the server runs as. `system_folder` is where root keeps what that user must reach.
    """

    data: Path
    home: Path
    user: ServerUser
    system_folder: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "cluster"

    @property
    def logs(self) -> Path:
        """PostgreSQL's own logs, one a weekday."""
        return self.home / "logs"

    @property
    def start_log(self) -> Path:
        """What PostgreSQL said before it opened its log."""
        return self.home / "start.log"

    @property
    def server_lock(self) -> Path:
        """Locked while any process of the server, or of initdb, lives."""
        return self.home / "server.lock"

    @property
    def credentials(self) -> Path:
        """The passwords of the database's roles."""
        return self.data / "postgresql" / "credentials.json"

    @property
    def sockets(self) -> Path:
        """The folder of the socket, as it was settled when the server was last started."""
        if self._sockets_location.exists():
            return Path(self._sockets_location.read_text("utf-8"))
        return self.home / "sockets"

    @property
    def socket(self) -> Path:
        """The socket on which PostgreSQL listens."""
        return self.sockets / SOCKET_NAME

    @property
    def _sockets_location(self) -> Path:
        return self.home / "sockets.location"

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only the server's user may enter, and keep it so."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if not self.user.switch:
            folder.chmod(0o700)
        self.user.own(folder)

    def settle_sockets(self) -> None:
        """Make the socket's folder, while no server runs.

        It lies beside the cluster; where that path is too long, below /tmp with a name that nobody can guess.
        """
        if fits(self.home / "sockets"):
            self._sockets_location.unlink(missing_ok=True)
            self.make_folder(self.home / "sockets")
        elif not _private(self.sockets, self.user):
            folder = Path(tempfile.mkdtemp(prefix="folkmoot-", dir=_short_temporary_folder()))
            self.user.own(folder)
            write_private(self._sockets_location, str(folder))


def fits(folder: Path) -> bool:
    """Tell whether a socket can lie in `folder`."""
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH and bool(PLAIN_PATH.fullmatch(str(folder)))


def _private(folder: Path, user: ServerUser) -> bool:
    """Tell whether the folder is still the one we made: others may write in /tmp too, and cleaners empty it."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return False
    return fits(folder) and status.st_mode == 0o040700 and status.st_uid == user.uid


def _short_temporary_folder() -> Path:
    for folder in (tempfile.gettempdir(), "/tmp"):  # noqa: S108  (what is made in it has an unguessable name)
        if fits(Path(folder) / "folkmoot-12345678"):
            return Path(folder)
    raise EmbeddedPostgresError(
        f"The path of the data folder doesn't suit a socket: it is too long, or holds unusual signs. {USE_A_SERVER}"
    )


def find_place(data: Path, system_folder: Path) -> Place:
    """Find where the data folder's cluster is, or settle where it will be. Makes the folders."""
    location = data / "postgresql.location"
    beside = data / "postgresql"
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    if data.stat().st_uid != 0:
        choose_user(data).own(beside)
    home = _recorded(location) if location.exists() else beside
    user = choose_user(home / "cluster", data)
    if home == beside and user.switch:
        home = _reachable(beside, location, system_folder, user)
    return Place(data, home, user, system_folder)


def _recorded(location: Path) -> Path:
    home = Path(location.read_text("utf-8").strip())
    if not home.is_dir():
        raise EmbeddedPostgresError(
            f"The database of this data folder lies in {home}, says {location}, but that folder is gone. "
            f"Bring it back from a backup; or, to start with an empty database, delete {location}."
        )
    return home


def _reachable(beside: Path, location: Path, system_folder: Path, user: ServerUser) -> Path:
    """Choose a home that the server's user can enter, without opening folders that aren't ours."""
    if beside.stat().st_uid == 0:
        beside.chmod(0o711)  # ours, and every file in it is closed by itself
    if can_enter(user, beside):
        return beside
    if not (beside / "cluster").exists():
        home = system_folder / "clusters" / hashlib.sha256(os.fsencode(beside)).hexdigest()[:24]
        _make_open(home)
        if can_enter(user, home):
            write_private(location, f"{home}\n")
            return home
    raise EmbeddedPostgresError(
        f"PostgreSQL runs as the user {user.name}, who can't enter {beside}: a folder above is closed. "
        f"Open it (chmod o+x), choose another FOLKMOOT_DATA, or run Folkmoot as an ordinary user. {USE_A_SERVER}"
    )


def _make_open(home: Path) -> None:
    """Make the folders above too, so that others may pass, whatever our umask; those that exist stay as they are."""
    for folder in reversed((home, *home.parents)):
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            folder.chmod(0o711 if folder == home else 0o755)
