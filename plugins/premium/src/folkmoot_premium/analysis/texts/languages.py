# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Which language a text is in, among those that Folkmoot speaks."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from folkmoot_premium.analysis.rows import Row

KNOWN = ("da", "de", "en", "es", "fr", "nl")
UNKNOWN = "und"
"""ISO 639 for undetermined: neither stemmed nor rid of stop words."""
FEW_WORDS = 4
"""A text of fewer words takes the commonest language of the longer ones: two words may be in any."""
ENOUGH = 120
"""Characters of a text that are looked at; more doesn't make it surer."""
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


class Recogniser:
    """Recognises the known languages, each text by itself."""

    def __init__(self) -> None:
        self._identifier = _identifier()

    def language(self, text: str) -> str:
        """The code of its language; UNKNOWN where it isn't written in Latin letters."""
        start = text[:ENOUGH]
        letters = "".join(WORD.findall(start))
        if 2 * len(LATIN.findall(letters)) <= len(letters):
            return UNKNOWN
        return str(self._identifier.classify(start)[0])


@cache
def _identifier() -> Any:
    """The model, restricted to the known languages; unpacking it takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    found.set_languages(list(KNOWN))
    return found


def languages(rows: Sequence[Row], everywhere: str | None = None, usual: str | None = None) -> list[str]:
    """The language of each row: its own word for it, else `everywhere`, else recognised from the text.

    usual: the language of texts of a few words; None: the commonest one of the longer texts.
    """
    told = [row.language or everywhere for row in rows]
    if all(told):
        return [str(one) for one in told]
    recogniser = Recogniser()
    short = [one is None and _few(row.text) for one, row in zip(told, rows, strict=True)]
    found = [
        one or ("" if few else recogniser.language(row.text)) for one, few, row in zip(told, short, rows, strict=True)
    ]
    common = usual or commonest(found)
    return [one or (common or recogniser.language(row.text)) for one, row in zip(found, rows, strict=True)]


def _few(text: str) -> bool:
    return len(text) < ENOUGH and len(WORD.findall(text)) < FEW_WORDS and bool(LATIN.search(text))


def commonest(found: Sequence[str]) -> str | None:
    """The commonest known language; of two as common, the first in the alphabet."""
    counted = Counter(one for one in found if one and one != UNKNOWN)
    return min(counted, key=lambda one: (-counted[one], one)) if counted else None
