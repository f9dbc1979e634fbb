# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Putting texts together that lie near each other (k-means)."""

from typing import Any

MANY = 20_000
"""Of more texts, the middles are first sought in so many."""
TRIES = 4


def distinct(vectors: Any, most: int) -> int:
    """How many different vectors there are; not more than `most` is counted."""
    import numpy as np

    seen: set[bytes] = set()
    for row in np.round(vectors, 5) + 0.0:
        seen.add(row.tobytes())
        if len(seen) >= most:
            break
    return len(seen)


def cluster(vectors: Any, wanted: int, seed: int) -> Any:
    """The number of each vector's cluster. There may be fewer clusters than wanted, where vectors are equal."""
    import numpy as np

    number = distinct(vectors, wanted)
    if number <= 1:
        return np.zeros(len(vectors), np.int64)
    step = -(-len(vectors) // MANY)
    first = fit(vectors[::step], number, seed, tries=TRIES)
    if step == 1 or len(first.cluster_centers_) < number:
        return first.predict(vectors)
    return fit(vectors, number, seed, tries=1, start=first.cluster_centers_, rounds=20).labels_


def cluster_on(vectors: Any, before: Any, seed: int) -> Any | None:
    """The number of each vector's cluster, where clusters grow out of those before; None where they can't.

    before: of each vector its cluster of then, from 0 without a gap, -1 for one that was in none.
    """
    import numpy as np

    number = int(before.max(initial=-1)) + 1
    if number < 1 or distinct(vectors, number) < number:
        return None
    middles = np.array([vectors[before == one].mean(axis=0) for one in range(number)])
    return fit(vectors, number, seed, tries=1, start=middles).labels_


def fit(vectors: Any, number: int, seed: int, *, tries: int, start: Any = "k-means++", rounds: int = 300) -> Any:
    """scikit-learn's k-means."""
    from sklearn.cluster import KMeans

    found = min(number, distinct(vectors, number))
    return KMeans(found, init=start, n_init=tries, max_iter=rounds, random_state=seed).fit(vectors)
