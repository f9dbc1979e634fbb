# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Where measuring programs leave their figures for the table at the end of `make bench`; by themselves they leave none.
"""

import json
import os
from pathlib import Path

from goals import GOALS

FILE = "BENCH_FIGURES"
"""The variable that names the file, a line for each figure."""


def note(name: str, figure: float, limit: float | None = None) -> None:
    """Leave a figure. limit: as the program prints it. Raises ValueError where goals.py knows none, or another."""
    goal = GOALS.get(name)
    if goal is None:
        raise ValueError(f"{name} isn't in tests/bench/goals.py.")
    if limit is not None and limit != goal.limit:
        raise ValueError(f"{name}: the goal is {goal.limit:g} in goals.py, and {limit:g} where it is noted.")
    if os.environ.get(FILE):
        with Path(os.environ[FILE]).open("a", encoding="utf-8") as file:
            file.write(json.dumps([name, round(figure, 4)]) + "\n")
