# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The texts that sheets and the dossier stand on, read live: what is withdrawn, removed or erased isn't found."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Integer, Uuid, and_, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.insights.sheets.sentences import Sentence, sentences
from folkmoot_premium.insights.tables import published, row, standing, upload

CONTRIBUTION, COMMENT, ROW = "c", "m", "u"
FIRST_WORDS = 80


@dataclass(frozen=True)
class Evidence:
    """A text that is there. item: its id in a run. number: of the contribution (of a comment: where it stands), or of
    the uploaded row. fields: further columns, as imported or uploaded. latitude, longitude: in micro-degrees."""

    item: str
    number: int
    title: str
    body: str
    language: str
    method: str = ""
    contribution_id: uuid.UUID | None = None
    comment_id: uuid.UUID | None = None
    author_id: uuid.UUID | None = None
    area_id: uuid.UUID | None = None
    latitude: int | None = None
    longitude: int | None = None
    place: str = ""
    own_id: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """CONTRIBUTION, COMMENT or ROW."""
        return self.item[:1]

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.title}\n\n{self.body}".strip()

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """Its sentences that may be quoted."""
        return sentences(self.item, self.title, self.body)

    @property
    def beginning(self) -> str:
        """Its title, or its first words."""
        words = self.title or " ".join(self.body.split())
        return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def read(db: Session, analysis_id: uuid.UUID, items: Iterable[str]) -> dict[str, Evidence]:
    """Those of the items that are there, by id; one statement a kind."""
    wanted: dict[str, list[str]] = {CONTRIBUTION: [], COMMENT: [], ROW: []}
    for one in items:
        wanted[one[:1]].append(one[2:])
    found = [
        *_contributions(db, list(map(uuid.UUID, wanted[CONTRIBUTION]))),
        *_comments(db, list(map(uuid.UUID, wanted[COMMENT]))),
        *_rows(db, analysis_id, list(map(int, wanted[ROW]))),
    ]
    return {one.item: one for one in found}


def _contributions(db: Session, ids: list[uuid.UUID]) -> Iterator[Evidence]:
    c = contribution.c
    query = select(
        c.id, c.number, c.title, c.body, c.language, c.method, c.author_id, c.area_id, c.latitude, c.longitude, c.place,
        c.extra,
    ).where(c.id == any_(literal(ids, ARRAY(Uuid()))), published())  # fmt: skip
    for one in db.execute(query) if ids else ():
        yield Evidence(
            f"c:{one.id}", one.number, one.title, one.body, one.language, one.method, contribution_id=one.id,
            author_id=one.author_id, area_id=one.area_id, latitude=one.latitude, longitude=one.longitude,
            place=one.place, fields=one.extra or {},
        )  # fmt: skip


def _comments(db: Session, ids: list[uuid.UUID]) -> Iterator[Evidence]:
    c, m = contribution.c, comment.c
    query = (
        select(m.id, c.number, m.body, m.language, c.method, m.contribution_id, m.author_id, m.extra)
        .select_from(comment.join(contribution, c.id == m.contribution_id))
        .where(m.id == any_(literal(ids, ARRAY(Uuid()))), published(), standing())
    )
    for one in db.execute(query) if ids else ():
        yield Evidence(
            f"m:{one.id}", one.number, "", one.body, one.language, one.method, contribution_id=one.contribution_id,
            comment_id=one.id, author_id=one.author_id, fields=one.extra or {},
        )  # fmt: skip


def _rows(db: Session, analysis_id: uuid.UUID, numbers: list[int]) -> Iterator[Evidence]:
    r, u = row.c, upload.c
    query = (
        select(r.number, r.cells, u.text_column, u.id_column, u.language_column)
        .select_from(row.join(upload, and_(u.id == r.upload_id, u.analysis_id == r.analysis_id)))
        .where(r.analysis_id == analysis_id, r.number == any_(literal(numbers, ARRAY(Integer()))))
    )
    for one in db.execute(query) if numbers else ():
        named = {one.text_column, one.id_column, one.language_column}
        yield Evidence(
            f"u:{one.number}", one.number, "", str(one.cells.get(one.text_column) or ""),
            str(one.cells.get(one.language_column) or ""), own_id=str(one.cells.get(one.id_column) or ""),
            fields={name: value for name, value in one.cells.items() if name not in named},
        )  # fmt: skip
