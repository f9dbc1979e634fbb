# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The texts that speak for a theme: those to which all others are nearest (facility location, greedily)."""

from dataclasses import dataclass
from typing import Any

HEARD = 5
MOST_CANDIDATES, MOST_COVERED = 1_000, 4_000
"""Of larger themes so many texts are looked at, evenly spread."""


@dataclass(frozen=True)
class Representative:
    """A text by its row, and how many texts of the theme it stands for, itself among them."""

    row: int
    stands_for: int


def representatives(weights: Any, members: Any, most: int = HEARD) -> list[Representative]:
    """At most five texts of a theme, the first chosen first. weights: all texts by words; members: rows, ascending.

    A text is stood for by the chosen one that is nearest; one that shares no word with any is stood for by none.
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
