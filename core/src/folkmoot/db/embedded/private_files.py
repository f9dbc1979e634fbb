# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files that only their owner may read, made so that root can't be led elsewhere by a link."""

import os
from pathlib import Path


def open_private(path: Path, flags: int) -> int:
    """Open or make a file, 0600. Made by root it belongs to its folder's owner, who may need it without root."""
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        if os.fstat(descriptor).st_uid != folder.st_uid:
            os.fchown(descriptor, folder.st_uid, folder.st_gid)
    return descriptor


def make_private(path: Path) -> int:
    """Make a new, empty file instead of what has this name, and open it for writing at its end."""
    path.unlink(missing_ok=True)
    return open_private(path, os.O_WRONLY | os.O_EXCL | os.O_APPEND)


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, safe on the disk."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with os.fdopen(make_private(unfinished), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring what was renamed in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
