# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What each step is expected to cost, for a progress bar that goes with the clock; tests/bench/insights measures it."""

import sys
from collections.abc import Sequence
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from folkmoot_premium.analysis.likeness import lasting
from folkmoot_premium.analysis.meaning.meanings import cost
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.settings import Settings
from folkmoot_premium.analysis.vectors.subwords import MOST_TEXTS, rounds

TELLING = 13
"""Letters of a text for each of its telling words."""

COMPILED, NOT_COMPILED = 3.6, 7.3
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
    meant = {"meaning": 0.1 + sum(cost(row.text) for row in rows)} if settings.semantic else {}
    texts, words = len(rows), letters / TELLING
    learnt = words * min(1.0, MOST_TEXTS / max(1, texts))
    silent = 0 if settings.language else sum(row.language is None for row in rows)
    return {
        "libraries": libraries(),
        "languages": 0.7 + 2.6e-4 * silent,
        "words": 0.05 + 4.35e-7 * letters,
        "weights": 4.15e-6 * words,
        "latent": 0.1 + 1.78e-4 * texts,
        "subwords": 0.3 + 1.63e-5 * learnt * rounds(round(learnt)),
        **meant,
        "number": 0.0 if settings.themes else min(1.6, 0.002 * texts),
        "themes": min(1.6, 1.6e-4 * texts) + 3.2e-5 * texts,
        "phrases": min(0.5, 1.0e-3 * texts) + 6.15e-6 * words,
        "representatives": 8.3e-5 * texts,
        "duplicates": 0.1 + lasting.seconds(letters, texts),
    }
