# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reading contributions: a list's page in two statements, one contribution in one. No entities, nothing a row.

Every row has: id number title language method project_id phase_id author_id author area_id latitude longitude place
status_id created_at published_at edited_at withdrawn_at likes dislikes mine comments topics. Rows of a list: snippet,
image (width, height, widths, key, alt) or None; in a list across projects also project_slug project_title and
project_state. The row of by_number has these three, status_class, body, area (its title), pictures (list of such
images, alt by locale), import_source and extra.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)  # fmt: skip
from sqlalchemy.orm import Session

from folkmoot.contributions.interfaces import PAGE_SIZE, ListQuery, Order, Page
from folkmoot.contributions.orders import ORDERS
from folkmoot.contributions.tables import (
    account,
    area,
    comment,
    contribution,
    media_file,
    picture,
    project,
    reaction,
    status,
    topic_link,
)  # fmt: skip
from folkmoot.search.interfaces import ISearch

SNIPPET = 280
"""How many characters of a text its card gets; the style sheet cuts it to three lines."""

MOST_PER_PAGE = 500
SAME = ("id", "number", "title", "language", "method", "project_id", "phase_id", "author_id", "area_id", "latitude",
        "longitude", "place", "status_id", "created_at", "published_at", "edited_at", "withdrawn_at")  # fmt: skip
PROJECT = (
    project.c.slug.label("project_slug"),
    project.c.title.label("project_title"),
    project.c.state.label("project_state"),
)


@dataclass(frozen=True)
class Shape:
    """What a list's statement depends on besides its values: statements are built once for each shape."""

    order: Order
    filters: frozenset[str]
    signed_in: bool
    size: int = PAGE_SIZE


