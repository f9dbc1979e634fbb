# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How like the texts of a collection are to another text, and by which words: as their rows are now."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from folkmoot_premium.analysis.likeness.grams import plain
from folkmoot_premium.analysis.likeness.sharing import shared_words
from folkmoot_premium.insights.live.collecting import Text
from folkmoot_premium.insights.live.collection import Collection

MOST_SHARED = 8
"""Words in common that are shown."""


@dataclass(frozen=True)
class Likeness:
    """A published contribution as its row is now, how like it is (0 to 1), and its words in common."""

    text: Text
    score: float
    shared: tuple[str, ...]


def likenesses(db: Session, found: Collection, text: str, most: int, least: float) -> list[Likeness]:
    """The likest texts, at least so like, the likest first; words in common are those of the rows."""
    near = {one: score for one, score in found.nearest(text, most) if score >= least}
    current, asked = found.current(db, near), plain(text)
    return [
        Likeness(current[one], score, shared_words(asked, current[one].row)[:MOST_SHARED])
        for one, score in near.items()
        if one in current
    ]
