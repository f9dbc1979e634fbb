# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Texts that are like a query, even one half typed and with errors: by its words and by runs of four letters."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.likeness.postings import Postings
from folkmoot_premium.analysis.likeness.sharing import shared_words
from folkmoot_premium.analysis.likeness.terms import of_runs, of_words
from folkmoot_premium.analysis.rows import Row

OF_WORDS = 0.35
"""What words weigh beside runs of letters; tests/bench/insights_quality.py compares."""
SETTLE_AT, SETTLE_AT_MOST = 0.1, 2_000
"""After so many changes, as a share of all texts and at most, rarity is reckoned anew."""


@dataclass(frozen=True)
class Hit:
    """A text that is like the query. score: 0 to 1. shared: its words that the query has too, or nearly."""

    id: str
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _State:
    """What a search sees from beginning to end. rows: None where one was taken out. changes: since rarity was fresh."""

    rows: list[Row | None]
    words: Postings
    runs: Postings
    changes: int = 0


class Index:
    """The texts of one collection, to be searched again and again; texts may come and go meanwhile.

    Safe from several threads: a search never waits and sees the texts as they were when it began; changes wait for
    each other. A text that is taken out is gone at once, its words with it.
    """

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        """rows: in order of their ids. Of two with one id the last is kept."""
        self._changing = threading.Lock()
        self._places: dict[str, int] = {}
        self._state = self._made(list({row.id: row for row in rows}.values()))

    def __len__(self) -> int:
        """How many texts."""
        return len(self._places)

    def __contains__(self, sought: object) -> bool:
        """Whether there is a text with this id."""
        return sought in self._places

    def search(self, query: str, top: int = 5) -> list[Hit]:
        """The texts that are most like the query, the likest first; of two as like, the smaller id."""
        state, asked = self._state, plain(query)
        return [
            Hit(row.id, score, shared_words(asked, row)) for row, score in _best(state, asked, top, OF_WORDS)
        ]  # fmt: skip

    def nearest(self, query: str, top: int, of_words: float = OF_WORDS) -> list[tuple[str, float]]:
        """Ids and scores (0 to 1, four digits) of the texts that are most like the query."""
        return [(row.id, score) for row, score in _best(self._state, plain(query), top, of_words)]

    def add(self, rows: Iterable[Row]) -> None:
        """Make texts findable at once; one with an id that is there takes its place."""
        with self._changing:
            fresh = list({row.id: row for row in rows}.values())
            if fresh:
                self._changed(_with(_without(self._state, self._taken(row.id for row in fresh)), fresh))

    def remove(self, ids: Iterable[str]) -> None:
        """Take texts out; an id that isn't there is passed over."""
        with self._changing:
            places = self._taken(ids)
            if places:
                self._changed(_without(self._state, places))

    def settle(self) -> None:
        """Reckon anew how rare each word is, and let go of what was taken out. `add` and `remove` do so in time."""
        with self._changing:
            self._state = self._settled(self._state)

    def _taken(self, ids: Iterable[str]) -> list[int]:
        return [self._places.pop(one) for one in set(ids) if one in self._places]

    def _changed(self, state: _State) -> None:
        first = len(self._state.rows)
        self._places |= {row.id: first + number for number, row in enumerate(state.rows[first:]) if row is not None}
        late = state.changes > min(SETTLE_AT_MOST, SETTLE_AT * len(self._places))
        self._state = self._settled(state) if late else state

    def _settled(self, state: _State) -> _State:
        import numpy as np

        left = np.array([row is not None for row in state.rows], bool)
        numbers = np.where(left, np.cumsum(left) - 1, -1).astype(np.int32)
        rows: list[Row | None] = [row for row in state.rows if row is not None]
        self._places = {row.id: place for place, row in enumerate(rows) if row is not None}
        return _State(rows, state.words.settled(numbers, len(rows)), state.runs.settled(numbers, len(rows)))

    def _made(self, rows: Sequence[Row]) -> _State:
        self._places = {row.id: place for place, row in enumerate(rows)}
        texts = [plain(row.text) for row in rows]
        return _State(
            list(rows), Postings.of(of_words(texts), len(texts)), Postings.of(of_runs(texts), len(texts))
        )  # fmt: skip


def _with(state: _State, rows: Sequence[Row]) -> _State:
    texts, first = [plain(row.text) for row in rows], len(state.rows)
    words = state.words.with_more(of_words(texts).moved(first), len(texts))
    runs = state.runs.with_more(of_runs(texts).moved(first), len(texts))
    return _State([*state.rows, *rows], words, runs, state.changes + len(rows))


def _without(state: _State, places: list[int]) -> _State:
    rows = state.rows.copy()
    for place in places:
        rows[place] = None
    return _State(rows, state.words.without(places), state.runs.without(places), state.changes + len(places))


def _best(state: _State, asked: str, top: int, of_words_share: float) -> list[tuple[Row, float]]:
    """Rows and scores, the likest first."""
    import numpy as np

    if not state.rows or asked == plain("") or top < 1:
        return []
    score = _scores(state, asked, of_words_share)
    near = np.flatnonzero(score > 0)
    if len(near) > top:
        near = near[score[near] >= np.partition(score[near], -top)[-top]]
    found = [(row, float(score[place])) for place in near.tolist() if (row := state.rows[place]) is not None]
    return sorted(found, key=lambda one: (-one[1], one[0].id))[:top]


def _scores(state: _State, asked: str, of_words_share: float) -> Any:
    import numpy as np

    runs, words = of_runs([asked]), of_words([asked])
    score = (1.0 - of_words_share) * state.runs.likeness(runs.terms, runs.times)
    score += of_words_share * state.words.likeness(words.terms, np.ones(len(words.terms), np.int64))
    return np.round(np.minimum(score.astype(np.float64), 1.0), 4)
