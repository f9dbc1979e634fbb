# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How people write a word within a sentence: "Klima" where nearly all write it so, though the engine reads "klima".

A word at the beginning of a sentence tells nothing, as there every word has a capital.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from folkmoot_premium.analysis.texts.words import WORD

BEGINS = frozenset(".!?:;…\n\r•*„“”\"«»")
"""What stands between two words only where a sentence, a line or a quotation begins."""
ENOUGH = 100
"""Times that a word was met; more tell nothing new."""


class Spellings:
    """Hears texts, and knows how each of the wanted words, given in lower case, is written in them."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._met: dict[str, Counter[str]] = {word: Counter() for saying in wanted for word in saying.split()}

    def hear(self, text: str, known: Collection[str]) -> None:
        """known: the words of the text in lower case."""
        sought = {word for word in self._met.keys() & known if self._met[word].total() < ENOUGH}
        if not sought:
            return
        end = 0
        for found in WORD.finditer(text):
            gap, word = text[end : found.start()], found.group()
            if end and word.lower() in sought and not BEGINS.intersection(gap):
                self._met[word.lower()][word] += 1
            end = found.end()

    def of(self, saying: str) -> str:
        """A word or a phrase, as most write each of its words; in small letters where nothing tells."""
        return " ".join(map(self._word, saying.split()))

    def _word(self, word: str) -> str:
        met = self._met.get(word)
        return min(met, key=lambda one: (-met[one], one != word, one)) if met else word
