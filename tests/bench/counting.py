# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Measures counting against pabutools, the best known program for it, on real elections: outcomes must be equal.

    .venv/bin/python tests/bench/counting.py [--long]

pabutools runs in its own process and its own virtual environment, made in .cache/ when it is missing. CPU seconds of
both are the best of six, in turn (of two, where one takes longer than 2 s; add1: of three of ours and one of theirs).
Ends with 1 when an outcome differs or pabutools can't be installed; a ratio alone never fails it. --long: also add1 of
large elections, which takes pabutools many minutes and 2 GB.
"""

import argparse
import gzip
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import place
from big_election import lines
from count_ours import ours

DATA = place.ROOT.parent / "shared" / "data" / "pb" / "instances"
VERSION = "1.2.3"
THEIRS = place.ROOT / ".cache" / f"pabutools-{VERSION}"
BOTH = ["equal-shares", "phragmen"]
CASES = {
    "Netherlands_Assen_2024.pb": [*BOTH, "add1"],
    "Poland_Swiecie_2023.pb": [*BOTH, "add1"],
    "Poland_Wieliczka_2023.pb": [*BOTH, "add1"],
    "Poland_Warszawa_2020_Wawer.pb.gz": BOTH,
    "France_Toulouse_2024.pb.gz": BOTH,
}
LONG = ("Poland_Warszawa_2020_Wawer.pb.gz", "France_Toulouse_2024.pb.gz")
MANY, FEW = 4_000, 500
GOALS = {"equal-shares": ((MANY, 100), (0, 20)), "phragmen": ((MANY, 40),), "add1": ((FEW, 15),)}
"""Per rule: from how many distinct ballots on, how many times as quick."""


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="also add1 of large elections")
    long = parser.parse_args().long
    _install()
    cases = {name: [*rules, "add1"] if long and name in LONG else rules for name, rules in CASES.items()}
    print("Counting: CPU seconds, Folkmoot / pabutools; 'with reading' adds parsing and grouping on both sides.")
    different = [name for name, rules in cases.items() if (DATA / name).exists() and not _compare(DATA / name, rules)]
    for name in cases:
        if not (DATA / name).exists():
            print(f"{name}: not in {DATA}, so not measured.")
    _large()
    if different:
        print(f"\nOutcomes differ: {', '.join(different)}")
    else:
        print("\nAll outcomes are equal, order included (pabutools gives the winners of Phragmén sorted).")
    return 1 if different else 0


def _install() -> None:
    """Make pabutools' own environment, or end with a sentence."""
    if (THEIRS / "complete").exists():
        return
    print(f"Installing pabutools {VERSION} into {THEIRS}…", file=sys.stderr)
    venv.create(THEIRS, with_pip=True, clear=True)
    pip = [str(THEIRS / "bin" / "python"), "-m", "pip", "install", "--quiet", f"pabutools=={VERSION}"]
    if subprocess.run(pip, check=False).returncode != 0:
        sys.exit(f"pabutools {VERSION} can't be installed, so there is nothing to compare counting with.")
    (THEIRS / "complete").touch()


def _compare(path: Path, rules: list[str]) -> bool:
    mine, other = _in_turn(path, rules)
    distinct = mine["distinct"]
    print(
        f"\n{path.name}: {distinct} distinct ballots; reading {mine['read']:.3f} (grouping {mine['group']:.3f} of it)"
        f" / {other['read']:.3f}"
    )
    same = True
    for rule in rules:
        (quick, winners), (slow, wanted) = mine["rules"][rule], other["rules"][rule]
        whole = (slow + other["read"]) / (quick + mine["read"])
        equal = sorted(winners) == sorted(wanted) if rule == "phragmen" else winners == wanted
        same = same and equal
        print(
            f"  {rule:13} {quick:8.4f} / {slow:9.4f}  {slow / quick:6.1f} times as quick, with reading {whole:6.1f};"
            f" {_verdict(rule, distinct, slow / quick)}{'' if equal else '; THE OUTCOMES DIFFER'}"
        )
    return same


def _in_turn(path: Path, rules: list[str]) -> tuple[Any, Any]:
    """Ours, theirs, ours, theirs: a machine that is slow for some seconds slows both. add1 of both only once."""
    quick = [rule for rule in rules if rule != "add1"]
    mine, other = ours(path, rules), _theirs(path, rules)
    return _best(mine, ours(path, quick)), _best(other, _theirs(path, quick))


def _best(first: Any, second: Any) -> Any:
    """Of two measurements the shorter times, with the winners of the first."""
    times = {key: min(first[key], second[key]) for key in ("read", "group") if key in first}
    again = second["rules"]
    rules = {rule: (min(taken, again[rule][0]) if rule in again else taken, winners)
             for rule, (taken, winners) in first["rules"].items()}  # fmt: skip
    return {**first, **times, "rules": rules}


def _verdict(rule: str, distinct: int, ratio: float) -> str:
    goal = next((times for least, times in GOALS[rule] if distinct >= least), None)
    if goal is None:
        return "no goal"
    return f"goal {goal}: {'held' if ratio >= goal else 'MISSED'}"


def _theirs(path: Path, rules: list[str]) -> Any:
    """pabutools doesn't read compressed files: unpacking isn't in its time."""
    if path.suffix == ".gz":
        plain = place.WORK / path.stem
        plain.parent.mkdir(parents=True, exist_ok=True)
        plain.write_bytes(gzip.decompress(path.read_bytes()))
        path = plain
    command = [str(THEIRS / "bin" / "python"), str(Path(__file__).with_name("count_theirs.py"))]
    asked = json.dumps([[str(path), rules]])
    return json.loads(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)


def _large() -> None:
    path = place.WORK / "large.pb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines(100_000, 200)) + "\n", encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("count_ours.py")), str(path)]
    tried = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)]
    one = min(tried, key=lambda answer: answer["seconds"])
    held = "held" if one["seconds"] < 2 and one["megabytes"] < 200 else "MISSED"
    print(
        f"\nEqual shares, 100000 voters by 200 options, reading included: {one['seconds']:.2f} s,"
        f" {one['megabytes']} MB; goal 2 s and 200 MB: {held}"
    )


if __name__ == "__main__":
    sys.exit(main())
