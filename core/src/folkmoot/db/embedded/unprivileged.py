# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Running PostgreSQL's programs as a user without rights: PostgreSQL refuses to run as root, and rightly so."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from folkmoot.db.embedded.errors import USE_A_SERVER, EmbeddedPostgresError

CANDIDATES = ("folkmoot", "postgres", "nobody")


@dataclass(frozen=True)
class ServerUser:
    """The system user PostgreSQL runs as. `switch`: we are root and must become that user first."""

    name: str
    uid: int
    gid: int
    switch: bool

    def own(self, path: Path) -> None:
        """Give this user a file or folder of ours."""
        if self.switch:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def own_tree(self, folder: Path) -> None:
        """Give this user a whole folder of ours, for instance one that was restored from a backup as root."""
        if self.switch and folder.is_dir() and folder.lstat().st_uid != self.uid:
            for path in (folder, *folder.rglob("*")):
                self.own(path)


def ourselves() -> ServerUser:
    """Name the user this process runs as."""
    return ServerUser(_name(os.geteuid()), os.geteuid(), os.getegid(), switch=False)


def choose_user(*candidates: Path) -> ServerUser:
    """Name the server's user: ourselves; for root the first owner of `candidates` who isn't root, else a known one."""
    if os.geteuid() != 0:
        return ourselves()
    for path in candidates:
        if path.exists() and (status := path.stat()).st_uid != 0:
            return ServerUser(_name(status.st_uid), status.st_uid, status.st_gid, switch=True)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(name, entry.pw_uid, entry.pw_gid, switch=True)
    raise EmbeddedPostgresError(
        "PostgreSQL doesn't run as root, and this system has none of the users folkmoot, postgres and nobody. "
        f"Run Folkmoot as an ordinary user, or add the user folkmoot. {USE_A_SERVER}"
    )


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def run_as(
    user: ServerUser, command: Sequence[str | Path], output: int = subprocess.PIPE, pass_fds: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Run a program as `user`, away from our terminal (Ctrl-C mustn't reach it), environment and folder.

    Raises OSError where the program can't be started, or that user not be become.
    """
    identity: dict[str, Any] = {"user": user.uid, "group": user.gid, "extra_groups": []} if user.switch else {}
    return subprocess.run(  # noqa: S603  (the programs are the wheel's, and /bin/sh with fixed scripts)
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": "/"},
        umask=0o077,
        start_new_session=True,
        pass_fds=pass_fds,
        check=False,
        **identity,
    )


def can_enter(user: ServerUser, folder: Path) -> bool:
    """Tell whether `user` gets through to `folder`, by trying: rights, access lists and mounts all count."""
    try:
        return run_as(user, ["/bin/sh", "-c", 'cd "$1"', "sh", folder]).returncode == 0
    except OSError as error:
        raise EmbeddedPostgresError(
            f"PostgreSQL doesn't run as root, and this process may not become the user {user.name} ({error}). "
            f"Run Folkmoot as an ordinary user. {USE_A_SERVER}"
        ) from error
