# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which pairs of texts are worth comparing: those that share several of their rarest runs of letters."""

from typing import Any

SIGNATURE = 32
"""Runs of a text that are looked at: the rarest of those that another text has too."""
SHARED = 4
CROWD = 40
"""A run that more texts have in their signature leads only to the next ones: form letters would cost n² comparisons."""
NEXT = 4
FIRSTS = 10_000
"""Texts whose pairs are counted together: all at once they would fill a gigabyte."""
PLACE, COUNT = 20, 24
"""Bits of a place, and of how many texts have it: with the row, they fit one number, which sorts fast."""
MOST_COUNTED = (1 << COUNT) - 1


def signatures(ends: Any, places: Any, with_gram: Any) -> tuple[Any, Any]:
    """Rows and places of each text's rarest runs that others share, as two arrays.

    ends, places: where the runs of each text end, and which they are, as in a sparse matrix.
    """
    import numpy as np

    common = with_gram[places]
    kept = common > 1
    rows = np.repeat(np.arange(len(ends) - 1), np.diff(ends))[kept]
    keys = np.sort((((rows << COUNT) + np.minimum(common[kept], MOST_COUNTED)) << PLACE) + places[kept])
    rows = keys >> (COUNT + PLACE)
    first = np.searchsorted(rows, np.arange(len(ends)))
    chosen = np.arange(len(rows)) - first[rows] < SIGNATURE
    return rows[chosen], keys[chosen] & ((1 << PLACE) - 1)


def pairs(rows: Any, places: Any, lengths: Any) -> Any:
    """Pairs of texts (n by 2, the smaller first, in order) that share enough of their signatures.

    lengths: of the texts' signatures; a short one has to share less.
    """
    import numpy as np

    order = np.lexsort((rows, places))
    rows, places = rows[order].astype(np.int32), places[order]
    ends = np.flatnonzero(np.append(places[1:] != places[:-1], True)) + 1
    sizes = np.diff(np.append(0, ends))
    place_ends, place_sizes = (np.repeat(one, sizes).astype(np.int32) for one in (ends, sizes))
    found = [np.zeros((0, 2), np.int64)]
    for first in range(0, len(lengths), FIRSTS):
        of_these = np.flatnonzero((rows >= first) & (rows < first + FIRSTS))
        found.append(_pairs(of_these, rows, place_ends, place_sizes, lengths))
    return np.concatenate(found)


def _pairs(entries: Any, rows: Any, place_ends: Any, place_sizes: Any, lengths: Any) -> Any:
    """Those whose smaller text has one of these entries of the signatures, which are sorted by place."""
    import numpy as np

    found = [np.zeros(0, np.int64)]
    for step in range(1, CROWD):
        near = (place_sizes[entries] <= CROWD) | (step <= NEXT)
        entries = entries[(entries + step < place_ends[entries]) & near]
        if not len(entries):
            break
        found.append(rows[entries].astype(np.int64) * len(lengths) + rows[entries + step])
    keys, times = np.unique(np.concatenate(found), return_counts=True)  # a pair as one number: sorted many times faster
    shared = np.column_stack(np.divmod(keys, len(lengths)))
    least = np.minimum(SHARED, lengths[shared].min(axis=1) // 2 + 1)
    return shared[times >= least]
