# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From a file to lines of text, within limits: a few kilobytes of a compressed file may be gigabytes of it."""

import gzip
import zlib
from typing import BinaryIO

from folkmoot_essential.counting.problems import Problems

MOST_BYTES = 256 * 1024 * 1024
"""More than ten times the largest city's file; a larger one is refused before it fills the memory."""


class Unreadable(ValueError):
    """A file in which there is no election to count; the text says why."""


def content(name: str, file: BinaryIO) -> bytes:
    """The bytes of a file, decompressed when its name ends in .gz. Raises Unreadable."""
    try:
        data = gzip.GzipFile(fileobj=file).read(MOST_BYTES + 1) if name.endswith(".gz") else file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"{name} can't be decompressed: {error}") from None
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{name} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    return data


def lines(data: bytes, problems: Problems) -> list[str]:
    """The text's lines without their ends; bytes that are no UTF-8 are replaced, and the first is reported."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.add(line, "encoding", "There are bytes that are no UTF-8.", "replaced by the sign for that")
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
