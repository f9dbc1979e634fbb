# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which words and phrases are in which contributions, and which of them come together more often than by chance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.preparing import Prepared
from folkmoot_premium.analysis.texts.words import Stems
from folkmoot_premium.analysis.themes.phrases import pairs, wording

LEAST = 5
"""Contributions that a word, a phrase or a link must be in."""
WORDS, PHRASES = 36, 14
"""Of each the commonest."""
COMMON = 0.5
"""What is in more of the contributions says nothing by its company."""
STRENGTH = 0.15
"""Links from this on (normalised pointwise mutual information: 0 is chance, 1 is always together)."""

Name = tuple[str, ...]
"""One stem, or the two of a phrase."""


@dataclass(frozen=True)
class Found:
    """A word or phrase: how people write it, and the rows that have it."""

    name: Name
    label: str
    rows: frozenset[int]


@dataclass(frozen=True)
class Together:
    """Two by their places, the rows that have both, and how far beyond chance that is."""

    first: int
    second: int
    rows: frozenset[int]
    strength: float


def words_and_phrases(rows: Sequence[Row], prepared: Prepared) -> list[Found]:
    """The commonest, words before phrases. A word that nearly always stands in one phrase gives way to it."""
    most = COMMON * len(rows) if len(rows) > 2 * LEAST else len(rows)
    words, said = _inside(prepared)
    phrases = [
        one for one in (_phrase(pair, said[pair], rows, prepared) for pair in _commonest(said, most)[:PHRASES]) if one
    ]  # fmt: skip
    taken = {stem for one in phrases for stem in one.name if 2 * len(one.rows) > len(words[(stem,)])}
    kept = [name for name in _commonest(words, most) if name[0] not in taken]
    return [
        Found(name, prepared.forms.get(name[0], name[0]), frozenset(words[name])) for name in kept[:WORDS]
    ] + phrases


def _inside(prepared: Prepared) -> tuple[dict[Name, set[int]], dict[Name, set[int]]]:
    """The rows of each word, and of each phrase."""
    known = pairs(prepared.stems) if any(prepared.stems) else frozenset()
    words: dict[Name, set[int]] = {}
    said: dict[Name, set[int]] = {}
    for row, stems in enumerate(prepared.stems):
        for stem in stems:
            words.setdefault((stem,), set()).add(row)
        for pair in pairwise(stems):
            if pair in known and pair[0] != pair[1]:
                said.setdefault(pair, set()).add(row)
    return words, said


def _commonest(found: dict[Name, set[int]], most: float) -> list[Name]:
    kept = [name for name, rows in found.items() if LEAST <= len(rows) <= most and not all(map(str.isdigit, name))]
    return sorted(kept, key=lambda name: (-len(found[name]), name))


def _phrase(pair: Name, holding: set[int], rows: Sequence[Row], prepared: Prepared) -> Found | None:
    inside = sorted(holding)
    languages = [prepared.languages[row] for row in inside]
    stemmers = {language: Stems(language) for language in set(languages)}
    label = wording((pair[0], pair[1]), [rows[row].text for row in inside], languages, stemmers)
    return Found(pair, label, frozenset(holding)) if label else None


def links(found: Sequence[Found], texts: int) -> list[Together]:
    """What comes together, the strongest first."""
    holding: dict[int, list[int]] = {}
    for place, one in enumerate(found):
        for row in one.rows:
            holding.setdefault(row, []).append(place)
    counted = Counter(two for places in holding.values() for two in combinations(sorted(places), 2))
    told = []
    for (first, second), times in counted.items():
        strength = _strength(times, len(found[first].rows), len(found[second].rows), texts)
        if times >= LEAST and strength >= STRENGTH and not set(found[first].name) & set(found[second].name):
            told.append(Together(first, second, found[first].rows & found[second].rows, strength))
    return sorted(told, key=lambda one: (-one.strength, one.first, one.second))


def _strength(times: int, first: int, second: int, texts: int) -> float:
    if times == texts:
        return 1.0
    return round(log(times * texts / (first * second)) / -log(times / texts), 4)
