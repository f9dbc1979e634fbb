# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The texts that speak for a theme: those to which all others are nearest (facility location, greedily).

Near by the runs of four letters of their telling words, so that compounds and other endings are near too: it covers
more of a theme than whole words do (tests/bench/insights_quality.py compares).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.likeness.grams import grams, rarities
from folkmoot_premium.analysis.vectors.weights import unit_rows

HEARD = 5
RUNS, BUCKETS = (4,), 1 << 18
MOST_CANDIDATES, MOST_COVERED = 1_000, 4_000
"""Of larger themes so many texts are looked at, evenly spread."""


@dataclass(frozen=True)
class Representative:
    """A text by its row, and how many texts of the theme it stands for, itself among them."""

    row: int
    stands_for: int


def runs_of(stems: Sequence[Sequence[str]]) -> Any:
    """All texts by the runs of letters of their telling words, weighted by rarity: sparse (CSR), rows of length 1."""
    import numpy as np

    found = grams([f" {' '.join(text)} " for text in stems], RUNS, BUCKETS)
    rarity = rarities(np.bincount(found.indices, minlength=BUCKETS), len(stems))
    found.data = (1.0 + np.log(found.data)) * rarity[found.indices]
    return unit_rows(found)


def representatives(weights: Any, members: Any, most: int = HEARD) -> list[Representative]:
    """At most five texts of a theme, the first chosen first. weights: of all texts, as `runs_of` gives them; members:
    rows, ascending.

    A text is stood for by the chosen one that is nearest; one that shares nothing with any is stood for by none.
    """
    import numpy as np

    candidates, covered = _spread(members, MOST_CANDIDATES), _spread(members, MOST_COVERED)
    likeness = (weights[covered] @ weights[candidates].T).toarray()
    chosen: list[int] = []
    best = np.zeros(len(covered), np.float32)
    for _ in range(min(most, len(candidates))):
        gains = np.round(np.maximum(likeness, best[:, None]).sum(axis=0, dtype=np.float64) - best.sum(), 4)
        pick = int(np.argmax(gains))
        if gains[pick] <= 0:
            break
        chosen.append(int(candidates[pick]))
        best = np.maximum(best, likeness[:, pick])
    return _counted(weights, members, chosen)


def _spread(members: Any, most: int) -> Any:
    return members[:: -(-len(members) // most)]


def _counted(weights: Any, members: Any, chosen: list[int]) -> list[Representative]:
    import numpy as np

    if not chosen:
        return []
    likeness = np.round((weights[members] @ weights[chosen].T).toarray(), 5)
    nearest = np.where(likeness.max(axis=1) > 0, likeness.argmax(axis=1), -1)
    nearest[np.searchsorted(members, chosen)] = np.arange(len(chosen))
    return [Representative(row, int((nearest == place).sum())) for place, row in enumerate(chosen)]
