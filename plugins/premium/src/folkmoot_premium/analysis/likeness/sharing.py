# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which words a text and a query share, so that a person sees why one was found."""

from difflib import SequenceMatcher
from functools import cache

from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.texts.words import STEMMERS, Stems, stop_words

NEARLY = 0.5
"""Two words of which so much of their runs of letters is the same are one word, mistyped or put together."""
RUN = 3
LIKE = 0.8
LOOKED_AT = 2_000
"""Words of a text that are compared."""


def shared_words(asked: str, row: Row) -> tuple[str, ...]:
    """The text's words, in its order, that the query (as `plain` makes it) has too, has the stem of, or nearly has.

    Stop words only where nothing else is shared.
    """
    stopped = stop_words(row.language) if row.language in STEMMERS else _all_stop_words()
    stems = Stems(row.language or "")
    wanted = {word: (stems.of(word), _runs(word)) for word in asked.split()}
    telling = {word: known for word, known in wanted.items() if word not in stopped}
    said = list(dict.fromkeys(plain(row.text).split()[:LOOKED_AT]))
    found = [word for word in said if word not in stopped and _is_one_of(word, telling, stems)]
    return tuple(found or [word for word in said if word in wanted])


def _is_one_of(word: str, wanted: dict[str, tuple[str, frozenset[str]]], stems: Stems) -> bool:
    if word in wanted:
        return True
    stem, runs = stems.of(word), _runs(word)
    return any(
        stem == other or _near(runs, others) or _mistyped(word, typed) for typed, (other, others) in wanted.items()
    )


def _mistyped(word: str, typed: str) -> bool:
    if len(typed) < RUN or abs(len(word) - len(typed)) > 1 or word[0] != typed[0]:
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
