# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The terms of texts as numbers: their words, and their runs of four letters."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.likeness.grams import AT_ONCE, runs

SIZES = (4,)


@dataclass(frozen=True, eq=False)
class Terms:
    """Of each different term of each text: the place of the text, the term, how often (at most 255)."""

    places: Any
    terms: Any
    times: Any

    @classmethod
    def of(cls, places: Any, terms: Any, times: Any) -> "Terms":
        """In as little room as they need."""
        import numpy as np

        return cls(places.astype(np.int32), terms.astype(np.uint32), np.minimum(times, 255).astype(np.uint8))

    def some(self, wanted: Any) -> "Terms":
        """Those of a slice or a mask."""
        return Terms(self.places[wanted], self.terms[wanted], self.times[wanted])

    def moved(self, first: int) -> "Terms":
        """The same of texts whose places begin later."""
        return Terms(self.places + first, self.terms, self.times)


def together(parts: Sequence[Terms]) -> Terms:
    """All terms of several."""
    import numpy as np

    return Terms(
        np.concatenate([part.places for part in parts]), np.concatenate([part.terms for part in parts]),
        np.concatenate([part.times for part in parts]),
    )  # fmt: skip


def of_runs(texts: Sequence[str]) -> Terms:
    """The runs of four letters of texts, as `plain` makes them."""
    blocks = range(0, max(1, len(texts)), AT_ONCE)
    return together([Terms.of(*runs(texts[at : at + AT_ONCE], SIZES)).moved(at) for at in blocks])


def of_words(texts: Sequence[str]) -> Terms:
    """The words of texts."""
    import numpy as np

    said = [[zlib.crc32(word.encode()) for word in text.split()] for text in texts]
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(words) for words in said])
    words = np.array([word for text in said for word in text], np.int64)
    found, times = np.unique((owners << 32) + words, return_counts=True)
    return Terms.of(found >> 32, found & 0xFFFFFFFF, times)
