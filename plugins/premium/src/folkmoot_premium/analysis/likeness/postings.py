# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Posting lists: of each word or run of letters the texts that have it. Texts are added and taken out while it is used.

Terms are numbers, so no text can be read from them. Nothing here changes once it is made: who searches sees one state.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from folkmoot_premium.analysis.likeness.grams import rarities
from folkmoot_premium.analysis.likeness.terms import Terms, together

MOST_TIMES = 255
"""How often a term is in a text fits one byte; more is as much."""


@dataclass(frozen=True, eq=False)
class Part:
    """terms: ascending. ends: where the texts of each end. places, times: of each term its texts, how often in each."""

    terms: Any
    ends: Any
    places: Any
    times: Any

    @classmethod
    def of(cls, given: Terms) -> "Part":
        """From the terms of texts, in whatever order."""
        import numpy as np

        order = np.argsort(given.terms, kind="stable")
        terms = given.terms[order]
        last = np.flatnonzero(np.append(terms[1:] != terms[:-1], True)) if len(terms) else np.zeros(0, np.int64)
        return cls(terms[last], last + 1, given.places[order], given.times[order])

    @cached_property
    def texts_with(self) -> Any:
        """Of each term how many texts have it."""
        import numpy as np

        return np.diff(self.ends, prepend=0)

    def known(self, terms: Any) -> Any:
        """The number of each term here, -1 where it isn't."""
        import numpy as np

        if not len(self.terms):
            return np.full(len(terms), -1)
        near = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return np.where(self.terms[near] == terms, near, -1)

    def all(self) -> Terms:
        """What it was made of, by term."""
        import numpy as np

        return Terms(self.places, np.repeat(self.terms, self.texts_with), self.times)

    def add_to(self, found: Any, terms: Any, weights: Any) -> None:
        """Add to the likeness of each text what these terms of the query give it."""
        numbers, often = self.known(terms), logarithms()
        for number, weight in zip(numbers.tolist(), weights, strict=True):
            if number >= 0:
                inside = slice(self.ends[number - 1] if number else 0, self.ends[number])
                found[self.places[inside]] += weight * often[self.times[inside]]


@cache
def logarithms() -> Any:
    """What a term weighs that is so many times in a text: 1 + ln."""
    import numpy as np

    return (1.0 + np.log(np.maximum(np.arange(MOST_TIMES + 1), 1))).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Postings:
    """base: most texts; rarity is reckoned from it. tail: those that came later. texts: how many base has. scale: of
    each text one over its length, 0 where it was taken out."""

    base: Part
    tail: Part
    texts: int
    scale: Any

    @classmethod
    def of(cls, given: Terms, texts: int) -> "Postings":
        """From the terms of all texts."""
        import numpy as np

        empty = cls(Part.of(given), Part.of(given.some(slice(0, 0))), texts, np.zeros(0, np.float32))
        return replace(empty, scale=empty._scale(given, 0, texts))

    def with_more(self, given: Terms, texts: int) -> "Postings":
        """The same with so many more texts, whose places follow."""
        import numpy as np

        first = len(self.scale)
        tail = Part.of(together([self.tail.all(), given]))
        return replace(self, tail=tail, scale=np.append(self.scale, self._scale(given, first, texts)))

    def without(self, places: list[int]) -> "Postings":
        """The same in which these texts are found no more."""
        scale = self.scale.copy()
        scale[places] = 0.0
        return replace(self, scale=scale)

    def settled(self, numbers: Any, texts: int) -> "Postings":
        """Made anew of the texts that are left. numbers: of each text its new place, -1 where it was taken out."""
        given = together([self.base.all(), self.tail.all()])
        given = given.some(numbers[given.places] >= 0)
        return Postings.of(Terms(numbers[given.places], given.terms, given.times), texts)

    def likeness(self, terms: Any, times: Any) -> Any:
        """How like each text is to a query of these terms, so many times each: 0 to 1."""
        import numpy as np

        rarity = self._rarity(terms)
        weights = logarithms()[np.minimum(times, MOST_TIMES)] * rarity
        weights *= rarity / (float(np.sqrt((weights * weights).sum())) or 1.0)
        found = np.zeros(len(self.scale), np.float32)
        for part in (self.base, self.tail):
            part.add_to(found, terms, weights)
        return found * self.scale

    def _rarity(self, terms: Any) -> Any:
        import numpy as np

        numbers, texts_with = self.base.known(terms), self.base.texts_with
        with_term = np.where(numbers < 0, 0, texts_with[numbers]) if len(texts_with) else np.zeros(len(terms))
        return rarities(with_term, self.texts)

    def _scale(self, given: Terms, first: int, texts: int) -> Any:
        import numpy as np

        weights = logarithms()[given.times] * self._rarity(given.terms)
        squares = np.bincount(given.places - first, weights * weights, minlength=texts)
        return np.where(squares > 0, 1.0 / np.sqrt(np.maximum(squares, 1e-12)), 0.0).astype(np.float32)
