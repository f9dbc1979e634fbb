# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The words of a theme: frequent in it, rare outside (class tf-idf), shown in the form that people write."""

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot_premium.analysis.vectors.weights import Weighted

WORDS = 10
NAMED = 3
"""Words or phrases in a suggested name."""


def telling_words(weighted: Weighted, labels: Any, themes: int) -> list[list[tuple[str, float]]]:
    """Of each theme its ten most telling stems, with their weight."""
    import numpy as np

    present = weighted.counts.copy()
    present.data[:] = 1.0
    inside = np.vstack([np.asarray(present[labels == theme].sum(axis=0)).ravel() for theme in range(themes)])
    sizes = np.maximum(1, np.bincount(labels[labels >= 0], minlength=themes))[:, None]
    overall = np.maximum(inside.sum(axis=0), 1.0)
    scores = inside / sizes * np.log1p(inside.sum() / themes / overall)
    scores[(inside < 2) & (sizes >= 5)] = 0.0
    return [_best(weighted.words, np.round(row, 9)) for row in scores]


def _best(words: Sequence[str], scores: Any) -> list[tuple[str, float]]:
    import numpy as np

    near = np.flatnonzero(scores > 0).tolist()
    order = sorted(near, key=lambda word: (-scores[word], words[word]))[:WORDS]
    return [(words[word], float(scores[word])) for word in order]


def shown(stems: Sequence[str], forms: Mapping[str, str]) -> list[str]:
    """The stems in the form that people write, none twice."""
    return list(dict.fromkeys(forms.get(stem, stem) for stem in stems))


def suggested_name(words: Sequence[str], phrases: Sequence[str]) -> str:
    """A name of three words or phrases: a phrase takes the place of the first of its words, and of all of them."""
    parts: list[str] = []
    for word in words:
        told = next((phrase for phrase in phrases if word in phrase.split()), word)
        if told not in parts and not any(word in part.split() for part in parts):
            parts.append(told)
    return ", ".join(parts[:NAMED])
