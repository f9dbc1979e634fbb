# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Texts that are like a query, even one half typed and with errors: by its words and by runs of four letters."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.likeness.grams import grams, plain
from folkmoot_premium.analysis.likeness.postings import Postings
from folkmoot_premium.analysis.likeness.sharing import shared_words
from folkmoot_premium.analysis.rows import Row

SIZES = (4,)
BUCKETS = 1 << 18
OF_WORDS = 0.35
"""What words weigh beside runs of letters; tests/bench/insights_quality.py compares."""


@dataclass(frozen=True)
class Hit:
    """A text that is like the query. score: 0 to 1. shared: its words that the query has too, or nearly."""

    id: str
    score: float
    shared: tuple[str, ...]


class Index:
    """The texts of one collection, to be searched again and again."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """rows: in order."""
        texts = [plain(row.text) for row in rows]
        self._rows, self._numbers = rows, dict[str, int]()
        self._words = Postings.of(_counted(texts, self._numbers)) if rows else None
        self._grams = Postings.of(grams(texts, SIZES, BUCKETS)) if rows else None

    def search(self, query: str, top: int = 5) -> list[Hit]:
        """The texts that are most like the query, the likest first; of two as like, the smaller id."""
        rows, scores = self.nearest(query, top)
        asked = plain(query)
        return [
            Hit(self._rows[row].id, score, shared_words(asked, self._rows[row]))
            for row, score in zip(rows.tolist(), scores.tolist(), strict=True)
        ]

    def nearest(self, query: str, top: int, of_words: float = OF_WORDS) -> tuple[Any, Any]:
        """Places and scores (0 to 1, four digits) of the texts that are most like the query."""
        import numpy as np

        asked = plain(query)
        if self._words is None or self._grams is None or asked == plain(""):
            return np.zeros(0, np.int64), np.zeros(0)
        runs = grams([asked], SIZES, BUCKETS)
        numbers = sorted({self._numbers[word] for word in asked.split() if word in self._numbers})
        score = (1.0 - of_words) * self._grams.likeness(runs.indices, runs.data)
        score += of_words * self._words.likeness(np.array(numbers, np.int64), np.ones(len(numbers), np.float32))
        score = np.round(np.minimum(score.astype(np.float64), 1.0), 4)
        best = np.argsort(-score, kind="stable")[:top]
        best = best[score[best] > 0]
        return best, score[best]


def _counted(texts: Sequence[str], numbers: dict[str, int]) -> Any:
    """How often each word is in each text (CSR); numbers: is filled with the column of each word."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    values: list[int] = []
    ends = [0]
    for text in texts:
        for word, times in Counter(text.split()).items():
            columns.append(numbers.setdefault(word, len(numbers)))
            values.append(times)
        ends.append(len(columns))
    found = (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int64))
    return csr_matrix(found, shape=(len(texts), max(1, len(numbers))))
