# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The ledger: every token that was ever signed, one line each, each line bound to the one before by its hash.

Lines are only added. Who changes, drops or reorders one breaks the chain; who cuts off the end is found out by the
head, the last line's hash, if it was written down elsewhere.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from folkmoot_licensing import canonical, fingerprint
from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.refusals import Refused

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One signed token; `at` in seconds since 1970, `order` the order's SHA-256, `people` who asked and reviewed."""

    number: int
    at: int
    token: str
    fingerprint: str
    order: str
    people: str
    previous: str

    @property
    def hash(self) -> str:
        """SHA-256 of the line's canonical JSON, in hexadecimal."""
        return hashlib.sha256(canonical.write(asdict(self))).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """A ledger in a file; it is made with the first line."""

    path: Path

    def lines(self) -> tuple[Line, ...]:
        """All lines, the chain checked. Raises Problem that names the first line that doesn't hold."""
        return tuple(_read(self.path.read_bytes())) if self.path.exists() else ()

    def head(self) -> str:
        """The last line's hash: write it down elsewhere."""
        lines = self.lines()
        return lines[-1].hash if lines else START

    @contextmanager
    def adding(self) -> Iterator["Addition"]:
        """Lock the ledger while something is signed, so that two desks can't sign past each other."""
        made = not self.path.exists()
        with self.path.open("ab+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield Addition(file, tuple(_read(file.read())))
        if made:
            _keep_name(self.path.parent)


@dataclass
class Addition:
    """A locked ledger: its lines, and the way to add one."""

    file: BinaryIO
    lines: tuple[Line, ...]

    def add(self, token: str, *, at: int, order: str = "", people: str = "") -> Line:
        """Write a line and wait until the disk has it."""
        previous = self.lines[-1].hash if self.lines else START
        line = Line(len(self.lines) + 1, at, token, fingerprint(token), order, people, previous)
        self.file.write(canonical.write(asdict(line) | {"hash": line.hash}) + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())
        self.lines = (*self.lines, line)
        return line


def _read(data: bytes) -> Iterator[Line]:
    previous = START
    rows = data.split(b"\n")
    if rows.pop() != b"":
        raise Problem(f"Line {len(rows) + 1} of the ledger was not written to its end.")
    for number, row in enumerate(rows, 1):
        line = _line(row, number)
        if (line.number, line.previous, line.fingerprint) != (number, previous, fingerprint(line.token)):
            raise Problem(f"Line {number} of the ledger doesn't follow from the one before.")
        previous = line.hash
        yield line


def _line(row: bytes, number: int) -> Line:
    try:
        content = canonical.read(row)
        claimed = content.pop("hash")
        line = Line(**content)  # type: ignore[arg-type]  # a wrong type changes the hash, which is compared below
        actual = line.hash
    except (Refused, KeyError, TypeError):
        raise Problem(f"Line {number} of the ledger isn't a line of a ledger.") from None
    if claimed != actual:
        raise Problem(f"Line {number} of the ledger was changed.")
    return line


def _keep_name(folder: Path) -> None:
    """Make the new file's name last, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
