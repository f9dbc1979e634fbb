# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Key phrases of a theme: words that stand together more often than by chance (normalised pointwise information)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from folkmoot_premium.analysis.texts.words import Stems, stop_words, words

LEAST = 5
"""How often a pair must be met, in all texts."""
STRENGTH = 0.4
FEWEST_INSIDE = 3
MOST = 5
LOOKED_AT = 200
"""Texts in which the wording of a phrase is looked up."""
BETWEEN = 3

Pair = tuple[str, str]


def pairs(stems: Sequence[Sequence[str]]) -> frozenset[Pair]:
    """All pairs of neighbouring stems that belong together."""
    from gensim.models.phrases import Phrases

    model = Phrases(stems, min_count=LEAST, threshold=STRENGTH, scoring="npmi", delimiter="\x1f")
    return frozenset(tuple(found.split("\x1f")) for found in model.export_phrases() if found.count("\x1f") == 1)


def inside(known: frozenset[Pair], stems: Sequence[Sequence[str]], members: Any) -> list[Pair]:
    """The pairs of a theme, those in most of its texts first. members: rows."""
    counted: Counter[Pair] = Counter()
    for row in members:
        text = stems[row]
        counted.update({pair for pair in pairwise(text) if pair in known})
    often = [pair for pair, times in counted.items() if times >= FEWEST_INSIDE]
    return sorted(often, key=lambda pair: (-counted[pair], pair))


def wording(
    pair: Pair, texts: Sequence[str], languages: Sequence[str], stemmers: Mapping[str, Stems]
) -> str | None:  # fmt: skip
    """How people write a pair, with the little words between: "transports en commun". None where nobody does."""
    counted: Counter[str] = Counter()
    for text, language in zip(texts[:LOOKED_AT], languages[:LOOKED_AT], strict=True):
        counted.update(_written(pair, words(text), stemmers[language], stop_words(language)))
    return min(counted, key=lambda one: (-counted[one], len(one), one)) if counted else None


def _written(pair: Pair, said: Sequence[str], stems: Stems, stopped: frozenset[str]) -> list[str]:
    found = []
    for start, word in enumerate(said):
        if stems.of(word) != pair[0] or word in stopped:
            continue
        for end in range(start + 1, min(len(said), start + 1 + BETWEEN)):
            if said[end] not in stopped:
                if stems.of(said[end]) == pair[1]:
                    found.append(" ".join(said[start : end + 1]))
                break
    return found
