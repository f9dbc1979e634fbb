# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Latent semantic indexing: which words go together in this collection."""

from typing import Any

from folkmoot_premium.analysis.vectors.weights import Weighted, unit_rows

DIMENSIONS = 100
MORE, POWERS = 100, 2
"""How gensim's LsiModel draws: so many vectors more than it keeps, sharpened twice."""


def directions(weighted: Weighted, seed: int) -> Any:
    """Of each word its place along at most 100 directions of meaning (dense, float32).

    The decomposition of gensim's LsiModel, called by itself: the model (4.4) forgets its seed over a sparse matrix.
    """
    import numpy as np
    from gensim.models.lsimodel import stochastic_svd

    texts, words = weighted.weights.shape
    corpus = weighted.weights.T.tocsc().astype(np.float64)
    found, _strengths = stochastic_svd(
        corpus, min(DIMENSIONS, texts, words), words, extra_dims=MORE, power_iters=POWERS, random_seed=seed
    )
    return found.astype(np.float32)


def latent(weighted: Weighted, seed: int) -> Any:
    """Each text as a vector of at most 100 numbers and length 1 (dense, float32)."""
    return unit_rows(weighted.weights @ directions(weighted, seed))
