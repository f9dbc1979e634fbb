# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""By what themes can be told apart: area, topic, phase or file, language, and columns of uploaded files."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import ColumnElement, String, case, cast, func, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area, comment, contribution, phase, topic, topic_link
from folkmoot.i18n import mark as _
from folkmoot_premium.analysis.tables.entries import Axis, Entry
from folkmoot_premium.insights.questions.columns import OWN, Column, same_column, telling_columns
from folkmoot_premium.insights.tables import item, joined, living, upload


@dataclass(frozen=True)
class Group:
    """A way of telling apart. key: as in the address. names: of each value in words."""

    key: str
    title: str
    axis: Axis
    names: Mapping[str, str]
    column: Column | None = None


def groups(request: Request, analysis_id: uuid.UUID, run_id: uuid.UUID) -> list[Group]:
    """What this run's texts can be told apart by, with two values at least; about six statements."""
    db, _told = request.db, request.gettext
    found = [
        Group("area", _told(_("Area")), *_named(request, area, _held(db, run_id, contribution.c.area_id))),
        _topics(request, run_id),
        _phases(request, analysis_id, run_id),
        Group("language", _told(_("Language")), *_plain(_held(db, run_id, item.c.language))),
        *(_own(column) for column in telling_columns(db, analysis_id)),
    ]
    return [one for one in found if len(one.axis.keys) > 1 or (one.key in ("area", "topic") and one.axis.keys)]


def entries(db: Session, run_id: uuid.UUID, group: Group) -> list[Entry]:
    """Each text of the run that is there: who wrote it, its theme, and its group; one statement, for topics two."""
    topics = _topics_of(db, run_id) if group.key == "topic" else {}
    i = item.c
    query = select(i.item, i.theme, i.contribution_id, author().label("author"), _value(group).label("value"))
    found = []
    for one in db.execute(query.select_from(joined()).where(i.run_id == run_id, living(), i.by_hand != "exclude")):
        told = topics.get(one.contribution_id, ()) if group.key == "topic" else _value_of(group, one.value)
        found.append(Entry(one.item, one.author, (one.theme,) if one.theme else (), told))
    return found


def author() -> ColumnElement[Any]:
    """Whoever wrote a text, as something that is the same for the same person; in statements from joined()."""
    c, m = contribution.c, comment.c
    of_contribution = func.coalesce(cast(c.author_id, String), "~" + c.author_name)
    return case(
        (item.c.comment_id.is_(None), of_contribution),
        else_=func.coalesce(cast(m.author_id, String), "~" + m.author_name),
    )


def _value(group: Group) -> Any:
    if group.column is not None:
        return same_column(group.column.name)
    c = contribution.c
    return {
        "area": cast(c.area_id, String), "phase": func.coalesce(cast(c.phase_id, String), cast(upload.c.id, String)),
        "language": item.c.language, "topic": item.c.item,
    }[group.key]  # fmt: skip


def _value_of(group: Group, value: str | None) -> tuple[str, ...]:
    told = group.column.group_of(value) if group.column else value
    return (told,) if told else ()


def _held(db: Session, run_id: uuid.UUID, column: Any) -> list[Any]:
    query = select(column).select_from(joined()).where(item.c.run_id == run_id, living(), column.is_not(None))
    return list(db.scalars(query.distinct().order_by(column)))


def _named(request: Request, table: Any, ids: Sequence[Any], order: str = "position") -> tuple[Axis, dict[str, str]]:
    query = select(table.c.id, table.c.title).where(table.c.id.in_(ids)).order_by(table.c[order], table.c.id)
    rows = request.db.execute(query).all() if ids else []
    names = {str(one.id): request.site.text(one.title, request.locale) for one in rows}
    return Axis(tuple(names)), names


def _plain(values: Sequence[str]) -> tuple[Axis, dict[str, str]]:
    known = [value for value in values if value not in ("", "und")]
    return Axis(tuple(known)), {value: value for value in known}


def _topics(request: Request, run_id: uuid.UUID) -> Group:
    links = select(topic_link.c.topic_id).where(
        topic_link.c.contribution_id.in_(
            select(item.c.contribution_id).select_from(joined()).where(item.c.run_id == run_id, living())
        )
    )
    axis, names = _named(request, topic, list(request.db.scalars(links.distinct())))
    return Group("topic", request.gettext(_("Topic")), Axis(axis.keys, several=True), names)


def _topics_of(db: Session, run_id: uuid.UUID) -> dict[uuid.UUID, tuple[str, ...]]:
    link = topic_link.c
    query = select(link.contribution_id, link.topic_id).where(
        link.contribution_id.in_(select(item.c.contribution_id).where(item.c.run_id == run_id))
    )
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for one in db.execute(query):
        found[one.contribution_id].append(str(one.topic_id))
    return {key: tuple(values) for key, values in found.items()}


def _phases(request: Request, analysis_id: uuid.UUID, run_id: uuid.UUID) -> Group:
    _axis, names = _named(request, phase, _held(request.db, run_id, contribution.c.phase_id), "opens_at")
    files = select(upload.c.id, upload.c.name).where(upload.c.analysis_id == analysis_id).order_by(upload.c.added_at)
    told = names | {str(one.id): one.name for one in request.db.execute(files)}
    return Group("phase", request.gettext(_("Phase or file")), Axis(tuple(told)), told)


def _own(column: Column) -> Group:
    axis = Axis(column.values, personal=True)
    return Group(OWN + column.name, column.name, axis, {value: value for value in column.values}, column)