def listing(db: Session, search: ISearch, query: ListQuery) -> Page:
    """One page of a list, and how many there are in all."""
    page, size = max(query.page, 1), min(max(query.per_page, 1), MOST_PER_PAGE)
    order = query.order if isinstance(query.order, Order) else ORDERS.get(query.order, ORDERS["newest"])
    shape = Shape(order, _filters(query), query.viewer_id is not None, size)
    statement, count = statements(shape)
    if query.text:
        statement, count = _build(shape, search.matches(query.text, query.language, "contribution", query.project_id))
    connection, values = db.connection(), _values(query)
    total = int(connection.execute(count, values).scalar_one())
    skip = (page - 1) * size
    rows = list(connection.execute(statement, {**values, "skip": skip})) if skip < total else []
    return Page(rows, total, page, max(1, -(-total // size)))


def _filters(query: ListQuery) -> frozenset[str]:
    names = ("methods", "phase_id", "project_id", "topics", "area_id", "statuses", "author_id", "hidden", "drafts")
    return frozenset(name for name in names if getattr(query, name))


def _values(query: ListQuery) -> dict[str, Any]:
    day = query.day or datetime.datetime.now(datetime.UTC).date()
    return {
        "methods": list(query.methods), "in_phase": query.phase_id, "in_project": query.project_id,
        "topics": list(query.topics), "in_area": query.area_id, "statuses": list(query.statuses),
        "author": query.author_id, "viewer": query.viewer_id, "day_number": day.toordinal(),
        "moment_seconds": (query.now or datetime.datetime.now(datetime.UTC)).timestamp(),
    }  # fmt: skip


@lru_cache(maxsize=512)
def statements(shape: Shape) -> tuple[Select[Any], Select[Any]]:
    """The statements of a list without words to search for: its rows and their number."""
    return _build(shape, None)


def _build(shape: Shape, matches: Select[Any] | None) -> tuple[Select[Any], Select[Any]]:
    conditions = _conditions(shape.filters, shape.signed_in)
    if matches is not None:
        conditions.append(contribution.c.id.in_(matches))
    found = shape.order.apply(select(contribution.c.id).select_from(contribution).where(*conditions))
    # The size is part of the text: with an unknown size PostgreSQL would plan the statement anew every time.
    found = found.limit(literal_column(str(shape.size))).offset(bindparam("skip", type_=Integer))
    ids = found.cte("found").prefix_with("MATERIALIZED")
    place = select(ids.c.id, func.row_number().over().label("place")).subquery("place")
    image = _first_picture()
    across = not shape.filters & {"phase_id", "project_id"}
    statement = select(
        *_columns(shape.signed_in), func.left(contribution.c.body, SNIPPET).label("snippet"), image.c.image,
        *(PROJECT if across else ()),
    )  # fmt: skip
    joined = _joins(place.join(contribution, contribution.c.id == place.c.id), shape.signed_in)
    if across:
        joined = joined.join(project, project.c.id == contribution.c.project_id)
    count = select(func.count()).select_from(contribution).where(*conditions)
    return statement.select_from(joined.outerjoin(image, true())).order_by(place.c.place), count


def _conditions(filters: frozenset[str], signed_in: bool) -> list[ColumnElement[bool]]:
    c = contribution.c
    conditions: list[ColumnElement[bool]] = [c.withdrawn_at.is_(None)]
    if "hidden" not in filters:
        public: ColumnElement[bool] = c.published_at.is_not(None)
        own = and_(c.author_id == bindparam("viewer", type_=Uuid))
        conditions.append(or_(public, own) if signed_in and "author_id" in filters else public)
    if "drafts" not in filters:
        readable = select(project.c.id).where(project.c.state != "draft")
        conditions.append(c.project_id.in_(readable))
    given = {
        "methods": c.method == func.any(bindparam("methods", type_=ARRAY(Text))),
        "phase_id": c.phase_id == bindparam("in_phase", type_=Uuid),
        "project_id": c.project_id == bindparam("in_project", type_=Uuid),
        "area_id": c.area_id == bindparam("in_area", type_=Uuid),
        "statuses": c.status_id == func.any(bindparam("statuses", type_=ARRAY(Uuid))),
        "author_id": c.author_id == bindparam("author", type_=Uuid),
        "topics": exists().where(
            topic_link.c.contribution_id == c.id,
            topic_link.c.topic_id == func.any(bindparam("topics", type_=ARRAY(Uuid))),
        ),
    }
    return conditions + [condition for name, condition in given.items() if name in filters]


def _columns(signed_in: bool) -> list[ColumnElement[Any]]:
    counts = reaction_counts(signed_in)
    talk = select(func.count()).where(comment.c.contribution_id == contribution.c.id, comment.c.removed_at.is_(None))
    topics = select(topic_link.c.topic_id).where(topic_link.c.contribution_id == contribution.c.id)
    return [
        *(contribution.c[name] for name in SAME),
        func.coalesce(account.c.display_name, contribution.c.author_name).label("author"),
        counts.c.likes, counts.c.dislikes, counts.c.mine,
        talk.correlate(contribution).scalar_subquery().label("comments"),
        func.array(topics.correlate(contribution).scalar_subquery()).label("topics"),
    ]  # fmt: skip


@lru_cache(maxsize=2)
def reaction_counts(signed_in: bool) -> Any:
    """Likes, dislikes and the viewer's own reaction of the contribution at hand, from its rows."""
    mine: ColumnElement[Any] = literal(None, Integer)
    if signed_in:
        mine = func.max(reaction.c.value).filter(reaction.c.account_id == bindparam("viewer", type_=Uuid))
    return (
        select(
            func.count().filter(reaction.c.value == 1).label("likes"),
            func.count().filter(reaction.c.value == -1).label("dislikes"),
            mine.label("mine"),
        )
        .where(reaction.c.contribution_id == contribution.c.id)
        .correlate(contribution)
        .lateral("counts")
    )


def _joins(start: FromClause, signed_in: bool) -> Any:
    return start.outerjoin(account, account.c.id == contribution.c.author_id).join(reaction_counts(signed_in), true())


def _image_json() -> ColumnElement[Any]:
    c = media_file.c
    return func.json_build_object(
        "id", c.id, "key", c.key, "width", c.width, "height", c.height, "widths", c.widths, "alt", c.alt
    )  # fmt: skip


def _first_picture() -> Any:
    return (
        select(_image_json().label("image"))
        .select_from(picture.join(media_file, media_file.c.id == picture.c.file_id))
        .where(picture.c.contribution_id == contribution.c.id, picture.c.position == 0)
        .correlate(contribution)
        .limit(1)
        .lateral("first_picture")
    )


def by_number(db: Session, number: int, viewer_id: uuid.UUID | None = None) -> Any:
    """Everything about one contribution but its discussion and its life; None when there is none in this tenant."""
    values: Mapping[str, Any] = {"number": number, "viewer": viewer_id}
    return db.connection().execute(detail_statement(viewer_id is not None), values).one_or_none()


@lru_cache(maxsize=2)
def detail_statement(signed_in: bool) -> Select[Any]:
    """The statement of one contribution."""
    images = (
        select(func.json_agg(_image_json().op("ORDER BY")(picture.c.position)))
        .select_from(picture.join(media_file, media_file.c.id == picture.c.file_id))
        .where(picture.c.contribution_id == contribution.c.id)
        .correlate(contribution)
        .scalar_subquery()
    )
    statement = select(
        *_columns(signed_in),
        *PROJECT,
        status.c.status_class,
        contribution.c.body,
        contribution.c.import_source,
        contribution.c.extra,
        func.coalesce(images, func.json_build_array()).label("pictures"),
        area.c.title.label("area"),
    )
    joined = (
        _joins(contribution, signed_in)
        .join(project, project.c.id == contribution.c.project_id)
        .join(status, status.c.id == contribution.c.status_id)
        .outerjoin(area, area.c.id == contribution.c.area_id)
    )
    return statement.select_from(joined).where(contribution.c.number == bindparam("number"))


def subject(db: Session, number: int) -> Any:
    """What acting on a contribution needs to know of it, without counts and texts; None when there is none."""
    return db.connection().execute(subject_statement(), {"number": number}).one_or_none()


@lru_cache(maxsize=1)
def subject_statement() -> Select[Any]:
    """The statement of one contribution that somebody acts on."""
    topics = select(topic_link.c.topic_id).where(topic_link.c.contribution_id == contribution.c.id)
    return (
        select(
            *(contribution.c[name] for name in SAME),
            func.array(topics.correlate(contribution).scalar_subquery()).label("topics"),
            *PROJECT,
        )
        .select_from(contribution.join(project, project.c.id == contribution.c.project_id))
        .where(contribution.c.number == bindparam("number"))
    )
