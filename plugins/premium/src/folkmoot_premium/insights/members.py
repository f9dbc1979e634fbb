# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The texts of a run, read live from where they are: by theme, by filter, by page; and the representatives."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution, topic_link
from folkmoot_premium.insights import typed
from folkmoot_premium.insights.questions.columns import Column, same_column
from folkmoot_premium.insights.tables import body, item, joined, living, of_row, row, title, upload
from folkmoot_premium.insights.themes import of_theme

PER_PAGE = 50
REPRESENTATIVES = 5
EVERYTHING = "all"
EXCLUDED, NONE = "excluded", "none"


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see of a run. theme: an id, "none" (in none), "excluded" or "all".

    words: all of them must be in the text, as parts of words; listed as in typed.words. phase_id, area_id, topic_id
    and status_id hold for contributions and for comments under such. since, until: the beginning of the first day and
    of the day after the last, in the town's zone. cells: of uploaded columns the group. by_hand: only what people put
    where it is. page None: all of it.
    """

    theme: str = EVERYTHING
    words: str = ""
    phase_id: uuid.UUID | None = None
    upload_id: uuid.UUID | None = None
    area_id: uuid.UUID | None = None
    topic_id: uuid.UUID | None = None
    status_id: uuid.UUID | None = None
    language: str = ""
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    cells: tuple[tuple[Column, str], ...] = ()
    by_hand: bool = False
    page: int | None = 1


@dataclass(frozen=True)
class Member:
    """A text in a run. number: of its contribution or row, by which people know it. own_id: the id that an
    uploaded row brought along. kind: contribution, comment or row. at: when it was published, None of a row; day:
    what an uploaded row says instead, None of all others.

    found: the theme that the program put it into; theme: where it is now.
    """

    item: str
    place: int
    kind: str
    number: int
    title: str
    text: str
    language: str
    found: str | None
    theme: str | None
    by_hand: str
    stands_for: int | None
    method: str | None
    phase_id: uuid.UUID | None
    contribution_id: uuid.UUID | None
    at: datetime.datetime | None
    own_id: str
    day: datetime.date | None


@dataclass(frozen=True)
class Page:
    """One page of texts and how many there are in all."""

    members: list[Member]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def find(db: Session, run_id: uuid.UUID, wish: Wish) -> Page:
    """The texts that are wished for: representatives first, then by place. One statement; beyond the last page a
    second one for the first: moving what a last page holds leaves it empty."""  # fmt: skip
    query = _select().add_columns(func.count().over().label("total")).where(item.c.run_id == run_id, *_wanted(wish))
    query = query.order_by(item.c.stands_for.desc().nulls_last(), item.c.place)
    if wish.page is not None:
        query = query.limit(PER_PAGE).offset((wish.page - 1) * PER_PAGE)
    rows = list(db.execute(query))
    if not rows and (wish.page or 1) > 1:
        return find(db, run_id, replace(wish, page=1))
    return Page([_member(one) for one in rows], rows[0].total if rows else 0, (wish.page or 1) if rows else 1)


def items_of(db: Session, run_id: uuid.UUID, wish: Wish) -> list[str]:
    """The ids of all texts that are wished for, on whatever page, by place. One statement, which reads no text where
    none is filtered by words."""  # fmt: skip
    query = select(item.c.item).select_from(joined()).where(item.c.run_id == run_id, *_wanted(wish))
    return list(db.scalars(query.order_by(item.c.place)))


def by_items(db: Session, run_id: uuid.UUID, items: Iterable[str]) -> dict[str, Member]:
    """Texts by their ids; those that are no longer there are missing. One statement."""
    query = _select().where(item.c.run_id == run_id, item.c.item.in_(list(items)), living())
    return {one.item: _member(one) for one in db.execute(query)}


def placed(db: Session, run_id: uuid.UUID, items: Iterable[str]) -> frozenset[str]:
    """Those of some ids that are texts of a run and still there, so that their pages can be opened. One statement."""
    i = item.c
    query = select(i.item).select_from(joined()).where(i.run_id == run_id, i.item.in_(list(items)), living())
    return frozenset(db.scalars(query))


def representatives(db: Session, run_id: uuid.UUID) -> dict[str, list[Member]]:
    """By theme at most five texts that stand for others, the one for most first. One statement.

    stands_for is as the run counted; a text that somebody moved speaks for its new theme no more than for the old.
    """
    i = item.c
    spoken = and_(i.stands_for.is_not(None), i.theme.is_not(None), i.by_hand.in_(("", "pin", "split")))
    query = _select().where(i.run_id == run_id, spoken, living()).order_by(i.stands_for.desc(), i.place)
    found: dict[str, list[Member]] = defaultdict(list)
    for one in db.execute(query):
        if len(found[one.theme]) < REPRESENTATIVES:
            found[one.theme].append(_member(one))
    return dict(found)


def _select() -> Select[Any]:
    i, c, r = item.c, contribution.c, row.c
    own_id = func.coalesce(of_row(upload.c.id_column), "")
    return (
        select(
            i.item, i.place, i.language, i.found, i.theme, i.by_hand, i.stands_for, i.comment_id, i.row_number,
            i.contribution_id, func.coalesce(c.number, r.number).label("number"), title().label("title"),
            body().label("text"), c.method, c.phase_id,
            func.coalesce(comment.c.created_at, c.published_at).label("at"), own_id.label("own_id"), r.day,
        )
        .select_from(joined())
    )  # fmt: skip


def _member(one: Any) -> Member:
    kind = "row" if one.row_number is not None else "comment" if one.comment_id is not None else "contribution"
    return Member(
        one.item, one.place, kind, one.number, one.title, one.text, one.language, one.found, one.theme, one.by_hand,
        one.stands_for, one.method, one.phase_id, one.contribution_id, one.at, one.own_id, one.day,
    )  # fmt: skip


def _wanted(wish: Wish) -> list[ColumnElement[bool]]:
    i, c = item.c, contribution.c
    wanted = [living(), *_placed(wish.theme)]
    for column, value in ((c.phase_id, wish.phase_id), (c.area_id, wish.area_id), (c.status_id, wish.status_id)):
        wanted += [column == value] if value else []
    wanted += [row.c.upload_id == wish.upload_id] if wish.upload_id else []
    wanted += [i.language == wish.language] if wish.language else []
    wanted += [i.by_hand != ""] if wish.by_hand else []
    if wish.topic_id:
        link = topic_link.c
        wanted.append(exists().where(link.contribution_id == i.contribution_id, link.topic_id == wish.topic_id))
    wanted += [same_column(column.name).in_(column.cells[group]) for column, group in wish.cells]
    at, day = func.coalesce(comment.c.created_at, c.published_at), row.c.day
    wanted += [or_(at >= wish.since, day >= wish.since.date())] if wish.since else []
    wanted += [or_(at < wish.until, day < wish.until.date())] if wish.until else []
    return wanted + [says(word) for word in typed.words(wish.words)]


def _placed(theme: str) -> list[ColumnElement[bool]]:
    if theme == EVERYTHING:
        return []
    return [item.c.by_hand == "exclude"] if theme == EXCLUDED else [of_theme(None if theme == NONE else theme)]


def says(word: str) -> ColumnElement[bool]:
    """A text that has a word, as it is or as part of another; in statements from joined()."""
    told = func.lower(word)
    return or_(func.strpos(func.lower(title()), told) > 0, func.strpos(func.lower(body()), told) > 0)
