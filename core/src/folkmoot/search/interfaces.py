# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Full-text search as other rooms use it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session
from zope.interface import Interface


@dataclass(frozen=True)
class Found:
    """One thing that was found, with its rank (larger is better; comparable within one search only)."""

    kind: str
    subject_id: uuid.UUID
    project_id: uuid.UUID | None
    rank: float


class ISearch(Interface):
    """The index of everything public. Kinds: project, contribution… A word is found with and without its accents."""

    def index(
        db: Session, kind: str, subject_id: uuid.UUID, project_id: uuid.UUID | None, language: str,
        weighted_texts: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        """Index one thing in one language, replacing what was there. weighted_texts: [("A", title), ("B", body)…]."""

    def remove(db: Session, kind: str, subject_id: uuid.UUID) -> None:
        """Take a thing out of the index, in all its languages."""

    def find(
        db: Session, text: str, language: str, kinds: Sequence[str] = (), project_id: uuid.UUID | None = None,
        limit: int = 100,
    ) -> list[Found]:  # fmt: skip
        """What matches, best first. text: as people type it, with "quotes", or, -not; kinds () is all of them."""

    def matches(text: str, language: str, kind: str, project_id: uuid.UUID | None = None) -> Select[Any]:
        """The ids of matching things of one kind, as a SELECT to be used inside another statement (at most 10,000)."""
