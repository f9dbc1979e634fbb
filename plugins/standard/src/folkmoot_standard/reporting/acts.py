# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What people did, as one relation: a row for each contribution, comment and reaction, and for each person's act.

Contributions, comments and reactions are counted from their own rows, as every other page counts them. People are
counted from the stream of acts, where a person who erased their account still counts as somebody. A person is known
across projects by the account, and without one by the id that the stream gives within a project.
"""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    Boolean,
    ColumnElement,
    Select,
    Text,
    Uuid,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)  # fmt: skip

from folkmoot.contributions.tables import activity, comment, comment_reaction, contribution, reaction, topic_link

NOT_TAKING_PART = ("edited", "withdrawn", "reaction-withdrawn", "removed", "status-changed", "answered", "imported")
"""Verbs of the stream that are staff's, or change what a person did before. All others are acts of taking part."""

ON_COMMENTS = ("comment", "comment-reaction")
"""Kinds of acts whose subject is a comment."""

DIMENSIONS = ("phase", "method", "area", "topic")
"""What a report can be narrowed to beside projects and a period; each is one value of a row, but topics several."""

c = contribution.c
ONLINE = and_(c.published_at.is_not(None), c.withdrawn_at.is_(None))


@dataclass(frozen=True)
class Scope:
    """Which acts count: in these projects, from one moment up to another, of these phase, method, area and topic."""

    projects: tuple[uuid.UUID, ...]
    begins: datetime.datetime | None
    ends: datetime.datetime
    only: Mapping[str, Any] = field(default_factory=dict)


def relation(scope: Scope) -> CTE:
    """Every act of the scope's projects and time. kind: contribution, comment, reaction, or person."""
    found = union_all(
        _contributions(scope),
        _comments(scope),
        _reactions(scope),
        _reactions_to_comments(scope),
        _people(scope),
        _people_in_discussions(scope),
    )
    return found.cte("act")


def _row(kind: str, at: ColumnElement[Any], imported: ColumnElement[Any]) -> tuple[Any, ...]:
    return (
        literal(kind).label("kind"), at.label("at"), imported.label("imported"), cast(null(), Uuid).label("person"),
        c.project_id.label("project"), c.phase_id.label("phase"), c.method.label("method"), c.area_id.label("area"),
        c.id.label("contribution"), cast(null(), ARRAY(Uuid)).label("own_topics"),
    )  # fmt: skip


def _within(scope: Scope, at: ColumnElement[Any], project: ColumnElement[Any]) -> ColumnElement[bool]:
    begun = [at >= scope.begins] if scope.begins else []
    return and_(project.in_(scope.projects), at < scope.ends, *begun)


def _contributions(scope: Scope) -> Select[Any]:
    row = _row("contribution", c.created_at, c.import_key.is_not(None))
    return select(*row).where(ONLINE, _within(scope, c.created_at, c.project_id))


def _comments(scope: Scope) -> Select[Any]:
    """What the administration says officially is no participation."""
    at = comment.c.created_at
    return (
        select(*_row("comment", at, comment.c.import_key.is_not(None)))
        .select_from(comment.join(contribution, c.id == comment.c.contribution_id))
        .where(ONLINE, comment.c.removed_at.is_(None), comment.c.official.is_(False))
        .where(_within(scope, at, comment.c.project_id))
    )


def _reactions(scope: Scope) -> Select[Any]:
    at = reaction.c.created_at
    return (
        select(*_row("reaction", at, false()))
        .select_from(reaction.join(contribution, c.id == reaction.c.contribution_id))
        .where(ONLINE, reaction.c.value != 0, _within(scope, at, c.project_id))
    )


def _reactions_to_comments(scope: Scope) -> Select[Any]:
    at, r = comment_reaction.c.created_at, comment_reaction.c
    talk = comment_reaction.join(comment, comment.c.id == r.comment_id)
    return (
        select(*_row("reaction", at, false()))
        .select_from(talk.join(contribution, c.id == comment.c.contribution_id))
        .where(ONLINE, comment.c.removed_at.is_(None), _within(scope, at, comment.c.project_id))
    )


def _people(scope: Scope) -> Select[Any]:
    """Acts of people on contributions, placed where these are now; what isn't about one keeps its own place."""
    a = activity.c
    placed = activity.outerjoin(contribution, c.id == a.subject_id)
    return _acts_of_people(scope).select_from(placed).where(a.kind.not_in(ON_COMMENTS))


def _people_in_discussions(scope: Scope) -> Select[Any]:
    """Acts of people on comments, placed with the contribution below which these stand."""
    a = activity.c
    placed = activity.join(comment, comment.c.id == a.subject_id).join(contribution, c.id == comment.c.contribution_id)
    unofficial = or_(a.kind != "comment", comment.c.official.is_(False))
    return _acts_of_people(scope).select_from(placed).where(a.kind.in_(ON_COMMENTS), unofficial)


def _acts_of_people(scope: Scope) -> Select[Any]:
    a = activity.c
    return select(
        literal("person"), a.at, cast(false(), Boolean), func.coalesce(a.account_id, a.participant), a.project_id,
        func.coalesce(c.phase_id, a.phase_id), func.coalesce(c.method, a.method), func.coalesce(c.area_id, a.area_id),
        c.id, a.topics,
    ).where(
        a.participant.is_not(None), a.verb.not_in(NOT_TAKING_PART), _within(scope, a.at, a.project_id)
    )  # fmt: skip


def matching(act: Any, scope: Scope, *, but: str = "") -> list[ColumnElement[bool]]:
    """The scope's phase, method, area and topic as conditions on its relation; but: one that is left out."""
    return [_is(act, name, value) for name, value in scope.only.items() if name != but]


def _is(act: Any, name: str, value: Any) -> ColumnElement[bool]:
    if name != "topic":
        return act.c[name] == value
    linked = exists().where(topic_link.c.contribution_id == act.c.contribution, topic_link.c.topic_id == value)
    return or_(linked, and_(act.c.contribution.is_(None), literal(value, Uuid) == func.any(act.c.own_topics)))


def with_topics(act: Any) -> Any:
    """The relation once for each topic of each act, with the column topic (None: it has none)."""
    own = func.unnest(act.c.own_topics).table_valued("id", name="own").render_derived(name="own")
    linked = select(act, topic_link.c.topic_id.label("topic")).select_from(
        act.outerjoin(topic_link, topic_link.c.contribution_id == act.c.contribution)
    )
    unlinked = select(act, own.c.id).select_from(act.outerjoin(own, true()))
    return union_all(
        linked.where(act.c.contribution.is_not(None)), unlinked.where(act.c.contribution.is_(None))
    ).subquery("topical")


def key_of(column: Any) -> Any:
    """A value of any dimension as text, so that several can stand in one statement."""
    return cast(column, Text)
