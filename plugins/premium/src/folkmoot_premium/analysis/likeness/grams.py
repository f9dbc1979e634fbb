# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Runs of letters, counted: what typing errors and other endings leave alone."""

from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.texts.words import words

BUCKETS = 1 << 20
"""Places for different runs; two may share one, which changes little."""
MANY_BUCKETS = 1 << 32
SPREAD = 0x9E3779B97F4A7C15
"""Knuth's multiplier: spreads what is near over all places."""
LETTER = 0x100000001B3
LONGEST = 5_000
"""Letters of a text that are looked at."""
AT_ONCE = 1_000


def plain(text: str) -> str:
    """The words of a text with one space between and around them."""
    return f" {' '.join(words(text[: 2 * LONGEST]))[:LONGEST]} "


def grams(texts: Sequence[str], sizes: Sequence[int], buckets: int = BUCKETS) -> Any:
    """How often each run of so many letters is in each text: a sparse matrix (CSR, float32), texts by places.

    texts: as `plain` makes them.
    """
    from scipy.sparse import vstack

    parts = [_grams(texts[start : start + AT_ONCE], sizes, buckets) for start in range(0, len(texts), AT_ONCE)]
    return vstack(parts, format="csr") if len(parts) != 1 else parts[0]


def _grams(texts: Sequence[str], sizes: Sequence[int], buckets: int) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    found, times = _counted(texts, sizes, buckets)
    ends = np.searchsorted(found // buckets, np.arange(len(texts) + 1))
    parts = (times.astype(np.float32), (found % buckets).astype(np.int32), ends)
    return csr_matrix(parts, shape=(len(texts), buckets))


def runs(texts: Sequence[str], sizes: Sequence[int]) -> tuple[Any, Any, Any]:
    """Of each different run of so many letters of each text: the text's number, the run as a number, how often."""
    found, times = _counted(texts, sizes, MANY_BUCKETS)
    return found // MANY_BUCKETS, found % MANY_BUCKETS, times


def _counted(texts: Sequence[str], sizes: Sequence[int], buckets: int) -> tuple[Any, Any]:
    import numpy as np

    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    keys = np.concatenate([_places(letters, owners, size, buckets) for size in sizes])
    return np.unique(keys, return_counts=True)


def _places(letters: Any, owners: Any, size: int, buckets: int) -> Any:
    """For each run of so many letters within one text: number of the text times buckets, plus its place."""
    import numpy as np

    count = max(0, len(letters) - size + 1)
    value = np.full(count, size, np.uint64)
    for offset in range(size):
        value = value * np.uint64(LETTER) + letters[offset : offset + count]
    place = (value * np.uint64(SPREAD)) >> np.uint64(64 - (buckets.bit_length() - 1))
    within = owners[:count] == owners[size - 1 : size - 1 + count]
    return owners[:count][within] * buckets + place[within].astype(np.int64)


def rarities(with_gram: Any, texts: int) -> Any:
    """Of each place ln((texts + 1) / (texts with it + 1)) + 1, as scikit-learn smooths it."""
    import numpy as np

    return (np.log((texts + 1.0) / (with_gram + 1.0)) + 1.0).astype(np.float32)
