# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The zip itself: written so that the same content gives the same bytes, read as if a stranger had made it.

Nothing is ever unpacked to a disk. A zip in which two readers could see two contents is refused: names that come
twice, entries that overlap, bytes before the first entry or after the end.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

MOST_ZIPPED = 256 * 1024 * 1024
MOST_UNZIPPED = 1024 * 1024 * 1024
MOST_FILES = 1_000
_WHEN = (1980, 1, 1, 0, 0, 0)
_FLAGS = 0x800 | 0x8 | 0x6
"""Flags that change nothing here: names in UTF-8, sizes after the data, how hard the packer tried."""
_LOCAL = 30


class BadArchive(ValueError):
    """A zip that isn't taken; the text says why."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in their order; the time in it is always the same, for the manifest says the true ones."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a zip. Raises BadArchive."""
    if len(data) > MOST_ZIPPED:
        raise BadArchive(f"The file is larger than {MOST_ZIPPED // 1024 // 1024} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _whole(archive, data)
            _judge(entries)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
        OverflowError, IndexError,
    ) as error:  # fmt: skip
        if isinstance(error, BadArchive):
            raise
        raise BadArchive(f"This isn't a whole zip: {error}") from None


def _whole(archive: zipfile.ZipFile, data: bytes) -> None:
    """Refuse what lies around and between entries."""
    if archive.comment or not data.startswith(b"PK\x03\x04") or data[-22:-18] != b"PK\x05\x06":
        raise BadArchive("There is something before the first file of the zip or after its end.")
    end = 0
    for entry in sorted(archive.infolist(), key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise BadArchive("Files of the zip overlap.")
        end = entry.header_offset + _LOCAL + len(entry.orig_filename.encode()) + entry.compress_size
    if end > archive.start_dir:
        raise BadArchive("Files of the zip overlap its list.")


def _judge(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNZIPPED:
        raise BadArchive("The zip holds too much: more files or bytes than any bundle has.")
    if len({entry.filename for entry in entries}) != len(entries):
        raise BadArchive("A name comes twice in the zip.")
    for entry in entries:
        _judge_one(entry)


def _judge_one(entry: zipfile.ZipInfo) -> None:
    name, mode = entry.orig_filename, entry.external_attr >> 16
    if not name.isascii() or not name.isprintable() or "\\" in name or PurePosixPath(name).name != name or name == "..":
        raise BadArchive(f"The zip has a name that leads elsewhere: {name[:60]!r}.")
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise BadArchive(f"{name} isn't a plain file in the zip.")
    if entry.flag_bits & ~_FLAGS or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadArchive(f"{name} is encrypted, or packed in an unusual way.")
