# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The texts that sheets and the dossier stand on, read live: what is withdrawn, removed or erased isn't found.

A sheet may have ten thousand sources: what is counted of them is read without their texts.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, Uuid, and_, any_, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.insights.sheets.sentences import Sentence, sentences
from folkmoot_premium.insights.tables import of_row, published, row, standing, upload

CONTRIBUTION, COMMENT, ROW = "c", "m", "u"
FIRST_WORDS, OPENING = 80, 400
"""Characters: of a text where it is named, and read for that."""


@dataclass(frozen=True)
class Source:
    """A text that is there, without the text. item: its id in a run. number: of the contribution (of a comment: where
    it stands), or of the uploaded row. opening: how it begins. fields: further columns, as imported or uploaded.
    latitude, longitude: in micro-degrees."""

    item: str
    number: int
    title: str
    opening: str
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
    def beginning(self) -> str:
        """Its title, or its first words."""
        words = self.title or " ".join(self.opening.split())
        return words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class Evidence(Source):
    """A text that is there, with all of it."""

    body: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.title}\n\n{self.body}".strip()

    @cached_property
    def said(self) -> tuple[Sentence, ...]:
        """Its sentences that may be quoted."""
        return sentences(self.item, self.title, self.body)


def read(db: Session, analysis_id: uuid.UUID, items: Iterable[str], holding: Iterable[str] = ()) -> dict[str, Evidence]:
    """Those of the items that are there, by id; one statement a kind. holding: only those with all these words."""
    found = _found(db, analysis_id, items, _Wanted(whole=True, holding=tuple(holding)))
    return {values["item"]: Evidence(**values, body=body) for values, body in found}


def there(db: Session, analysis_id: uuid.UUID, items: Iterable[str]) -> dict[str, Source]:
    """The same without their texts."""
    return {values["item"]: Source(**values) for values, _body in _found(db, analysis_id, items, _Wanted())}


@dataclass(frozen=True)
class _Wanted:
    """How much of a text is read, and of which."""

    whole: bool = False
    holding: tuple[str, ...] = ()

    def of(self, body: ColumnElement[str]) -> ColumnElement[str]:
        """The text, or how it begins."""
        return (body if self.whole else func.left(body, OPENING)).label("body")

    def filtered(self, query: Select[Any], *texts: ColumnElement[str]) -> Select[Any]:
        """Without those that don't hold the words."""
        told = func.normalize(func.concat_ws(" ", *texts))
        return query.where(*(func.strpos(told, word) > 0 for word in self.holding))


_Found = Iterator[tuple[dict[str, Any], str]]


def _found(db: Session, analysis_id: uuid.UUID, items: Iterable[str], wanted: _Wanted) -> _Found:
    """The values of a Source and the text, of each that is there."""
    ids: dict[str, list[str]] = {CONTRIBUTION: [], COMMENT: [], ROW: []}
    for one in items:
        ids[one[:1]].append(one[2:])
    yield from _contributions(db, list(map(uuid.UUID, ids[CONTRIBUTION])), wanted)
    yield from _comments(db, list(map(uuid.UUID, ids[COMMENT])), wanted)
    yield from _rows(db, analysis_id, list(map(int, ids[ROW])), wanted)


def _contributions(db: Session, ids: list[uuid.UUID], wanted: _Wanted) -> _Found:
    c = contribution.c
    query = select(
        c.id, c.number, c.title, wanted.of(c.body), c.language, c.method, c.author_id, c.area_id, c.latitude,
        c.longitude, c.place, c.extra,
    ).where(c.id == any_(literal(ids, ARRAY(Uuid()))), published())  # fmt: skip
    for one in db.execute(wanted.filtered(query, c.title, c.body)) if ids else ():
        yield {
            **_values(f"c:{one.id}", one), "title": one.title, "contribution_id": one.id, "author_id": one.author_id,
            "area_id": one.area_id, "latitude": one.latitude, "longitude": one.longitude, "place": one.place,
        }, one.body  # fmt: skip


def _comments(db: Session, ids: list[uuid.UUID], wanted: _Wanted) -> _Found:
    c, m = contribution.c, comment.c
    query = (
        select(m.id, c.number, wanted.of(m.body), m.language, c.method, m.contribution_id, m.author_id, m.extra)
        .select_from(comment.join(contribution, c.id == m.contribution_id))
        .where(m.id == any_(literal(ids, ARRAY(Uuid()))), published(), standing())
    )
    for one in db.execute(wanted.filtered(query, m.body)) if ids else ():
        yield {
            **_values(f"m:{one.id}", one), "contribution_id": one.contribution_id, "comment_id": one.id,
            "author_id": one.author_id,
        }, one.body  # fmt: skip


def _values(item: str, one: Row[Any]) -> dict[str, Any]:
    """What contributions and comments have alike."""
    return {
        "item": item, "number": one.number, "title": "", "opening": one.body[:OPENING], "language": one.language,
        "method": one.method, "fields": one.extra or {},
    }  # fmt: skip


def _rows(db: Session, analysis_id: uuid.UUID, numbers: list[int], wanted: _Wanted) -> _Found:
    r, u = row.c, upload.c
    body = of_row(u.text_column)
    query = (
        select(
            r.number, r.cells.op("-")(u.text_column).label("cells"), wanted.of(body), u.id_column, u.language_column,
            of_row(u.id_column).label("own_id"), of_row(u.language_column).label("language"),
        )
        .select_from(row.join(upload, and_(u.id == r.upload_id, u.analysis_id == r.analysis_id)))
        .where(r.analysis_id == analysis_id, r.number == any_(literal(numbers, ARRAY(Integer()))))
    )  # fmt: skip
    for one in db.execute(wanted.filtered(query, body)) if numbers else ():
        named = {one.id_column, one.language_column}
        yield {
            "item": f"u:{one.number}", "number": one.number, "title": "", "opening": one.body[:OPENING],
            "language": one.language, "own_id": one.own_id,
            "fields": {name: value for name, value in one.cells.items() if name not in named},
        }, one.body  # fmt: skip
