# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Groups of near-duplicates whose texts are alike word for word: nobody needs to look at each, but somebody decides."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from folkmoot_premium.insights.merges import Proposed
from folkmoot_premium.insights.merging import Decision, word_for_word
from folkmoot_premium.insights.sheets import evidence

WHOLLY = 0.9999
"""The likeness of texts that are alike word for word; the engine's has four digits."""
MOST = 2_000
"""Groups that are looked at and decided upon at once; what is more comes next."""


def alike(db: Session, analysis_id: uuid.UUID, waiting: Iterable[Proposed]) -> list[Proposed]:
    """Those of the groups whose texts are the same word for word as they are now; a statement for each kind of text."""
    candidates = [one for one in waiting if one.score >= WHOLLY][:MOST]
    texts = evidence.read(db, analysis_id, {item for one in candidates for item in one.items})
    return [
        one for one in candidates
        if all(item in texts for item in one.items) and word_for_word([texts[item].text for item in one.items])
    ]  # fmt: skip


def fingerprint(groups: Iterable[Proposed]) -> str:
    """Of the groups as they are shown: a decision about all of them holds for these and for no others."""
    return hashlib.sha256("\n".join(" ".join(one.items) for one in groups).encode()).hexdigest()


def as_one_idea_each(groups: Iterable[Proposed]) -> Sequence[Decision]:
    """The decisions that say so."""
    return [Decision(frozenset(one.items), frozenset(one.items)) for one in groups]
