# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where keys of elections lie: a folder outside the database and outside every backup, one small file a key.

Files are `<tenant>/<key id>.key`, readable by the owner alone. Several processes may use one folder at once: a key
appears whole or not at all, and a file that is being destroyed is never read as another key, for it carries its own
checksum.
"""

import contextlib
import errno
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from folkmoot_essential.ledger.keys import ElectionKeys

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_LINE = re.compile(rb"folkmoot-key/1 ([0-9a-f]{64}) ([0-9a-f]{16})\n")
_LENGTH = len(b"folkmoot-key/1 ") + 64 + 1 + 16 + 1
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK


class KeyProblem(Exception):
    """Keys can't be used; the text tells the operator why and what to do."""


class KeyMissing(KeyProblem):
    """There is no such key."""


class KeyUnsafe(KeyProblem):
    """Others could read or replace the key."""


class KeyExists(KeyProblem):
    """A key of this name is there already."""


class KeyFolder:
    """The folder at `path`; it and the folders of tenants are made when the first key is."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self, tenant: UUID, key: str) -> ElectionKeys:
        """New keys, safe on the disk before this returns. Raises KeyExists, KeyUnsafe, KeyProblem."""
        keys = ElectionKeys.new()
        name = _name(key)
        with self._folder(tenant, make=True) as folder, _told(self.path):
            self._write(folder, name, _line(keys.secret))
        return keys

    def read(self, tenant: UUID, key: str) -> ElectionKeys:
        """The keys of this name. Raises KeyMissing, KeyUnsafe, KeyProblem."""
        name = _name(key)
        with self._folder(tenant) as folder, _told(self.path / str(tenant) / name):
            descriptor = os.open(name, _READ, dir_fd=folder)
            try:
                _refuse_loose(descriptor, self.path / str(tenant) / name, stat.S_ISREG)
                line = os.read(descriptor, _LENGTH + 1)
            finally:
                os.close(descriptor)
        match = _LINE.fullmatch(line)
        if match is None or _checksum(match[1]) != match[2]:
            raise KeyMissing(f"{self.path / str(tenant) / name} isn't a whole key: it was destroyed or damaged.")
        return ElectionKeys(bytes.fromhex(match[1].decode()))

    def destroy(self, tenant: UUID, key: str) -> None:
        """Make the keys unreadable for ever, and what creating them may have left over; nothing if they are gone.

        Raises KeyMissing when the tenant's whole folder isn't there: then nothing was destroyed, and the keys may lie
        where the folder is when it is mounted. Raises KeyUnsafe, KeyProblem.
        Overwriting reaches the file's blocks on ordinary file systems; on copying ones and on flash it is the removal
        that counts, which is why the folder belongs on an encrypted disk.
        """
        name = _name(key)
        with self._folder(tenant) as folder, _told(self.path):
            for one in os.listdir(folder):  # noqa: PTH208  # a Path can't be a folder that is open already
                if one == name or (one.startswith(f".{name}.") and one.endswith(".new")):
                    _erase(folder, one)
            os.fsync(folder)

    def _write(self, folder: int, name: str, line: bytes) -> None:
        draft = f".{name}.{secrets.token_hex(8)}.new"
        descriptor = os.open(
            draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=folder
        )
        try:
            _write_through(descriptor, line)
            os.link(draft, name, src_dir_fd=folder, dst_dir_fd=folder)
        except FileExistsError:
            _erase(folder, draft)
            raise KeyExists(f"There is a key {name} in {self.path} already.") from None
        finally:
            os.close(descriptor)
        os.unlink(draft, dir_fd=folder)
        os.fsync(folder)

    @contextlib.contextmanager
    def _folder(self, tenant: UUID, make: bool = False) -> Iterator[int]:
        """A tenant's folder, opened; files in it are reached through it alone, whatever its path becomes."""
        with _told(self.path / str(tenant)):
            if make:
                self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            above = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            with _told(self.path / str(tenant)):
                folder = self._enter(above, str(tenant), make)
        finally:
            os.close(above)
        try:
            yield folder
        finally:
            os.close(folder)

    def _enter(self, above: int, name: str, make: bool) -> int:
        _refuse_loose(above, self.path, stat.S_ISDIR)
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(name, 0o700, dir_fd=above)
                os.fsync(above)
        folder = os.open(name, _READ | os.O_DIRECTORY, dir_fd=above)
        try:
            _refuse_loose(folder, self.path / name, stat.S_ISDIR)
        except KeyUnsafe:
            os.close(folder)
            raise
        return folder


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says, as a sentence."""
    try:
        yield
    except FileNotFoundError:
        raise KeyMissing(f"There is no key at {path}. Is the folder of election keys mounted?") from None
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENOTDIR}:  # what a symbolic link gives
            raise KeyUnsafe(
                f"{path} leads elsewhere by a symbolic link; keys of elections are kept in plain files."
            ) from None
        raise KeyProblem(f"The key at {path} can't be used: {error.strerror}.") from None


def _refuse_loose(descriptor: int, path: Path, wanted: object) -> None:
    found = os.fstat(descriptor)
    if not callable(wanted) or not wanted(found.st_mode):
        raise KeyUnsafe(f"{path} isn't what it should be: a plain folder, or a plain file in it.")
    if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid != os.geteuid():
        raise KeyUnsafe(
            f"{path} can be read by others than the account of Folkmoot; take their rights away (chmod go=)."
        )


def _erase(folder: int, name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        descriptor = os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, dir_fd=folder)
        try:
            _write_through(descriptor, b"\x00" * max(_LENGTH, os.fstat(descriptor).st_size))
        finally:
            os.close(descriptor)
        os.unlink(name, dir_fd=folder)


def _write_through(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)


def _name(key: str) -> str:
    if not _ID.fullmatch(key):
        raise ValueError("The id of a key is 1 to 64 of a-z, 0-9 and -.")
    return f"{key}.key"


def _line(secret: bytes) -> bytes:
    written = secret.hex().encode()
    return b"folkmoot-key/1 " + written + b" " + _checksum(written) + b"\n"


def _checksum(written: bytes) -> bytes:
    return hashlib.sha256(b"folkmoot-key/1 checksum\n" + written).hexdigest()[:16].encode()
