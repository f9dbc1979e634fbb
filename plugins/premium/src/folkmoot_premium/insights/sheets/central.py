# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The sentence that most others are like: proposals for the core sentence of an idea.

Words are weighed as the analysis weighs them (stems without stop words, by rarity), among these sentences alone and in
plain Python: a page may ask for it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt

from folkmoot_premium.analysis.texts.words import Stems, stop_words, words
from folkmoot_premium.insights.sheets.sentences import Sentence

MOST_LOOKED_AT = 1_500
"""Of more sentences so many are looked at, evenly spread."""
FEWEST_WORDS = 5
"""Shorter ones are proposed only where nothing else is said."""
TOO_LIKE = 0.5
"""A sentence so like a better one isn't proposed beside it."""
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Proposal:
    """A sentence and how like the others it is: the mean of its likeness to each of them, 0 to 1, four digits."""

    sentence: Sentence
    likeness: float


def proposals(
    said: Iterable[Sentence], languages: Mapping[str, str], excluded: Iterable[str] = (), most: int = 5
) -> list[Proposal]:
    """The most central sentences, the most central first; of two as central, the one of the smaller id.

    languages: of each source. Whatever the order of the sentences, the answer is the same.
    """
    ordered = sorted(said, key=lambda one: (one.source, one.mark))
    ordered = ordered[:: max(1, -(-len(ordered) // MOST_LOOKED_AT))]
    weights = _weighted(ordered, languages, frozenset(excluded))
    ranked = sorted(zip(_likenesses(weights), ordered, weights, strict=True), key=_rank)
    chosen: list[tuple[Proposal, Weights]] = []
    for likeness, sentence, weight in ranked:
        if len(chosen) == most:
            break
        if all(_product(weight, other) < TOO_LIKE for _proposal, other in chosen):
            chosen.append((Proposal(sentence, likeness), weight))
    return [proposal for proposal, _weight in chosen]


def _rank(one: tuple[float, Sentence, Weights]) -> tuple[bool, float, str, str]:
    likeness, sentence, _weights = one
    return len(words(sentence.text)) < FEWEST_WORDS, -likeness, sentence.source, sentence.mark


def _weighted(said: Sequence[Sentence], languages: Mapping[str, str], excluded: frozenset[str]) -> list[Weights]:
    """Of each sentence its stems with their weights, of length 1 together."""
    stems: dict[str, Stems] = {}
    counted = []
    for sentence in said:
        language = languages.get(sentence.source, "")
        stopped = stop_words(language) | excluded
        known = stems.setdefault(language, Stems(language))
        counted.append(Counter(known.of(word) for word in words(sentence.text) if word not in stopped))
    holding = Counter(stem for counts in counted for stem in counts)
    return [_unit(counts, holding, len(said)) for counts in counted]


def _unit(counts: Counter[str], holding: Counter[str], number: int) -> Weights:
    raw = {stem: times * log2((number + 1) / holding[stem]) for stem, times in counts.items()}
    length = sqrt(sum(value * value for value in raw.values()))
    return {stem: value / length for stem, value in raw.items()} if length else {}


def _likenesses(weights: Sequence[Weights]) -> list[float]:
    """Of each sentence the mean of its products with all others."""
    together: dict[str, float] = {}
    for one in weights:
        for stem, value in one.items():
            together[stem] = together.get(stem, 0.0) + value
    others = max(1, len(weights) - 1)
    return [round(max(0.0, _product(one, together) - _product(one, one)) / others, 4) for one in weights]


def _product(one: Weights, other: Weights) -> float:
    return sum(value * other.get(stem, 0.0) for stem, value in one.items())
