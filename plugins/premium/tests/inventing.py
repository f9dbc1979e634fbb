# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Invented collections of contributions."""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

from folkmoot_premium.analysis import Row

Write = Callable[[Iterable[Any]], Path]
SUBJECTS = {
    "cycling": ("bike", "lane", "cycle", "path", "cyclist", "helmet", "pedal", "wheel", "rack", "crossing", "traffic"),
    "trees": ("tree", "park", "shade", "bench", "garden", "flower", "meadow", "leaf", "lawn", "hedge", "pond"),
    "school": ("school", "teacher", "pupil", "class", "library", "book", "lesson", "canteen", "playground", "exam"),
}


def invented(number: int, seed: int = 1) -> list[Row]:
    """Texts about three subjects, whose ids begin with the subject."""
    chance = Random(seed)
    rows = []
    for one in range(number):
        subject = sorted(SUBJECTS)[one % len(SUBJECTS)]
        words = chance.sample(SUBJECTS[subject], 6)
        rows.append(Row.of(f"{subject}-{one:04}", f"Please more {' '.join(words)} in our street"))
    return rows
