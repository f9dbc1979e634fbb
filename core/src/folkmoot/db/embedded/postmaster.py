# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""PostgreSQL's processes: is one alive, is it ready, start it, stop it.

Their life is told by `server.lock`: the postmaster inherits it and so do all its children, so the lock is free exactly
when none of them lives. Process ids alone can't tell: a postmaster.pid outlives a killed server, and its number may by
then belong to a stranger; after a restart of a container it usually does.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from folkmoot.db.embedded.cluster import last_log_lines, lock_for_heirs
from folkmoot.db.embedded.errors import EmbeddedPostgresError
from folkmoot.db.embedded.installation import Installation
from folkmoot.db.embedded.lock import FileLock
from folkmoot.db.embedded.place import SOCKET_NAME, Place
from folkmoot.db.embedded.private_files import make_private
from folkmoot.db.embedded.unprivileged import run_as

Progress = Callable[[str], None]

# Seconds.
PAUSE = 0.01
PATIENCE_WITH_LEFTOVERS = 3.0
LONGEST_WAIT_FOR_LEFTOVERS = 60.0
PATIENCE_WITH_START = 60.0
PATIENCE_WITH_SHUTDOWN = 120.0
BETWEEN_MESSAGES = 5.0


@dataclass(frozen=True)
class Postmaster:
    """PostgreSQL's first process, as its own file postmaster.pid tells."""

    pid: int
    status: str

    @property
    def ready(self) -> bool:
        """Whether it takes connections."""
        return self.status == "ready"

    @property
    def doing(self) -> str:
        """What it does while it isn't ready, in words."""
        return "stopping" if self.status == "stopping" else "starting or recovering"


def lives(place: Place) -> bool:
    """Tell whether any process of the cluster's server is alive."""
    lock = FileLock(place.server_lock)
    free = lock.try_share()
    lock.release()
    return not free


def find_postmaster(place: Place) -> Postmaster | None:
    """Find the living postmaster of the cluster, whether ready or not."""
    try:
        lines = (place.cluster / "postmaster.pid").read_text("utf-8").splitlines()
        pid = int(lines[0])
    except (OSError, ValueError, IndexError):
        return None
    status = lines[7].strip() if len(lines) > 7 else "starting"
    return Postmaster(pid, status) if _works_in(pid, place.cluster) else None


def wait_until_settled(place: Place, say: Progress, patience: float = PATIENCE_WITH_LEFTOVERS) -> Postmaster | None:
    """Wait until the server is ready or gone, however long its recovery takes. None: no process of it is left.

    `patience`: seconds after which processes without a postmaster are ended.
    """
    began = told = orphaned = time.monotonic()
    while lives(place):
        postmaster = find_postmaster(place)
        if postmaster is not None and postmaster.ready:
            return postmaster
        now = time.monotonic()
        if postmaster is not None:
            orphaned = now
        elif now > orphaned + patience:
            _end_leftovers(place, now - orphaned - patience)
        if now > told + BETWEEN_MESSAGES:
            told = now
            doing = postmaster.doing if postmaster else "busy"
            say(f"The database is still {doing} ({now - began:.0f} s)…")
        time.sleep(PAUSE)
    return None


def launch(place: Place, installation: Installation, say: Progress) -> Postmaster:
    """Start the server and wait until it is ready. Only while none lives."""
    if _remove_stale_files(place):
        say("The database wasn't stopped properly: recovering…")
    lock = lock_for_heirs(place)
    log = make_private(place.start_log)
    try:
        # The shell leaves at once, so that the postmaster is the system's child and not ours to bury.
        command: list[str | Path] = [
            "/bin/sh",
            "-c",
            '"$@" &',
            "sh",
            installation.program("postgres"),
            "-D",
            place.cluster,
        ]
        run_as(place.user, command, output=log, pass_fds=[lock.descriptor])
    finally:
        os.close(log)
        lock.leave_to_heirs()
    postmaster = wait_until_settled(place, say, PATIENCE_WITH_START)
    if postmaster is None:
        raise EmbeddedPostgresError(f"PostgreSQL ended while it started. The end of its log:\n{last_log_lines(place)}")
    return postmaster


def stop(place: Place) -> None:
    """Stop the server, if it runs: sessions end, what is committed is on the disk."""
    began = orphaned = time.monotonic()
    told: int | None = None
    while lives(place):
        now = time.monotonic()
        postmaster = find_postmaster(place)
        if postmaster is None:
            if now > orphaned + PATIENCE_WITH_LEFTOVERS:
                _end_leftovers(place, now - orphaned - PATIENCE_WITH_LEFTOVERS)
        else:
            orphaned = now
            if postmaster.pid != told:
                told = postmaster.pid
                _signal(told, signal.SIGINT)
            elif now > began + PATIENCE_WITH_SHUTDOWN:
                _signal(told, signal.SIGQUIT)
        time.sleep(PAUSE)


def _remove_stale_files(place: Place) -> bool:
    """Remove what a killed server left. PostgreSQL would refuse to start if its process id has a new owner by now."""
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (place.sockets / name).unlink(missing_ok=True)
    pid_file = place.cluster / "postmaster.pid"
    stale = pid_file.exists()
    pid_file.unlink(missing_ok=True)
    return stale


def _works_in(pid: int, cluster: Path) -> bool:
    """Tell whether a process is of this cluster's server: those all work in the cluster's folder."""
    try:
        if not Path("/proc/self").exists():  # macOS: that it lives, and the lock is held, has to do as evidence
            os.kill(pid, 0)
            return True
        return Path(f"/proc/{pid}/cwd").samefile(cluster)
    except OSError:
        return False


def _end_leftovers(place: Place, overdue: float) -> None:
    """End processes whose postmaster was killed and which, being busy, didn't notice; nothing committed is lost."""
    if overdue > LONGEST_WAIT_FOR_LEFTOVERS:
        raise EmbeddedPostgresError(
            f"Processes of a database server that was killed still use {place.cluster}. Wait for them to end, end them "
            "by hand, or restart the machine (or the other container that runs them)."
        )
    kind = signal.SIGQUIT if overdue < PATIENCE_WITH_LEFTOVERS else signal.SIGKILL
    for process in Path("/proc").glob("[0-9]*"):
        if _works_in(int(process.name), place.cluster):
            _signal(int(process.name), kind)
    time.sleep(1)


def _signal(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
    except PermissionError as error:
        raise EmbeddedPostgresError(
            f"The database server (process {pid}) belongs to another user. Run Folkmoot as that user, or as root."
        ) from error
