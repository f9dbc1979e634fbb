# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What others do, to be measured beside the engine: topic models, TextRank, and embeddings where they are at hand.

All get the engine's own stems, so that only the method differs.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import place

from folkmoot_premium.analysis.meaning.embedder import embedder, installed
from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows

SEED = 1
Labels = Any


def lda(weighted: Weighted, stems: Sequence[Sequence[str]], themes: int) -> Labels:
    """gensim's LdaModel, ten passes: the strongest topic of each text."""
    from gensim.corpora import Dictionary
    from gensim.models import LdaModel

    dictionary = Dictionary(stems)
    dictionary.filter_extremes(no_below=2, no_above=1.0, keep_n=None)
    bags = [dictionary.doc2bow(text) for text in stems]
    model = LdaModel(bags, themes, dictionary, passes=10, random_state=SEED)
    return np.array([_strongest(model.get_document_topics(bag)) for bag in bags])


def gensim_nmf(weighted: Weighted, stems: Sequence[Sequence[str]], themes: int) -> Labels:
    """gensim's Nmf, eight passes."""
    from gensim.corpora import Dictionary
    from gensim.models import Nmf

    dictionary = Dictionary(stems)
    dictionary.filter_extremes(no_below=2, no_above=1.0, keep_n=None)
    bags = [dictionary.doc2bow(text) for text in stems]
    model = Nmf(bags, themes, id2word=dictionary, passes=8, random_state=SEED)
    return np.array([_strongest(model.get_document_topics(bag)) for bag in bags])


def sklearn_nmf(weighted: Weighted, stems: Sequence[Sequence[str]], themes: int) -> Labels:
    """scikit-learn's NMF over tf-idf, begun with nndsvda: what CONSUL's administrators run."""
    from sklearn.decomposition import NMF

    model = NMF(themes, init="nndsvda", random_state=SEED, max_iter=400, tol=1e-3)
    return model.fit_transform(weighted.weights).argmax(axis=1)


def tfidf_kmeans(weighted: Weighted, stems: Sequence[Sequence[str]], themes: int) -> Labels:
    """k-means over tf-idf itself."""
    from sklearn.cluster import KMeans

    return KMeans(themes, n_init=4, random_state=SEED).fit_predict(weighted.weights)


METHODS: dict[str, Callable[[Weighted, Sequence[Sequence[str]], int], Labels]] = {
    "gensim LDA": lda,
    "gensim NMF": gensim_nmf,
    "scikit-learn NMF": sklearn_nmf,
    "tf-idf k-means": tfidf_kmeans,
}


def _strongest(topics: Sequence[tuple[int, float]]) -> int:
    return max(topics, key=lambda one: one[1])[0] if topics else -1


def textrank(weights: Any, members: Any, most: int) -> list[int]:
    """The rows of a theme that PageRank over likeness puts first."""
    likeness = (weights[members] @ weights[members].T).toarray()
    np.fill_diagonal(likeness, 0.0)
    steps = likeness / np.maximum(likeness.sum(axis=0, keepdims=True), 1e-9)
    rank = np.full(len(members), 1 / len(members))
    for _ in range(50):
        rank = 0.15 / len(members) + 0.85 * (steps @ rank)
    return [int(members[row]) for row in np.argsort(-rank, kind="stable")[:most]]


def embeddings(name: str, texts: Sequence[str], most: int = 1_500) -> Any:
    """multilingual-e5-small, less the mean of all. None where the extra "semantic" isn't installed.

    Nor of more texts than `most`, unless their meanings are kept already: a text takes 20 to 100 ms.
    """
    if not _kept(name, texts).exists() and (len(texts) > most or not installed()):
        return None
    found = meant(name, texts).astype(np.float32)
    return unit_rows(found - found.mean(axis=0))


def meant(name: str, texts: Sequence[str]) -> Any:
    """The meanings of a set's texts as the engine reads them (int8); kept in .cache. Raises NoEmbedder."""
    kept = _kept(name, texts)
    if not kept.exists():
        by = embedder()
        found = np.array([by.of(text) for text in texts])
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, found)
    return np.load(kept)


def _kept(name: str, texts: Sequence[str]) -> Path:
    known = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
    return place.WORK / f"meant-{name}-{len(texts)}-{known}.npy"
