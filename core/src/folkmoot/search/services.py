# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Filling and asking the index of words."""

import re
import uuid
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, String, Table, Uuid, bindparam, column, delete, func, null, select, text
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import ARRAY, REGCONFIG, TSQUERY
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.search.interfaces import Found, ISearch
from folkmoot.search.models import SearchDocument
from folkmoot.search.words import DICTIONARIES, PLAIN, dictionary, fold

DOCUMENT = cast("Table", SearchDocument.__table__)
LONGEST_QUERY = 200
MOST = 10_000
UNWANTED = re.compile(r'(?:^|\s)-(?:"[^"]*"|[^\s"]+)')
ALL = (PLAIN, *DICTIONARIES.values())


@implementer(ISearch)
class Search:
    """Full-text search in the database's own dictionaries; a thing is found in whatever language it is written."""

    def index(
        self,
        db: Session,
        kind: str,
        subject_id: uuid.UUID,
        project_id: uuid.UUID | None,
        language: str,
        weighted_texts: Sequence[tuple[str, str]],
    ) -> None:
        """Put one thing into the index, or replace it there."""
        values = {"kind": kind, "subject_id": subject_id, "project_id": project_id, "language": language}
        add = upsert(DOCUMENT).values(**values, words=_vector(language, weighted_texts))
        key = ["tenant_id", "kind", "subject_id", "language"]
        changed = {"words": add.excluded.words, "project_id": add.excluded.project_id, "updated_at": func.now()}
        db.execute(add.on_conflict_do_update(index_elements=key, set_=changed))

    def remove(self, db: Session, kind: str, subject_id: uuid.UUID) -> None:
        """Take one thing out in all languages."""
        db.execute(delete(DOCUMENT).where(DOCUMENT.c.kind == kind, DOCUMENT.c.subject_id == subject_id))

    def find(
        self,
        db: Session,
        text: str,
        language: str,
        kinds: Sequence[str] = (),
        project_id: uuid.UUID | None = None,
        limit: int = 100,
    ) -> list[Found]:
        """What matches, best first."""
        found = _call(_query(text, language), kinds, project_id, limit)
        names = ("kind", "subject_id", "project_id", "rank")
        return [Found(*row) for row in db.execute(select(*(found.c[name] for name in names)))]

    def matches(self, text: str, language: str, kind: str, project_id: uuid.UUID | None = None) -> Select[Any]:
        """The ids of what matches, to be used inside another statement."""
        return select(_call(_query(text, language), (kind,), project_id, MOST).c.subject_id)


def _call(query: ColumnElement[Any], kinds: Sequence[str], project_id: uuid.UUID | None, limit: int) -> Any:
    wanted = bindparam("kinds", list(kinds), ARRAY(String), unique=True) if kinds else null()
    project = bindparam("project", project_id, Uuid, unique=True)
    columns: list[Any] = [
        column("kind", String),
        column("subject_id", Uuid),
        column("project_id", Uuid),
        column("rank"),
    ]
    call = func.folkmoot_search(query, sql_cast(wanted, ARRAY(String)), sql_cast(project, Uuid), limit)
    return call.table_valued(*columns).alias("found")


def _vector(language: str, weighted_texts: Sequence[tuple[str, str]]) -> ColumnElement[Any]:
    """Each text in its language's dictionary, once as written and once without accents, with its weight A to D."""
    vector: ColumnElement[Any] | None = None
    for weight, words in weighted_texts:
        forms = {words, fold(words)}
        for form in sorted(forms):
            part = func.setweight(func.to_tsvector(_config(dictionary(language)), form), text(f"'{weight[:1]}'"))
            vector = part if vector is None else vector.op("||")(part)
    return func.to_tsvector("") if vector is None else vector


def _query(words: str, language: str) -> ColumnElement[Any]:
    """What people typed, read by every dictionary: a visitor in French also finds what is written in Dutch.

    What must not occur ("-bus") is taken apart first: none of its readings may occur, while of the rest any will do.
    """
    cut = words.replace("\x00", " ")[:LONGEST_QUERY]
    unwanted = [found.lstrip()[1:] for found in UNWANTED.findall(cut)]
    query = _readings(UNWANTED.sub(" ", cut), language)
    for word in unwanted:
        query = query.op("&&", return_type=TSQUERY())(func.tsquery_not(_readings(word, language)))
    return query


def _readings(words: str, language: str) -> ColumnElement[Any]:
    first = dictionary(language)
    query: ColumnElement[Any] | None = None
    for name in (first, *(other for other in ALL if other != first)):
        for form in sorted({words, fold(words)}):
            part = func.websearch_to_tsquery(_config(name), form)
            query = part if query is None else query.op("||", return_type=TSQUERY())(part)
    assert query is not None
    return query


def _config(name: str) -> ColumnElement[Any]:
    return sql_cast(text(f"'{name}'"), REGCONFIG)
