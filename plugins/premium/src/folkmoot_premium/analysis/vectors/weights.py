# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words weighted by how rare they are (tf-idf), as one sparse matrix."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

SMALL = 20
"""Of so few texts every word counts; of more, only those of two texts. Common words stay: their rarity is small, and
without them a form letter that most people sent would say nothing."""
MOST_WORDS = 50_000
"""Words that are kept, the commonest first: what a hundred thousand texts share."""


@dataclass(frozen=True)
class Weighted:
    """words: the stem of each column. counts, weights: texts by words, sparse (CSR, float32); rows of weights have
    length 1, or 0 where a text has no word that counts. rarity: of each word, log2((texts + 1) / texts with it)."""

    words: list[str]
    counts: Any
    weights: Any
    rarity: Any


def weigh(stems: Sequence[Sequence[str]]) -> Weighted:
    """Weigh the stems of all texts."""
    from gensim.corpora import Dictionary
    from gensim.models import TfidfModel

    dictionary = _dictionary(Dictionary(stems), len(stems))
    counts = _counted(dictionary.token2id, stems)
    model = TfidfModel(dictionary=dictionary, wglobal=_rarity) if len(dictionary) else None
    rarity = _array([model.idfs[word] if model else 0.0 for word in range(len(dictionary))])
    return Weighted([dictionary[word] for word in range(len(dictionary))], counts, _times(counts, rarity), rarity)


def weights(numbers: Mapping[str, int], rarity: Any, stems: Sequence[Sequence[str]]) -> Any:
    """The weights of texts that come later, by the words and the rarity of those before. numbers: of the words."""
    return _times(_counted(numbers, stems), rarity)


def _times(counts: Any, rarity: Any) -> Any:
    found = counts.copy()
    found.data *= rarity[found.indices]
    return unit_rows(found)


def _rarity(texts_with: float, texts: float) -> float:
    """Never nought, so that texts which are all equal have weight too."""
    return log2((texts + 1) / texts_with)


def _dictionary(dictionary: Any, texts: int) -> Any:
    if texts > SMALL:
        dictionary.filter_extremes(no_below=2, no_above=1.0, keep_n=MOST_WORDS)
    dictionary.compactify()
    dictionary[0] if len(dictionary) else None  # makes the map from number to word
    return dictionary


def _counted(numbers: Mapping[str, int], stems: Sequence[Sequence[str]]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

    columns, values, ends = array("i"), array("f"), [0]
    for text in stems:
        counted = Counter(text)
        known = sorted((numbers[word], times) for word, times in counted.items() if word in numbers)
        columns.extend([word for word, _times in known])
        values.extend([times for _word, times in known])
        ends.append(len(columns))
    found = (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int64))
    return csr_matrix(found, shape=(len(stems), max(1, len(numbers))))


def _array(values: list[float]) -> Any:
    import numpy as np

    return np.array(values or [0.0], np.float32)


def unit_rows(matrix: Any) -> Any:
    """Each row of a sparse or dense matrix at length 1; a row of noughts stays one."""
    import numpy as np
    from scipy.sparse import csr_matrix, issparse

    if issparse(matrix):
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        scale = np.repeat(1.0 / np.where(lengths > 0, lengths, 1.0), np.diff(matrix.indptr))
        return csr_matrix(((matrix.data * scale).astype(np.float32), matrix.indices, matrix.indptr), matrix.shape)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
