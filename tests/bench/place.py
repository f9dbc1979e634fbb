# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where the measuring kit lies, and where what is made for measuring goes."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT.parent / "shared" / "bench"
FLOOR = KIT / "floor"
WORK = ROOT / ".cache" / "bench-data"
SECRET = "a secret for measuring only, forty characters"
HOST = "bench.test"
PAGE_SIZE = 20


def check_kit() -> None:
    """End with a sentence when the kit isn't there: without the floor there is nothing to compare with."""
    needed = ("content.py", "http_load.py", "floor/app.py")
    missing = [name for name in needed if not (KIT / name).is_file()]
    if missing:
        sys.exit(
            f"make bench compares with the floor application and needs {', '.join(missing)} in {KIT}. "
            "Put the measuring kit there (it isn't part of this repository)."
        )
