# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What an analysis reads, live from the rows: contributions of phases, their comments, uploaded rows."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution
from folkmoot_premium.analysis import Row, WrongRow
from folkmoot_premium.insights.tables import (
    analysis,
    body,
    item,
    joined,
    living,
    of_row,
    published,
    row,
    source,
    standing,
    title,
    upload,
)  # fmt: skip
from folkmoot_premium.insights.wishes import language_of

AT_ONCE = 2_000
"""Rows that are fetched together."""


@dataclass(frozen=True, slots=True)
class Input:
    """A text to analyse. item: its id in a run. contribution_id: itself, or what it comments on."""

    item: str
    text: str
    language: str | None
    contribution_id: uuid.UUID | None = None
    comment_id: uuid.UUID | None = None
    row_number: int | None = None


def contribution_text(title: str, body: str) -> str:
    """A contribution as the engine reads it."""
    return f"{title}\n\n{body}".strip()


def inputs(db: Session, analysis_id: uuid.UUID, language: str) -> list[Input]:
    """Every text that the analysis would read now, by id; language: Analysis.language. One statement a kind."""
    found = [*_contributions(db, analysis_id), *_comments(db, analysis_id), *_rows(db, analysis_id)]
    told = [
        Input(one.item, one.text, language_of(one.language, language), one.contribution_id, one.comment_id,
              one.row_number)
        for one in found if one.text.strip()
    ]  # fmt: skip
    return sorted(told, key=lambda one: one.item)


def inputs_of(db: Session, run: Any, theme: str | None = None) -> list[Input]:
    """What is still there of the texts that a run read (those of one theme only, if named), by id. One statement."""
    i, c, m, u = item.c, contribution.c, comment.c, upload.c
    given = func.coalesce(m.language, c.language, of_row(u.language_column)).label("given")
    query = (
        select(
            i.item, i.contribution_id, i.comment_id, i.row_number, title().label("title"), body().label("body"), given
        )
        .select_from(joined())
        .where(i.run_id == run.id, i.folded_at.is_(None), living(), *([i.theme == theme] if theme else []))
    )
    wished = run.settings["language"]
    found = [
        Input(one.item, _told(one),
              language_of(one.given, wished), one.contribution_id, one.comment_id, one.row_number)
        for one in _streamed(db, query)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.item)


def _told(one: Any) -> str:
    is_contribution = one.row_number is None and one.comment_id is None
    return contribution_text(one.title, one.body) if is_contribution else str(one.body)


def engine_rows(found: list[Input]) -> list[Row]:
    """The same as the engine takes them; a language that can't be one is recognised instead."""
    return [_engine_row(one) for one in found]


def _engine_row(one: Input) -> Row:
    text = one.text.replace("\x00", "")
    try:
        return Row.of(one.item, text, one.language)
    except WrongRow:
        return Row.of(one.item, text)


def in_language(analysis_id: Any, told: Any) -> ColumnElement[bool]:
    """Texts in the language to which an analysis is limited, where it is; told: a text's own word for its language."""
    only = select(analysis.c.only).where(analysis.c.id == analysis_id).scalar_subquery()
    code = func.split_part(func.replace(func.lower(func.btrim(func.coalesce(told, ""))), "_", "-"), "-", 1)
    return or_(only == "", only == code)


def _contributions(db: Session, analysis_id: uuid.UUID) -> Iterator[Input]:
    c, s = contribution.c, source.c
    query = (
        select(c.id, c.title, c.body, c.language)
        .select_from(contribution.join(source, s.phase_id == c.phase_id))
        .where(s.analysis_id == analysis_id, published(), in_language(analysis_id, c.language))
    )
    for one in _streamed(db, query):
        yield Input(f"c:{one.id}", contribution_text(one.title, one.body), one.language, one.id)


def _comments(db: Session, analysis_id: uuid.UUID) -> Iterator[Input]:
    c, s, m = contribution.c, source.c, comment.c
    query = (
        select(m.id, m.body, m.language, m.contribution_id)
        .select_from(comment.join(contribution, c.id == m.contribution_id).join(source, s.phase_id == c.phase_id))
        .where(s.analysis_id == analysis_id, s.comments, published(), standing(), in_language(analysis_id, m.language))
    )
    for one in _streamed(db, query):
        yield Input(f"m:{one.id}", one.body, one.language, one.contribution_id, one.id)


def _rows(db: Session, analysis_id: uuid.UUID) -> Iterator[Input]:
    u, r = upload.c, row.c
    query = (
        select(r.number, of_row(u.text_column).label("text"), of_row(u.language_column).label("language"))
        .select_from(row.join(upload, and_(u.id == r.upload_id, u.analysis_id == r.analysis_id)))
        .where(r.analysis_id == analysis_id, in_language(analysis_id, of_row(u.language_column)))
    )
    for one in _streamed(db, query):
        yield Input(f"u:{one.number}", one.text, one.language, row_number=one.number)


def _streamed(db: Session, query: Select[Any]) -> Iterator[Any]:
    return iter(db.execute(query.execution_options(yield_per=AT_ONCE)))
