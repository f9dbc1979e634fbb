# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The table at the end of `make bench`: each goal, its figure, whether it is held, and what it was the time before."""

import datetime
import json
import os
import subprocess
from pathlib import Path
from typing import Any

from goals import GOALS, Goal
from tests.in_turn import say

KEPT = 50
"""Runs that are kept."""

HELD = {True: "held", False: "MISSED", None: ""}


def noted(file: Path) -> dict[str, float]:
    """What the measuring programs left."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return dict(map(json.loads, lines))


def show_and_keep(found: dict[str, float], root: Path, done: list[str]) -> None:
    """Print the table, and keep the figures with what they were measured on."""
    folder = root / ".cache" / "bench-figures"
    folder.mkdir(parents=True, exist_ok=True)
    before = _before(folder)
    say("Goals")
    print(*_lines(found, before), sep="\n")
    now = datetime.datetime.now(datetime.UTC)
    run = {
        "at": now.isoformat(timespec="seconds"), "commit": _commit(root), "load": os.getloadavg(), "done": done,
        "figures": found, "missed": [name for name in found if GOALS[name].held(found[name]) is False],
    }  # fmt: skip
    file = folder / f"{now:%Y-%m-%dT%H-%M-%SZ}.json"
    file.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    for old in sorted(folder.glob("*.json"))[:-KEPT]:
        old.unlink()
    print(f"Kept in {file.relative_to(root)}; load of the machine at the end: {os.getloadavg()[0]:.1f}.")


def _before(folder: Path) -> dict[str, float]:
    """Each figure as it was the last time that it was measured."""
    found: dict[str, float] = {}
    for file in sorted(folder.glob("*.json")):
        run: dict[str, Any] = json.loads(file.read_text("utf-8"))
        found |= run["figures"]
    return found


def _commit(root: Path) -> str:
    command = ["git", "describe", "--always", "--dirty"]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def _lines(found: dict[str, float], before: dict[str, float]) -> list[str]:
    heading = ("issue", "goal", "figure", "limit", "", "before", "change")
    rows = [_row(goal, found.get(goal.name), before.get(goal.name)) for goal in GOALS.values() if _wanted(goal, found)]
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    lines = [_joined(row, widths) for row in (heading, *rows)]
    held = [GOALS[name].held(figure) for name, figure in found.items()]
    missing = sum(goal.way != "" and not goal.optional and goal.name not in found for goal in GOALS.values())
    return [*lines, f"{held.count(True)} goals held, {held.count(False)} missed, {missing} not measured."]


def _wanted(goal: Goal, found: dict[str, float]) -> bool:
    return not goal.optional or goal.name in found


def _row(goal: Goal, figure: float | None, before: float | None) -> tuple[str, ...]:
    limit = f"{goal.way} {goal.limit:g}".strip() if goal.way else ""
    told, held = ("-", "not measured") if figure is None else (_told(figure, goal.unit), HELD[goal.held(figure)])
    was = "" if before is None else _told(before, goal.unit)
    change = f"{figure / before - 1:+.0%}" if figure is not None and before else ""
    return (f"{goal.issue}", goal.title, told, limit, held, was, change)


def _told(figure: float, unit: str) -> str:
    digits = 3 if abs(figure) < 1 else 2 if abs(figure) < 10 else 0 if abs(figure) >= 1000 else 1
    return f"{figure:.{digits}f} {unit}".rstrip()


def _joined(row: tuple[str, ...], widths: list[int]) -> str:
    issue, goal, figure, limit, held, before, change = row
    return "  ".join((
        issue.rjust(widths[0]), goal.ljust(widths[1]), figure.rjust(widths[2]), limit.ljust(widths[3]),
        held.ljust(widths[4]), before.rjust(widths[5]), change.rjust(widths[6]),
    )).rstrip()  # fmt: skip
