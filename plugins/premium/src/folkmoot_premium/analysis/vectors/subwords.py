# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""FastText learnt on this very collection: words by their company and their parts, so that compounds are related."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.progress import Progress
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows

DIMENSIONS = 100
BUCKETS = 50_000
"""Places for parts of words: enough for a town's collection, and 20 MB."""
PARTS = (4, 5)
"""Fewest and most letters of a part. With parts of three the themes are as good, and it takes a third longer."""
COMPARED = 3
"""Words by chance that each word's company is held against; five are no better."""
ALL_WORDS = 1_200_000
"""How many words are read in all, over and over: few texts need many rounds."""
FEWEST_ROUNDS, MOST_ROUNDS = 3, 60
MANY_WORDS = 150_000
"""A collection of more words is read the fewest times: it repeats itself enough."""
MOST_TEXTS = 50_000
"""Of more texts, so many are learnt from, evenly spread."""
NOTHING = 1e-3
"""A rest so short is rounding."""
LEAST_WORDS = 200
"""Of fewer words nothing can be learnt."""


def rounds(words: int) -> int:
    """How often a collection of so many words is read."""
    if words > MANY_WORDS:
        return FEWEST_ROUNDS
    return min(MOST_ROUNDS, round(ALL_WORDS / max(1, words)))


def sample(stems: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The texts to learn from."""
    step = -(-len(stems) // MOST_TEXTS)
    return stems[::step] if step > 1 else stems


@dataclass
class _Readings:
    """The texts, read once a round; says how far the reading is, and ends early when nobody wants it any more."""

    texts: Sequence[Sequence[str]]
    rounds: int
    progress: Progress
    read: int = 0

    def __iter__(self) -> Iterator[Sequence[str]]:
        for text in self.texts:
            if self.read % 500 == 0:
                self.progress.tell(self.read / (len(self.texts) * self.rounds))
                if self.progress.stopping:
                    return
            self.read += 1
            yield text


def hash_of(word: str) -> int:
    """The same in every process, unlike Python's own."""
    return zlib.crc32(word.encode())


def learn(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Any:
    """Of each word what its company and its parts say of it (dense, float32); None where nothing can be learnt."""
    learnt = sample(stems)
    words = sum(map(len, learnt))
    if words < LEAST_WORDS or not weighted.words:
        return None
    return _vectors(weighted.words, learnt, rounds(words), seed, progress)


def subwords(weighted: Weighted, stems: Sequence[Sequence[str]], seed: int, progress: Progress) -> Any:
    """Each text as the weighted mean of its words' vectors, less what all texts share; None where nothing is learnt."""
    learnt = learn(weighted, stems, seed, progress)
    if learnt is None:
        return None
    vectors = unit_rows(weighted.weights @ learnt)
    return without_common(vectors, common(vectors))


def _vectors(
    words: Sequence[str], texts: Sequence[Sequence[str]], times: int, seed: int, progress: Progress
) -> Any:  # fmt: skip
    import numpy as np
    from gensim.models import FastText

    model = FastText(
        vector_size=DIMENSIONS, window=5, min_count=2, sg=1, negative=COMPARED, min_n=PARTS[0], max_n=PARTS[1],
        bucket=BUCKETS, workers=1, seed=seed, hashfxn=hash_of, epochs=times,
    )  # fmt: skip
    model.build_vocab(corpus_iterable=texts)
    if not model.wv.key_to_index:
        return np.zeros((len(words), DIMENSIONS), np.float32)
    readings = _Readings(texts, times, progress)
    model.train(corpus_iterable=readings, total_examples=len(texts), epochs=times)
    progress.reach(1.0)
    return np.stack([model.wv[word] for word in words])


def common(vectors: Any) -> Any:
    """The direction in which all vectors point (a column, float32): it says nothing about any."""
    import numpy as np

    _values, found = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return found[:, -1:].astype(np.float32)


def without_common(vectors: Any, direction: Any) -> Any:
    """The vectors less their part in one direction, each at length 1; nought where nothing is left."""
    import numpy as np

    rest = vectors - (vectors @ direction) @ direction.T
    rest[np.linalg.norm(rest, axis=1) < NOTHING] = 0.0
    return unit_rows(rest)
