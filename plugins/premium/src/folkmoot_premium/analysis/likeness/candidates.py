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
    rows, places = rows[order], places[order]
    ends = np.flatnonzero(np.append(places[1:] != places[:-1], True)) + 1
    sizes = np.diff(np.append(0, ends))
    place_ends, place_sizes = np.repeat(ends, sizes), np.repeat(sizes, sizes)
    found = []
    for step in range(1, CROWD):
        here = np.arange(len(rows) - step) if step < len(rows) else np.zeros(0, np.int64)
        here = here[(here + step < place_ends[here]) & ((place_sizes[here] <= CROWD) | (step <= NEXT))]
        if not len(here):
            break
        found.append(rows[here] * len(lengths) + rows[here + step])
    if not found:
        return np.zeros((0, 2), np.int64)
    keys, times = np.unique(np.concatenate(found), return_counts=True)  # a pair as one number: sorted many times faster
    shared = np.column_stack(np.divmod(keys, len(lengths)))
    least = np.minimum(SHARED, lengths[shared].min(axis=1) // 2 + 1)
    return shared[times >= least]
