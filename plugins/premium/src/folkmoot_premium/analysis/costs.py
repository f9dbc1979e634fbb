# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What each step is expected to cost, for a progress bar that goes with the clock; tests/bench/insights measures it."""

import sys
from collections.abc import Sequence
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.vectors.subwords import MOST_TEXTS, rounds

TELLING = 13
"""Letters of a text for each of its telling words."""

COMPILED, NOT_COMPILED = 2.5, 5.0
"""Seconds to load gensim, scikit-learn and what they stand on."""


def libraries() -> float:
    """Seconds to load the libraries: none where they are loaded, more where Python doesn't keep them compiled."""
    if "gensim" in sys.modules and "sklearn.cluster" in sys.modules:
        return 0.1
    found = find_spec("gensim")
    kept = found is not None and found.origin is not None and Path(cache_from_source(found.origin)).exists()
    return COMPILED if kept else NOT_COMPILED


def costs(rows: Sequence[Row], settings: Settings) -> dict[str, float]:
    """Seconds of one thread for each step, in order."""
    letters = sum(len(row.text) for row in rows)
    texts, words = len(rows), letters / TELLING
    learnt = words * min(1.0, MOST_TEXTS / max(1, texts))
    silent = 0 if settings.language else sum(row.language is None for row in rows)
    return {
        "libraries": libraries(),
        "languages": 0.8 + 2.0e-4 * silent,
        "words": 0.2 + 2.0e-7 * letters,
        "weights": 0.2 + 2.5e-6 * words,
        "latent": 0.3 + 1.0e-4 * texts,
        "subwords": 0.5 + 1.1e-5 * learnt * rounds(round(learnt)),
        "number": 0.0 if settings.themes else min(1.1, 0.0015 * texts),
        "themes": 0.1 + 1.0e-4 * texts,
        "phrases": 0.1 + 5.0e-6 * words,
        "representatives": 0.1 + 6.0e-5 * texts,
        "duplicates": 0.2 + 1.6e-6 * letters,
    }
