# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What `make bench` runs: every measuring program in turn, then one table of all goals and what was measured.

    .venv/bin/python -m tests.bench.everything [--only NAME ...] [--long]

The table also says what each figure was the time before; every run is kept as JSON in .cache/bench-figures/. --only:
these programs alone (run.py, casting.py, …). --long: also what takes many minutes more (100,000 texts, add1 of large
elections). Ends with 1 when a program failed; a figure alone never fails it. Ctrl-C ends all that was started.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.in_turn import Ended, Part, in_turn, summary

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))  # as the measuring programs see their neighbours

import counted  # noqa: E402  # found by the line above
import figures  # noqa: E402
import table  # noqa: E402

LONG = {"run.py": (), "casting.py": (), "counting.py": ("--long",), "insights.py": ("--large",), "suggestions.py": ()}
"""All programs in their order, and what asks each for everything."""


def main() -> int:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=list(LONG), default=list(LONG), help="these programs alone")
    parser.add_argument("--long", action="store_true", help="also what takes many minutes more")
    chosen = parser.parse_args()
    parts = [_part(name, long=chosen.long) for name in LONG if name in chosen.only]
    with tempfile.TemporaryDirectory() as folder:
        noted = Path(folder) / "figures.jsonl"
        ended = in_turn(parts, ROOT, **{figures.FILE: str(noted)})
        found = {**table.noted(noted), **_of_counting(ended)}
    if found:
        table.show_and_keep(found, ROOT, [one.part.name for one in ended if one.code == 0])
    return summary(ended, "Measuring")


def _part(name: str, *, long: bool) -> Part:
    return Part(name, (sys.executable, "-W", "ignore", str(HERE / name), *(LONG[name] if long else ())))


def _of_counting(ended: list[Ended]) -> dict[str, float]:
    """counting.py leaves no notes: its figures are read from what it prints."""
    return {name: value for one in ended if one.part.name == "counting.py" for name, value in counted.figures(one.said)}


if __name__ == "__main__":
    sys.exit(main())
