# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which words a text and a query share, so that a person sees why one was found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.words import STEMMERS, Stems, stop_words

NEARLY = 0.5
"""Two words of which so much of their runs of letters is the same are one word, mistyped or put together."""
RUN = 3
FEWEST_NEAR = 2
"""Half of the fewest runs that two words are compared by."""
LIKE = 0.8
LOOKED_AT = 2_000
"""Words of a text that are compared."""


@dataclass(frozen=True)
class _Wanted:
    """The words that were asked for, by what another word may have of them. letters: words by their first letter."""

    words: frozenset[str]
    stems: frozenset[str]
    runs: tuple[frozenset[str], ...]
    any_run: frozenset[str]
    letters: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Sequence[str], stems: Stems) -> "_Wanted":
        runs, letters = tuple(map(_runs, words)), defaultdict[str, tuple[str, ...]](tuple)
        for word in words:
            if len(word) >= RUN:
                letters[word[0]] += (word,)
        return cls(
            frozenset(words), frozenset(map(stems.of, words)), runs, frozenset[str]().union(*runs), dict(letters)
        )  # fmt: skip

    def has(self, word: str, stems: Stems) -> bool:
        """Whether a word is one of them, has the stem of one, or is nearly one."""
        if word in self.words or stems.of(word) in self.stems:
            return True
        return self._is_near(word) or any(_mistyped(word, typed) for typed in self.letters.get(word[0], ()))

    def _is_near(self, word: str) -> bool:
        padded = f" {word} "
        common = [start for start in range(len(word)) if padded[start : start + RUN] in self.any_run]
        if len(common) < FEWEST_NEAR:
            return False
        runs = _runs(word)
        return any(_near(runs, others) for others in self.runs)


def shared_words(asked: str, row: Row) -> tuple[str, ...]:
    """The text's words, in its order, that the query (as `plain` makes it) has too, has the stem of, or nearly has.

    Stop words only where nothing else is shared.
    """
    stopped = stop_words(row.language) if row.language in STEMMERS else _all_stop_words()
    stems, words = Stems(row.language or ""), list(dict.fromkeys(asked.split()))
    telling = _Wanted.of([word for word in words if word not in stopped], stems)
    said = list(dict.fromkeys(plain(row.text).split()[:LOOKED_AT]))
    found = [word for word in said if word not in stopped and telling.has(word, stems)]
    return tuple(found or [word for word in said if word in words])


def _mistyped(word: str, typed: str) -> bool:
    """Both begin with the same letter."""
    if abs(len(word) - len(typed)) > 1:
        return False
    return SequenceMatcher(None, word, typed, autojunk=False).ratio() >= LIKE


def _near(runs: frozenset[str], others: frozenset[str]) -> bool:
    fewer = min(len(runs), len(others))
    return fewer > RUN and len(runs & others) >= NEARLY * fewer


def _runs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[start : start + RUN] for start in range(len(padded) - RUN + 1))


@cache
def _all_stop_words() -> frozenset[str]:
    return frozenset[str]().union(*map(stop_words, STEMMERS))
