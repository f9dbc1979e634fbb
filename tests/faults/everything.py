# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What `make drill` runs: every drill of the repository, file by file, then what each has found.

    .venv/bin/python -m tests.faults.everything [FILE ...]

Drills are the tests marked `drill`, here and wherever else they stand. A file that fails keeps no other from being
run. Ends with 1 when one failed. Ctrl-C ends all that was started.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.in_turn import Part, in_turn, say, summary

ROOT = Path(__file__).resolve().parents[2]
PYTEST = (sys.executable, "-m", "pytest", "-m", "drill", "-n", "0", "-p", "no:cacheprovider")
FIGURES = "DRILL_FIGURES"
"""The variable that names the file in which drills leave what they have found (conftest.py)."""


def main() -> int:
    """Run, print."""
    files = sys.argv[1:] or _files()
    parts = [Part(file, (*PYTEST, "-v", "--no-header", "--durations=0", "--durations-min=10", file)) for file in files]
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.txt"
        ended = in_turn(parts, ROOT, **{FIGURES: str(figures)})
        if figures.exists():
            say("What the drills have found")
            print(figures.read_text("utf-8"), end="")
    return summary(ended, "Drills")


def _files() -> list[str]:
    """Files that hold drills, the slowest last: those of tests/faults after all others, the editions at the end.

    They are found by the mark in their text: a file that can't be imported is a drill that fails, and stops no other.
    """
    command = ("git", "grep", "--untracked", "-l", "mark[.]drill", "--", ":(glob)**/test_*.py")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(listed.stdout.split(), key=lambda file: ("test_editions" in file, file.startswith("tests/"), file))


if __name__ == "__main__":
    sys.exit(main())
