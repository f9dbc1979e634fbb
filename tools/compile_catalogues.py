# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Compiles every `locale/*/LC_MESSAGES/*.po` below the distributions' `src` folders to the `.mo` beside it.

    .venv/bin/python tools/compile_catalogues.py

A `.mo` that is newer than its source stays. A catalogue that can't be read ends the run with its name: half a
translation is worse than none.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parent.parent
DISTRIBUTIONS = ("core", "licensing", "sdk", "plugins/essential", "plugins/standard", "plugins/premium")


def catalogues() -> list[Path]:
    """All sources of message catalogues, in a stable order."""
    found = [path for name in DISTRIBUTIONS for path in ROOT.glob(f"{name}/src/**/locale/*/LC_MESSAGES/*.po")]
    return sorted(found)


def compile_catalogue(source: Path) -> bool:
    """Write the `.mo` of `source` unless it is up to date; says whether it was written."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
        return False
    with source.open("rb") as text:
        catalogue = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
    unfinished = target.with_suffix(".mo.new")
    with unfinished.open("wb") as binary:
        write_mo(binary, catalogue)
    unfinished.replace(target)  # a running server never reads half a file
    return True


def main() -> int:
    """Compile what changed; exit code 1 names the first catalogue that is broken."""
    for source in catalogues():
        try:
            if compile_catalogue(source):
                print(f"compiled {source.relative_to(ROOT)}", file=sys.stderr)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            print(f"{source.relative_to(ROOT)}: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
