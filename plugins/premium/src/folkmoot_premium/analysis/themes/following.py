# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether themes are languages: texts of two languages share hardly any words, so they rarely meet in a theme."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from folkmoot_premium.analysis.texts.languages import UNKNOWN

FOLLOWS = 0.5
"""From here on themes are said to follow languages."""
FEWEST = 0.05
"""So many of the texts must be in another language than most: fewer change no theme that anybody looks at."""
DIGITS = 3


def followed(counts: Mapping[tuple[str | None, str], int]) -> float | None:
    """How far the theme of a text tells its language: 0 not at all, 1 wholly. None: as good as one language.

    Mutual information of themes and languages, normalised by the entropy of the languages alone, as many themes within
    each language would make any mean of both entropies small. counts: texts by theme and language; those in no theme,
    or of no known language, say nothing.
    """
    known = {key: number for key, number in sorted(_known(counts)) if number}
    total = sum(known.values())
    themes, languages = _margin(known, 0), _margin(known, 1)
    if not total or total - max(languages.values()) < FEWEST * total:
        return None
    shared = sum(
        number * log(number * total / (themes[theme] * languages[language]))
        for (theme, language), number in known.items()
    )
    return round(shared / sum(number * log(total / number) for number in languages.values()), DIGITS) + 0.0


def _known(counts: Mapping[tuple[str | None, str], int]) -> Iterable[tuple[tuple[str, str], int]]:
    for (theme, language), number in counts.items():
        if theme is not None and language not in ("", UNKNOWN):
            yield (theme, language), number


def _margin(known: Mapping[tuple[str, str], int], place: int) -> Counter[str]:
    found = Counter[str]()
    for key, number in known.items():
        found[key[place]] += number
    return found
