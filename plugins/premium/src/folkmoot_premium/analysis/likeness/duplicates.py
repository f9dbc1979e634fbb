# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Texts that are nearly the same: likeness of their runs of three to five letters, weighted by rarity.

One threshold serves short and long texts of three languages (research: insights, section 5); a person confirms.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.likeness.candidates import pairs, signatures
from folkmoot_premium.analysis.likeness.grams import AT_ONCE, BUCKETS, plain, rarities
from folkmoot_premium.analysis.likeness.lasting import preparing
from folkmoot_premium.analysis.likeness.runs import MOST_KEPT, Runs
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.weights import unit_rows

THRESHOLD = 0.5
COMPARED_AT_ONCE = 2_000
"""Pairs: their runs take about 20 kB each."""

PLAIN, COUNTED, SIGNED = 0.2, 0.68, 0.84
"""What share of the preparing is over once texts are plain, runs are counted, and signatures are there."""


@dataclass(frozen=True)
class Group:
    """Texts by row that are nearly the same. score: how like the least like of them is to its nearest, 0 to 1."""

    rows: tuple[int, ...]
    score: float


def duplicates(texts: Sequence[str], progress: Progress, threshold: float = THRESHOLD) -> list[Group]:
    """Groups of texts that are nearly the same, the likest first. A text without any word is like no other."""
    alike: dict[str, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        alike[plain(text)].append(row)
        if row % AT_ONCE == 0:
            progress.reach(preparing(len(texts)) * PLAIN * row / len(texts))
    alike.pop(plain(""), None)
    different = list(alike)
    groups = [set(rows) for rows in alike.values()]
    links = [(one, other, score) for one, other, score in likenesses(different, progress) if score >= threshold]
    return _grouped([sorted(group) for group in groups], links)


def likenesses(
    texts: Sequence[str], progress: Progress, most_kept: int = MOST_KEPT
) -> Iterator[tuple[int, int, float]]:  # fmt: skip
    """Pairs of plain texts worth comparing with their likeness, 0 to 1, rounded to four digits.

    most_kept: runs of letters that are kept in memory; with less room it takes longer and finds the same.
    """
    import numpy as np

    runs = Runs(texts, most_kept)
    with_gram = _texts_with(runs, len(texts), progress)
    rows, places = _signatures(runs, with_gram, len(texts), progress)
    wanted = pairs(rows, places, np.bincount(rows, minlength=len(texts)))
    rarity = rarities(with_gram, len(texts))
    before = preparing(len(texts))
    progress.reach(before)
    for start in range(0, len(wanted), COMPARED_AT_ONCE):
        some = wanted[start : start + COMPARED_AT_ONCE]
        for (one, other), score in zip(some.tolist(), _likeness(runs, some, rarity), strict=True):
            yield one, other, score
        progress.reach(before + (1.0 - before) * min(1.0, (start + COMPARED_AT_ONCE) / len(wanted)))


def _texts_with(runs: Runs, texts: int, progress: Progress) -> Any:
    """In how many texts each run is."""
    import numpy as np

    found = np.zeros(BUCKETS, np.int64)
    for start in range(0, texts, AT_ONCE):
        found += np.bincount(runs.block(start)[1], minlength=BUCKETS)
        progress.reach(preparing(texts) * (PLAIN + (COUNTED - PLAIN) * start / texts))
    return found


def _signatures(runs: Runs, with_gram: Any, texts: int, progress: Progress) -> tuple[Any, Any]:
    import numpy as np

    rows, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for start in range(0, texts, AT_ONCE):
        some_rows, some_places = signatures(*runs.block(start), with_gram)
        rows.append(some_rows + start)
        places.append(some_places)
        progress.reach(preparing(texts) * (COUNTED + (SIGNED - COUNTED) * start / texts))
    return np.concatenate(rows), np.concatenate(places)


def _likeness(runs: Runs, wanted: Any, rarity: Any) -> list[float]:
    import numpy as np

    used, places = np.unique(wanted, return_inverse=True)
    places = places.reshape(wanted.shape)
    weights = runs.of(used)
    weights.data *= rarity[weights.indices]
    weights = unit_rows(weights)
    products = weights[places[:, 0]].multiply(weights[places[:, 1]]).sum(axis=1)
    return [round(min(1.0, float(one)), 4) for one in np.asarray(products).ravel()]


def _grouped(groups: list[list[int]], links: list[tuple[int, int, float]]) -> list[Group]:
    """Join what is linked, the likest first."""
    leader = list(range(len(groups)))
    score = [1.0] * len(groups)
    for one, other, likeness in sorted(links, key=lambda link: (-link[2], link[0], link[1])):
        first, second = sorted((_leader(leader, one), _leader(leader, other)))
        if first != second:
            leader[second] = first
            groups[first] = groups[first] + groups[second]
            score[first] = likeness
    found = [
        Group(tuple(sorted(groups[one])), score[one])
        for one in range(len(groups))
        if leader[one] == one and len(groups[one]) > 1
    ]
    return sorted(found, key=lambda group: (-group.score, group.rows))


def _leader(leader: list[int], one: int) -> int:
    while leader[one] != one:
        leader[one] = leader[leader[one]]
        one = leader[one]
    return one
