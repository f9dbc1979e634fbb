# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What is like a text: suggestions while somebody types, and possible duplicates for those who handle contributions."""

import uuid

from sqlalchemy.orm import Session

from folkmoot.hookspecs.flow import Similar
from folkmoot_premium.insights.live.collecting import Text
from folkmoot_premium.insights.live.indexes import Indexes
from folkmoot_premium.insights.live.likeness import Likeness, likenesses

LEAST = 0.2
"""Likeness below which a text has little to do with what is typed; tests/bench/suggestions.py shows both sides."""


def suggest(indexes: Indexes, db: Session, project_id: uuid.UUID, text: str, most: int) -> list[Similar]:
    """Texts of the project that are like what is typed; with no text the index is only got ready."""
    found = indexes.of(db, project_id)
    if found is None or not text.strip():
        return []
    return [Similar(one.text.id, one.score, one.shared) for one in likenesses(db, found, text, most, LEAST)]


def alike(
    indexes: Indexes, db: Session, project_id: uuid.UUID, text: Text, most: int, least: float
) -> list[Likeness] | None:
    """Other texts of the project that are nearly the same as one of it; None while the index is being made."""
    found = indexes.of(db, project_id)
    if found is None:
        return None
    near = likenesses(db, found, text.text, most + 1, least)
    return [one for one in near if one.text.id != text.id][:most]
