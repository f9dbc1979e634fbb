# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Locks on files, which the kernel drops by itself when their process dies (`flock`)."""

import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path
from weakref import WeakSet

from folkmoot.db.embedded.private_files import open_private


class FileLock:
    """One lock of one holder. Two objects on one file exclude each other even inside one process.

    `children_share`: a process forked off while the lock is shared shares it too, on its own account.
    """

    def __init__(self, path: Path, *, children_share: bool = False) -> None:
        self._path = path
        self._children_share = children_share
        self._descriptor: int | None = None
        self._heir: int | None = None
        self._shared = False
        _locks.add(self)

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    @property
    def descriptor(self) -> int:
        """The open file that carries the lock; a program that inherits it keeps the lock while it lives."""
        assert self._descriptor is not None, "the lock isn't held"
        return self._descriptor

    def share(self) -> None:
        """Hold the lock together with others; waits while somebody else has it alone."""
        if not (self.held and self._shared):
            self._take(fcntl.LOCK_SH)

    def try_share(self) -> bool:
        """Hold the lock together with others unless somebody has it alone."""
        return self._try(fcntl.LOCK_SH)

    def try_alone(self) -> bool:
        """Hold the lock alone, or let go of it where others have it too."""
        return self._try(fcntl.LOCK_EX)

    def alone(self, waiting: Callable[[], None]) -> None:
        """Hold the lock alone; calls `waiting` once when that takes patience."""
        if not self.try_alone():
            waiting()
            self._take(fcntl.LOCK_EX)

    def release(self) -> None:
        """Let go, also for programs that inherited the open file."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            self.leave_to_heirs()

    def leave_to_heirs(self) -> None:
        """Let go, but let programs that inherited the open file keep the lock."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def _try(self, kind: int) -> bool:
        try:
            self._take(kind | fcntl.LOCK_NB)
        except BlockingIOError:
            self.leave_to_heirs()
            return False
        return True

    def _take(self, kind: int) -> None:
        if self._descriptor is None:
            self._descriptor = open_private(self._path, os.O_RDWR)
        try:
            fcntl.flock(self._descriptor, kind)
        except BaseException:
            self.leave_to_heirs()
            raise
        self._shared = bool(kind & fcntl.LOCK_SH)

    def _before_fork(self) -> None:
        if self._children_share and self.held and self._shared:
            self._heir = open_private(self._path, os.O_RDWR)
            fcntl.flock(self._heir, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def _after_fork_in_parent(self) -> None:
        if self._heir is not None:
            os.close(self._heir)
            self._heir = None

    def _after_fork_in_child(self) -> None:
        self.leave_to_heirs()
        self._descriptor, self._heir = self._heir, None


# A forked child has its parent's open files: its unlocking would unlock the parent, and the parent's would leave the
# child without a server. So the child of a user gets a lock of its own, taken before the fork lest the parent lets go
# in between; and the child of a process that is just starting the server, or looking for it, has no part in that.
_locks: WeakSet[FileLock] = WeakSet()
_forking = threading.Lock()


def _before_fork() -> None:
    _forking.acquire()
    for lock in list(_locks):
        lock._before_fork()  # noqa: SLF001  (same module)


def _after_fork_in_parent() -> None:
    for lock in list(_locks):
        lock._after_fork_in_parent()  # noqa: SLF001  (same module)
    _forking.release()


def _after_fork_in_child() -> None:
    for lock in list(_locks):
        lock._after_fork_in_child()  # noqa: SLF001  (same module)
    _forking.release()


os.register_at_fork(before=_before_fork, after_in_parent=_after_fork_in_parent, after_in_child=_after_fork_in_child)
