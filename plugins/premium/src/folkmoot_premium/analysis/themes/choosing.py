# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How many themes: as many as come out the same from one half of the texts and from the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.themes.clustering import distinct, fit

CANDIDATES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 18, 22, 27, 33)
FEWEST_OF_MANY, MANY = 5, 200
"""Of hundreds of texts, fewer than five themes say little."""
TEXTS_A_THEME = 8
"""Of n texts not more than n / 8 themes are tried."""
MOST_TEXTS = 1_000
PAIRS = 3
ROUNDS = 25
NEAR = 0.9
"""Of the numbers that are nearly as stable as the best one, the largest is taken: it says more."""


@dataclass(frozen=True)
class Choice:
    """The number of themes, and of each number tried how stable it was (adjusted Rand index, 0 to 1)."""

    number: int
    stability: dict[int, float]


def choose(vectors: Any, seed: int, progress: Progress) -> Choice:
    """Choose the number of themes for vectors of which none is nought."""
    import numpy as np

    chosen = np.random.default_rng(seed).permutation(len(vectors))[:MOST_TEXTS]
    sample = vectors[np.sort(chosen)]
    most = distinct(sample, len(sample))
    fewest = FEWEST_OF_MANY if len(vectors) >= MANY else 2
    tried = [one for one in CANDIDATES if fewest <= one <= min(len(sample) // TEXTS_A_THEME, most // 2)]
    if len(tried) < 2:
        return Choice(min(most, 2) if len(sample) >= 2 * TEXTS_A_THEME else min(most, 1), {})
    halves = _halves(len(sample), seed)
    stability = {}
    for done, number in enumerate(tried):
        stability[number] = round(float(np.mean([_agreement(sample, pair, number, seed) for pair in halves])), 4)
        progress.reach((done + 1) / len(tried))
    return Choice(_largest_near_best(stability), stability)


def _largest_near_best(stability: dict[int, float]) -> int:
    best = max(stability.values())
    return max(number for number, value in stability.items() if value >= NEAR * best)


def _halves(texts: int, seed: int) -> Sequence[tuple[Any, Any]]:
    import numpy as np

    chance = np.random.default_rng(seed + 1)
    orders = [chance.permutation(texts) for _ in range(PAIRS)]
    return [(np.sort(order[: texts // 2]), np.sort(order[texts // 2 :])) for order in orders]


def _agreement(vectors: Any, halves: tuple[Any, Any], number: int, seed: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    one, other = (fit(vectors[half], number, seed, tries=1, rounds=ROUNDS).predict(vectors) for half in halves)
    return max(0.0, float(adjusted_rand_score(one, other)))
