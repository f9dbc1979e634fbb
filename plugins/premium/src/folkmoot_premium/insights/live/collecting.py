# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Reading a project's published texts for its index, and whether any of them has changed since the last look."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, CompoundSelect, DateTime, Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import activity, contribution
from folkmoot_premium.analysis import Row, WrongRow
from folkmoot_premium.insights.sources import contribution_text

NEWEST = 20
"""Publications that are looked at: ten thousand may have come at one moment. A count finds what this leaves out."""
AT_ONCE = 500
"""Texts that are fetched together."""


@dataclass(frozen=True)
class Stamp:
    """How many contributions of a project are shown, when the newest was published, and when that was looked up."""

    count: int
    newest: datetime.datetime | None
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A published contribution: as the index takes it, and as it is shown."""

    id: uuid.UUID
    text: str
    language: str
    number: int
    title: str
    method: str

    @property
    def row(self) -> Row:
        """The same as the engine takes it."""
        text = self.text.replace("\x00", "")
        try:
            return Row.of(str(self.id), text, self.language)
        except WrongRow:
            return Row.of(str(self.id), text)

    @property
    def mark(self) -> int:
        """A number that is another one for another text; of this process only."""
        return hash((self.text, self.language))


def stamp(db: Session, project_id: uuid.UUID) -> Stamp:
    """Read from an index of the table alone, without a row of it; still it takes a millisecond for 5,000 texts."""
    return Stamp(*db.connection().execute(_stamp(), {"project": project_id}).one())


def changes(db: Session, project_id: uuid.UUID, since: datetime.datetime) -> set[tuple[uuid.UUID, datetime.datetime]]:
    """Which texts were edited or withdrawn, and which newest ones were published, and when."""
    values = {"project": project_id, "since": since}
    return {(row.id, row.at) for row in db.connection().execute(_changes(), values)}


def ids(db: Session, project_id: uuid.UUID, since: datetime.datetime | None = None) -> set[uuid.UUID]:
    """Of everything that is published, or was since a moment."""
    statement = _ids(since is not None)
    return set(db.connection().execute(statement, {"project": project_id, "since": since}).scalars())


def emptied(db: Session, project_id: uuid.UUID) -> set[uuid.UUID]:
    """Texts whose author was erased with what they wrote: still shown as a place, but empty. Nothing else tells it."""
    return set(db.connection().execute(_emptied(), {"project": project_id}).scalars())


def texts(db: Session, wanted: Iterable[uuid.UUID]) -> dict[uuid.UUID, Text]:
    """These texts as they are now; what isn't published any more is missing."""
    found = db.connection().execute(_texts(), {"ids": list(wanted)})
    return {row.id: _text(row) for row in found}


def everything(db: Session, project_id: uuid.UUID) -> Iterator[Text]:
    """All texts of a project, by and by."""
    statement = _everything().execution_options(yield_per=AT_ONCE)
    for row in db.execute(statement, {"project": project_id}):
        yield _text(row)


def _text(row: Any) -> Text:
    return Text(row.id, contribution_text(row.title, row.body), row.language, row.number, row.title, row.method)


def _shown() -> tuple[Any, ...]:
    return contribution.c.published_at.is_not(None), contribution.c.withdrawn_at.is_(None)


@lru_cache(maxsize=1)
def _stamp() -> Select[Any]:
    c = contribution.c
    return select(func.count(), func.max(c.published_at), func.clock_timestamp()).where(
        c.project_id == bindparam("project", type_=Uuid), *_shown()
    )


@lru_cache(maxsize=1)
def _changes() -> CompoundSelect[Any]:
    a, c = activity.c, contribution.c
    project, since = bindparam("project", type_=Uuid), bindparam("since", type_=DateTime(timezone=True))
    acts = select(a.subject_id.label("id"), a.at.label("at")).where(
        a.project_id == project, a.at >= since, a.kind == "contribution", a.verb.in_(("edited", "withdrawn"))
    )
    come = select(c.id, c.published_at).where(c.project_id == project, c.published_at >= since)
    return acts.union_all(select(come.order_by(c.published_at.desc()).limit(NEWEST).subquery()))


@lru_cache(maxsize=2)
def _ids(since: bool) -> Select[Any]:
    c = contribution.c
    query = select(c.id).where(c.project_id == bindparam("project", type_=Uuid), *_shown())
    return query.where(c.published_at >= bindparam("since", type_=DateTime(timezone=True))) if since else query


@lru_cache(maxsize=1)
def _emptied() -> Select[Any]:
    c = contribution.c
    nothing = (c.author_id.is_(None), c.title == "", c.body == "")
    return select(c.id).where(c.project_id == bindparam("project", type_=Uuid), *_shown(), *nothing)


@lru_cache(maxsize=1)
def _texts() -> Select[Any]:
    c = contribution.c
    wanted = c.id == func.any(bindparam("ids", type_=ARRAY(Uuid)))
    return select(c.id, c.title, c.body, c.language, c.number, c.method).where(wanted, *_shown())


@lru_cache(maxsize=1)
def _everything() -> Select[Any]:
    c = contribution.c
    query = select(c.id, c.title, c.body, c.language, c.number, c.method)
    return query.where(c.project_id == bindparam("project", type_=Uuid), *_shown()).order_by(c.id)
