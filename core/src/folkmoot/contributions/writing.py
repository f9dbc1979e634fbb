# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rows of a contribution that are written together: its topics, its pictures, its words in the search index."""

import datetime
import unicodedata
import uuid
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from folkmoot.contributions.interfaces import Draft
from folkmoot.contributions.tables import contribution, picture, status_change, topic_link
from folkmoot.search.interfaces import ISearch

KIND = "contribution"
FACTS = (
    "id",
    "number",
    "method",
    "project_id",
    "phase_id",
    "author_id",
    "area_id",
    "status_id",
    "title",
    "body",
    "language",
    "place",
    "published_at",
    "withdrawn_at",
)


def clean(text: str) -> str:
    """A citizen's text as it is stored: NFC, line ends as one character, nothing around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")).strip()


def text_values(draft: Draft) -> dict[str, Any]:
    """The columns that come from a draft."""
    return {
        "title": " ".join(clean(draft.title).split()), "body": clean(draft.body), "language": draft.language,
        "area_id": draft.area_id, "latitude": draft.latitude, "longitude": draft.longitude, "place": clean(draft.place),
    }  # fmt: skip


def put_topics(db: Session, contribution_id: uuid.UUID, draft: Draft, *, fresh: bool) -> None:
    """Give a contribution exactly the draft's topics."""
    if not fresh:
        db.execute(delete(topic_link).where(topic_link.c.contribution_id == contribution_id))
    rows = [{"contribution_id": contribution_id, "topic_id": topic} for topic in dict.fromkeys(draft.topics)]
    if rows:
        db.execute(insert(topic_link), rows)


def put_pictures(db: Session, contribution_id: uuid.UUID, draft: Draft, *, fresh: bool) -> None:
    """Give a contribution exactly the draft's pictures, in their order."""
    if not fresh:
        db.execute(delete(picture).where(picture.c.contribution_id == contribution_id))
    rows = [
        {"contribution_id": contribution_id, "file_id": file_id, "position": position}
        for position, file_id in enumerate(dict.fromkeys(draft.pictures))
    ]
    if rows:
        db.execute(insert(picture), rows)


def index(db: Session, search: ISearch, contribution_id: uuid.UUID, project_id: uuid.UUID, words: Any) -> None:
    """Make a public contribution findable. words: a mapping with title, body, place and language."""
    texts = [("A", words["title"]), ("B", words["place"]), ("C", words["body"])]
    search.index(db, KIND, contribution_id, project_id, words["language"], [pair for pair in texts if pair[1]])


def take_step(
    db: Session, contribution_id: uuid.UUID, status_id: uuid.UUID, by_id: uuid.UUID | None, now: datetime.datetime
) -> None:
    """Write one step of a contribution's life."""
    values = {"contribution_id": contribution_id, "status_id": status_id, "changed_by_id": by_id, "changed_at": now}
    db.execute(insert(status_change), values)


def locked(db: Session, contribution_id: uuid.UUID) -> Any:
    """A contribution's facts, held against other changes until the end of the transaction; None without it."""
    query = select(*(contribution.c[name] for name in FACTS)).where(contribution.c.id == contribution_id)
    return db.execute(query.with_for_update(key_share=True)).one_or_none()
