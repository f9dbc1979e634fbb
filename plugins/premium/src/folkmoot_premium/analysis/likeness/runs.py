# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The runs of letters of many texts, counted once where they fit in memory."""

from collections.abc import Sequence
from typing import Any

from folkmoot_premium.analysis.likeness.grams import AT_ONCE, BUCKETS, grams

SIZES = (3, 4, 5)
MOST_KEPT = 150_000_000
"""Runs that are kept, at six bytes each; of more they are counted whenever they are needed: memory is dearer then than
time. A hundred thousand texts of fifty words have a hundred million."""


class Runs:
    """How often each run of three to five letters is in each of these texts (as `plain` makes them)."""

    def __init__(self, texts: Sequence[str], most_kept: int = MOST_KEPT) -> None:
        """most_kept: runs; with fewer letters than that allows, blocks that were asked for in order are kept."""
        import numpy as np

        self._texts = texts
        room = len(SIZES) * sum(map(len, texts))
        self._room = room if room <= most_kept else 0
        self._known = 0  # texts whose runs are kept
        self._ends = np.zeros(len(texts) + 1, np.int32)
        self._places, self._times = np.empty(self._room, np.int32), np.empty(self._room, np.uint16)

    def block(self, start: int) -> tuple[Any, Any]:
        """Of the `AT_ONCE` texts from one on: where the runs of each end, and which they are."""
        if start < self._known:
            ends = self._ends[start : start + AT_ONCE + 1]
            return ends - ends[0], self._places[ends[0] : ends[-1]]
        found = grams(self._texts[start : start + AT_ONCE], SIZES)
        if self._room and start == self._known:
            self._keep(found)
        return found.indptr, found.indices

    def of(self, rows: Any) -> Any:
        """These texts by places, how often each run is in each: a sparse matrix (CSR, float32)."""
        from scipy.sparse import csr_matrix

        if self._known < len(self._texts):
            return grams([self._texts[row] for row in rows], SIZES)
        parts = (self._times[: self._ends[-1]], self._places[: self._ends[-1]], self._ends)
        return csr_matrix(parts, shape=(len(self._texts), BUCKETS), copy=False)[rows].astype("float32")

    def _keep(self, found: Any) -> None:
        first, known = int(self._ends[self._known]), self._known
        self._places[first : first + found.nnz] = found.indices
        self._times[first : first + found.nnz] = found.data
        self._known = known + found.shape[0]
        self._ends[known : self._known + 1] = found.indptr + first
