# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""All texts as stems, with the form of each that people write most."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.words import Stems, stop_words, words

NARROWEST = 2
"""Characters of the shortest word that says something by itself."""


@dataclass(frozen=True)
class Prepared:
    """stems: of each text, in order. forms: of each stem, the word that stands for it. languages: of each text."""

    stems: list[list[str]]
    forms: dict[str, str]
    languages: list[str]


class Preparer:
    """Turns texts into stems; remembers how often each word was met."""

    def __init__(self, excluded: Iterable[str] = ()) -> None:
        self._excluded = frozenset(excluded)
        self._stems: dict[str, Stems] = {}
        self._counted: dict[str, Counter[str]] = {}

    def stems(self, text: str, language: str) -> list[str]:
        """The stems of a text's telling words, in order."""
        stems = self._stems.setdefault(language, Stems(language))
        stopped = stop_words(language) | self._excluded
        telling = [word for word in words(text) if len(word) >= NARROWEST and word not in stopped]
        self._counted.setdefault(language, Counter()).update(telling)
        return [stems.of(word) for word in telling]

    def forms(self) -> dict[str, str]:
        """Of each stem its commonest form; of two as common, the shorter, then the first in the alphabet."""
        best: dict[str, tuple[int, int, str]] = {}
        for language in sorted(self._counted):
            for word, times in self._counted[language].items():
                stem, rank = self._stems[language].of(word), (-times, len(word), word)
                best[stem] = min(rank, best.get(stem, rank))
        return {stem: rank[2] for stem, rank in best.items()}


def prepare(
    rows: Sequence[Row], languages: Sequence[str], excluded: Iterable[str], told: Callable[[int], None]
) -> Prepared:
    """The stems of all rows. excluded: words to leave out, in lower case. told: hears how many rows are done."""
    preparer = Preparer(excluded)
    stems = []
    for number, (row, language) in enumerate(zip(rows, languages, strict=True), start=1):
        stems.append(preparer.stems(row.text, language))
        if number % 500 == 0:
            told(number)
    return Prepared(stems, preparer.forms(), list(languages))
