# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""`folkmoot-licensing`: verify and inspect for everybody, and the vendor's commands."""

import argparse
import sys
from collections.abc import Sequence

from folkmoot_licensing import verifying


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done or yes, 1 is no, 2 is wrong usage."""
    parser = argparse.ArgumentParser(prog="folkmoot-licensing", description="Folkmoot's licence keys.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    verifying.add_commands(commands)
    if not _only_reads(sys.argv[1:] if arguments is None else arguments):
        # Who only reads licences never loads what signs them.
        from folkmoot_licensing.issuing import counter, desk

        desk.add_commands(commands)
        counter.add_commands(commands)
    options = parser.parse_args(arguments)
    status: int = options.run(options)
    return status


def _only_reads(arguments: Sequence[str]) -> bool:
    return bool(arguments) and arguments[0] in ("verify", "inspect")
