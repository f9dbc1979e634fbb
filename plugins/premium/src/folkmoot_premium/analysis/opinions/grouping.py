# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Groups of people who reacted alike, found as Polis finds them: principal components of who reacted how, and k-means.

Nobody chose these groups, and they have no names; where they are used it is said that they were found.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.opinions.voices import Reaction

FEWEST_REACTIONS = 5
"""Of one person, to be put into a group."""
MOST_GROUPS = 5
MOST_VOICES, MOST_PEOPLE = 500, 20_000
"""Of more, those with the most reactions are looked at."""
ALIKE = 0.2
"""Groups that are less apart than this (silhouette, -1 to 1) are none."""


def found_groups(reactions: Sequence[Reaction], fewest: int, seed: int) -> dict[str, str]:
    """Of each person who reacted often enough a group, g1 the largest; empty where people don't fall into groups.

    fewest: people of a group.
    """
    people, voices, table = _matrix(reactions)
    if len(people) < 2 * fewest or len(voices) < 2:
        return {}
    with one_thread():
        labels = _parted(_flattened(table), fewest, seed)
    if labels is None:
        return {}
    sizes = Counter(labels)
    order = sorted(sizes, key=lambda label: (-sizes[label], labels.index(label)))
    return {person: f"g{order.index(label) + 1}" for person, label in zip(people, labels, strict=True)}


def _matrix(reactions: Sequence[Reaction]) -> tuple[list[str], list[str], Any]:
    """People by voices: 1, -1, 0, and not a number where they didn't react."""
    import numpy as np

    voices = _busiest(Counter(one.id for one in reactions), MOST_VOICES, 1)
    kept = [one for one in reactions if one.id in set(voices)]
    people = _busiest(Counter(one.person for one in kept), MOST_PEOPLE, FEWEST_REACTIONS)
    row, column = {one: n for n, one in enumerate(people)}, {one: n for n, one in enumerate(voices)}
    table = np.full((len(people), len(voices)), np.nan)
    for one in sorted(kept, key=lambda one: (one.id, one.person, one.value)):
        if one.person in row:
            table[row[one.person], column[one.id]] = one.value
    return people, voices, table


def _busiest(counted: Counter[str], most: int, fewest: int) -> list[str]:
    kept = [one for one in counted if counted[one] >= fewest]
    return sorted(sorted(kept, key=lambda one: (-counted[one], one))[:most])


def _flattened(table: Any) -> Any:
    """Each person in two dimensions; who reacted seldom is moved out as far as who reacted to everything (Polis)."""
    import numpy as np

    missing = np.isnan(table)
    means = np.where(missing, 0.0, table).sum(axis=0) / np.maximum(1, (~missing).sum(axis=0))
    filled = np.where(missing, means, table) - means
    _values, directions = np.linalg.eigh(filled.T @ filled)
    share = np.sqrt(table.shape[1] / np.maximum(1, (~missing).sum(axis=1)))
    return np.round((filled @ _signed(directions[:, -2:])) * share[:, None], 6)


def _signed(directions: Any) -> Any:
    """A direction has no sign of its own: its longest part points up."""
    import numpy as np

    longest = np.abs(directions).argmax(axis=0)
    return directions * np.sign(directions[longest, np.arange(directions.shape[1])])


def _parted(places: Any, fewest: int, seed: int) -> list[int] | None:
    """The number of groups that lie the furthest apart; None where no number gives groups of enough people."""
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    best: tuple[float, list[int] | None] = (ALIKE, None)
    distinct = len(np.unique(places, axis=0))
    for number in range(2, min(MOST_GROUPS, distinct) + 1):
        labels = KMeans(number, n_init=4, random_state=seed).fit(places).labels_
        if np.bincount(labels).min() < fewest or len(set(labels.tolist())) < 2:
            continue
        apart = round(
            float(silhouette_score(places, labels, sample_size=min(2_000, len(labels)), random_state=seed)), 6
        )
        if apart > best[0]:
            best = (apart, labels.tolist())
    return best[1]
