# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Texts that are like a query in their words or in what they mean, in whatever language."""

from collections.abc import Sequence

from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.likeness.sharing import shared_words
from folkmoot_premium.analysis.likeness.similar import Hit, Index
from folkmoot_premium.analysis.meaning.embedder import embedder
from folkmoot_premium.analysis.meaning.meanings import meanings
from folkmoot_premium.analysis.one_thread import one_thread
from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.words import words

OF_MEANING = 0.5
"""What meaning weighs beside words: as much. tests/bench/insights_meaning.py compares."""
DIGITS = 4


class MeaningIndex:
    """The texts of one collection, to be searched again and again. It is made in tens of milliseconds a text."""

    def __init__(self, rows: Sequence[Row], progress: Progress | None = None) -> None:
        """rows: in order of their ids, none twice. Raises NoEmbedder, and Stopped."""
        self._by, self._rows = embedder(), list(rows)
        heard = progress or Progress()
        heard.begin("meaning")
        told = [bool(words(row.text)) for row in rows]
        with one_thread():
            found = meanings([row.text for row in rows], told, self._by, heard.reach)
            self._centre = found.centre()
            self._vectors = found.around(self._centre)
        self._index = Index(rows)

    def search(self, query: str, top: int = 5) -> list[Hit]:
        """The texts that are most like the query, the likest first; of two as like, the smaller id.

        A hit without a shared word was found by its meaning alone.
        """
        asked = plain(query)
        rows = {row.id: row for row in self._rows}
        return [Hit(one, score, shared_words(asked, rows[one])) for one, score in self.nearest(query, top)]

    def nearest(self, query: str, top: int, of_meaning: float = OF_MEANING) -> list[tuple[str, float]]:
        """Ids and scores (0 to 1, four digits) of the texts that are most like the query."""
        if not self._rows or not words(query):
            return []
        said = dict(self._index.nearest(query, len(self._rows)))
        found = [
            (row.id, round((1.0 - of_meaning) * said.get(row.id, 0.0) + of_meaning * meant, DIGITS))
            for row, meant in zip(self._rows, self._meant(query), strict=True)
        ]
        return sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))[:top]

    def _meant(self, query: str) -> list[float]:
        """How near each text's meaning is to the query's: the cosine, 0 where it is negative."""
        import numpy as np

        with one_thread():
            asked = meanings([query], [True], self._by).around(self._centre)
            near = (self._vectors @ asked.T).ravel()
        found: list[float] = np.clip(np.round(near.astype(np.float64), DIGITS), 0.0, 1.0).tolist()
        return found
