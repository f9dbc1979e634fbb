# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The meanings of many texts, and taking away what all of them share."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot_premium.analysis.meaning.e5 import MOST_CHARACTERS
from folkmoot_premium.analysis.meaning.embedder import Embedder
from folkmoot_premium.analysis.rows import Row
from folkmoot_premium.analysis.vectors.weights import unit_rows


@dataclass(frozen=True, eq=False)
class Meanings:
    """numbers: of each text (int8), noughts where it has no word. told: which texts have one."""

    numbers: Any
    told: Any

    def centre(self) -> Any:
        """The mean of the texts that have words (float32): it says what they are written in, not what they say."""
        import numpy as np

        inside = self.numbers[self.told]
        total = inside.sum(axis=0, dtype=np.int64) / max(1, len(inside))
        return total.astype(np.float32)

    def around(self, centre: Any) -> Any:
        """Each text as a vector of length 1 from the centre (float32); noughts where it has no word."""
        import numpy as np

        rest = self.numbers.astype(np.float32) - centre
        rest[~self.told] = 0.0
        return unit_rows(rest)


def _unheard(share: float) -> None:
    """Nobody waits."""


def meanings(
    texts: Sequence[str], told: Sequence[bool], by: Embedder, done: Callable[[float], None] = _unheard
) -> Meanings:
    """Of all texts. told: whether a text has a word; what has none isn't asked. done: hears the share, by letters."""
    import numpy as np

    numbers = np.zeros((len(texts), by.dimensions), np.int8)
    wanted = sum(cost(text) for text, has in zip(texts, told, strict=True) if has) or 1.0
    spent = 0.0
    for place, (text, has) in enumerate(zip(texts, told, strict=True)):
        if has:
            numbers[place] = by.of(text)
            spent += cost(text)
            done(spent / wanted)
    return Meanings(numbers, np.array(told, bool))


def cut(rows: Iterable[Row]) -> int:
    """Of how many texts only the beginning is read."""
    return sum(len(row.text) > MOST_CHARACTERS for row in rows)


def cost(text: str) -> float:
    """Seconds of one thread that a text takes, about."""
    return 1.0e-3 + 2.0e-4 * min(len(text), MOST_CHARACTERS)
