# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which texts to read first, before anything can be learnt: some that differ as much as the collection does."""

from collections.abc import Sequence

from folkmoot_premium.analysis.tagging.features import Features
from folkmoot_premium.analysis.themes.clustering import fit

FIRST = 40
"""Texts to begin with."""
MOST = 5_000
"""Of more texts, so many are looked at, evenly spread."""


def first_to_read(features: Features, waiting: Sequence[int]) -> tuple[str, ...]:
    """The text in the middle of each of forty groups, that of the largest group first; then all others by id."""
    import numpy as np

    telling = [row for row in waiting if np.any(features.vectors[row])]
    looked_at = telling[:: max(1, -(-len(telling) // MOST))]
    if not looked_at:
        return tuple(features.ids[row] for row in waiting)
    vectors = features.vectors[looked_at]
    groups = fit(vectors, FIRST, features.seed, tries=1)
    distances = np.round(groups.transform(vectors), 5)
    sizes = np.bincount(groups.labels_, minlength=distances.shape[1])
    order = sorted(range(len(sizes)), key=lambda group: (-sizes[group], group))
    middles = list(dict.fromkeys(looked_at[int(np.argmin(distances[:, group]))] for group in order))
    return tuple(features.ids[row] for row in [*middles, *(row for row in waiting if row not in set(middles))])
