# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Where a passphrase comes from: a file, an open descriptor, or a person; never an argument, which others can see."""

import getpass
import os
from pathlib import Path

from folkmoot_licensing.issuing.problems import Problem

SHORTEST = 20
"""Six random words are more; fewer characters than this are refused for a new key."""


def read_passphrase(file: Path | None, descriptor: int | None, asking: str, *, new: bool = False) -> bytes:
    """The passphrase, without its line end. Raises Problem if there is none, or it's too short for a new key."""
    if file is not None:
        data = file.read_bytes()
    elif descriptor is not None:
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            data = stream.readline()
    else:
        data = _asked(asking, new=new)
    passphrase = data.rstrip(b"\r\n")
    if not passphrase or (new and len(passphrase) < SHORTEST):
        raise Problem(f"A passphrase has at least {SHORTEST} characters; take six random words.")
    return passphrase


def _asked(asking: str, *, new: bool) -> bytes:
    first = getpass.getpass(f"{asking}: ")
    if new and getpass.getpass("The same again: ") != first:
        raise Problem("The two passphrases differ.")
    return first.encode()
