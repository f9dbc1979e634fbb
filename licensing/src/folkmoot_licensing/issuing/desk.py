# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The vendor's commands on keys and the ledger, and what all of the vendor's commands share."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from folkmoot_licensing import base64url
from folkmoot_licensing.issuing.ledger import Ledger
from folkmoot_licensing.issuing.passphrases import read_passphrase
from folkmoot_licensing.issuing.problems import Problem
from folkmoot_licensing.issuing.signing import Key, Program, Signer
from folkmoot_licensing.issuing.wrapping import public_of, unwrap, wrap
from folkmoot_licensing.keys import thumbprint
from folkmoot_licensing.refusals import Refused

DONE, NO, USAGE = 0, 1, 2
# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - see above


def guarded(run: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    """A command that says on standard error what it couldn't do, and exits 1; 2 for a file that isn't there."""

    def command(options: argparse.Namespace) -> int:
        try:
            run(options)
        except (Problem, Refused) as problem:
            sys.stderr.write(f"{problem}\n")
            return NO
        except OSError as problem:
            sys.stderr.write(f"{problem.filename}: {problem.strerror}\n")
            return USAGE
        return DONE

    return command


def add_commands(commands: Commands) -> None:
    """Add `keys` and `ledger` to the command line."""
    keys = commands.add_parser("keys", help="make, show and rewrap signing keys").add_subparsers(
        required=True, metavar="COMMAND")
    for name, run, text in (("new", _new, "make a key, wrapped by a passphrase"),
                            ("public", _public, "print a key's name and public half"),
                            ("rewrap", _rewrap, "wrap a key by another passphrase")):
        command = keys.add_parser(name, help=text)
        command.add_argument("file", type=Path, metavar="KEYFILE")
        command.set_defaults(run=guarded(run))
        if name != "public":
            add_passphrase(command)
        if name == "rewrap":
            command.add_argument("out", type=Path, metavar="NEWKEYFILE")
            add_passphrase(command, "new-")
    ledger = commands.add_parser("ledger", help="look after the ledger").add_subparsers(
        required=True, metavar="COMMAND")
    verify = ledger.add_parser("verify", help="check every line, and print how many there are and the last one's hash")
    verify.add_argument("file", type=Path, metavar="LEDGER")
    verify.add_argument("--expect-head", metavar="HEX", help="a head written down before: it must still be there")
    verify.set_defaults(run=guarded(_verify_ledger))


def add_passphrase(command: argparse.ArgumentParser, prefix: str = "") -> None:
    """The two ways, besides asking, in which a passphrase comes in."""
    command.add_argument(f"--{prefix}passphrase-file", type=Path, metavar="FILE")
    command.add_argument(f"--{prefix}passphrase-fd", type=int, metavar="N", help="an open file descriptor")


def signer_of(options: argparse.Namespace) -> Signer:
    """The signer that the options name: a wrapped key, or a program and the public key it signs under."""
    if options.signer is not None:
        return Program(public_key(options.public), (options.signer,))
    if options.key is None:
        raise Problem("Name the key that signs: --key KEYFILE, or --signer PROGRAM and --public X.")
    passphrase = read_passphrase(options.passphrase_file, options.passphrase_fd, f"Passphrase of {options.key.name}")
    return unwrap(options.key.read_text(), passphrase)


def public_key(text: str | None) -> bytes:
    """A public key as `keys public` prints it, or of a key file. Raises Problem."""
    try:
        if text and Path(text).is_file():
            return public_of(Path(text).read_text())
        return base64url.decode((text or "").encode())
    except Refused:
        raise Problem("A public key is named by its file or its base64url.") from None


def write_new(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file that isn't there yet; nothing signed or secret is ever overwritten."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def refuse_existing(path: Path) -> None:
    """Say that a file is there before anybody is asked for a passphrase or anything is signed."""
    if path.exists():
        raise Problem(f"{path.name} is there already.")


def _new(options: argparse.Namespace) -> None:
    refuse_existing(options.file)
    passphrase = read_passphrase(options.passphrase_file, options.passphrase_fd, "Passphrase of the new key", new=True)
    key = Key.make()
    write_new(options.file, wrap(key, passphrase), 0o600)
    _show(key.public)


def _public(options: argparse.Namespace) -> None:
    _show(public_of(options.file.read_text()))


def _rewrap(options: argparse.Namespace) -> None:
    refuse_existing(options.out)
    old = read_passphrase(options.passphrase_file, options.passphrase_fd, "Passphrase now")
    key = unwrap(options.file.read_text(), old)
    new = read_passphrase(options.new_passphrase_file, options.new_passphrase_fd, "New passphrase", new=True)
    write_new(options.out, wrap(key, new), 0o600)


def _show(public: bytes) -> None:
    sys.stdout.write(f"kid {thumbprint(public)}\nx   {base64url.encode(public).decode()}\n")


def _verify_ledger(options: argparse.Namespace) -> None:
    if not options.file.exists():
        raise FileNotFoundError(2, "No such file", str(options.file))
    lines = Ledger(options.file).lines()
    if options.expect_head and options.expect_head not in {line.hash for line in lines}:
        raise Problem("The head that was written down isn't in the ledger: its end was cut off, or it's another one.")
    sys.stdout.write(f"{len(lines)} lines, head {Ledger(options.file).head()}\n")
