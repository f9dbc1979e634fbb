# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Words, stop words and stems of one language."""

import re
from functools import cache
from typing import Any

WORD = re.compile(r"[^\W_]+")
STEMMERS = {"da": "danish", "de": "german", "en": "english", "es": "spanish", "fr": "french", "nl": "dutch"}
LONGEST = 60
"""Characters of a word; what is longer is no word but data pasted into a text."""


def words(text: str) -> list[str]:
    """The words of a text in lower case; l'eau is two."""
    found: list[str] = WORD.findall(text.lower())
    if max(map(len, found), default=0) <= LONGEST:
        return found
    return [word for word in found if len(word) <= LONGEST]


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words without a subject of their own; none for a language that isn't known."""
    import stopwordsiso

    if language not in STEMMERS:
        return frozenset()
    return frozenset(stopwordsiso.stopwords(language))


class Stems:
    """The stems of one language, each reckoned once."""

    def __init__(self, language: str) -> None:
        self._known: dict[str, str] = {}
        self._stemmer: Any = None
        if language in STEMMERS:
            import Stemmer

            self._stemmer = Stemmer.Stemmer(STEMMERS[language], 0)

    def of(self, word: str) -> str:
        """The stem of a word; the word itself in a language that isn't known."""
        if self._stemmer is None:
            return word
        stem = self._known.get(word)
        if stem is None:
            stem = self._known[word] = str(self._stemmer.stemWord(word))
        return stem
