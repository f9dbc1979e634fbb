# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What each step is expected to cost, for a progress bar that goes with the clock; tests/bench/insights measures it."""

from collections.abc import Sequence

from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.vectors.subwords import MOST_TEXTS, rounds

TELLING = 13
"""Letters of a text for each of its telling words."""


def costs(rows: Sequence[Row], settings: Settings) -> dict[str, float]:
    """Seconds of one thread for each step, in order."""
    letters = sum(len(row.text) for row in rows)
    texts, words = len(rows), letters / TELLING
    learnt = words * min(1.0, MOST_TEXTS / max(1, texts))
    silent = 0 if settings.language else sum(row.language is None for row in rows)
    return {
        "libraries": 4.0,
        "languages": 0.8 + 2.0e-4 * silent,
        "words": 0.2 + 2.0e-7 * letters,
        "weights": 0.5 + 3.0e-6 * words,
        "latent": 0.3 + 1.0e-4 * texts,
        "subwords": 0.5 + 1.6e-5 * learnt * rounds(round(learnt)),
        "number": 0.0 if settings.themes else min(1.5, 0.002 * texts),
        "themes": 0.1 + 5.0e-5 * texts,
        "phrases": 0.1 + 5.0e-6 * words,
        "representatives": 0.1 + 2.0e-5 * texts,
        "duplicates": 0.2 + 1.5e-6 * letters,
    }
