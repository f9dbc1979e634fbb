# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The results of one project: everything that its page and its files show."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from sqlalchemy import Interval, Select, cast, func, select

from folkmoot.contributions.tables import comment, contribution, official_reply, reaction, status
from folkmoot_standard.reporting import figures, listings, small_numbers, veils
from folkmoot_standard.reporting.acts import ONLINE, Scope
from folkmoot_standard.reporting.figures import NOTHING, Counts, Reading
from folkmoot_standard.reporting.listings import Line, Listing, Times
from folkmoot_standard.reporting.names import Named, Names
from folkmoot_standard.reporting.small_numbers import Number
from folkmoot_standard.reporting.turnout import Turnout, turnout

MOST_SUPPORTED = 10
c = contribution.c


@dataclass(frozen=True)
class StatusLine:
    """How many contributions have a status now."""

    title: dict[str, str]
    tone: str
    contributions: int


@dataclass(frozen=True)
class Answers:
    """How the administration answered: contributions, those with a reply, replies, and the median time to the first."""

    contributions: int
    answered: int
    replies: int
    median: datetime.timedelta | None


@dataclass(frozen=True)
class Supported:
    """A contribution that many support. url: "" where its module has no page for it now."""

    title: str
    language: str
    url: str
    status: dict[str, str]
    tone: str
    likes: int
    dislikes: int
    comments: int


@dataclass(frozen=True)
class Results:
    """One project. phases: each with its row of figures."""

    total: Counts
    people: Number
    phases: tuple[tuple[Named, Line], ...]
    times: Times
    tables: tuple[Listing, ...]
    statuses: tuple[StatusLine, ...]
    answers: Answers
    supported: tuple[Supported, ...]
    turnout: tuple[Turnout, ...]


def results(request: Request, names: Names, project_id: uuid.UUID) -> Results:
    """Count everything of a project from its beginning, in five statements, and one a method with ballots."""
    db, site = request.db, request.site
    scope = Scope((project_id,), None, request.now + datetime.timedelta(minutes=1))
    reading = figures.read(db, scope, site.zone, None)
    people = small_numbers.single(reading.total.people)
    today = site.local(request.now).date()
    skip = ("project", "phase", "method")
    tables = listings.listings(request, names, reading, people, skip, None)
    return Results(
        reading.total, people, _phases(names, reading, people),
        listings.times(request, reading, people, None, max(reading.pieces, default=today)), tuple(tables),
        statuses(db, project_id), answers(db, project_id), supported(request, project_id),
        tuple(turnout(request, names.phases.values())),
    )  # fmt: skip


def _phases(names: Names, reading: Reading, people: Number) -> tuple[tuple[Named, Line], ...]:
    """The phases in their order, those without acts too."""
    counts = {phase_id: reading.by["phase"].get(phase_id, NOTHING) for phase_id in names.phases}
    shown = veils.people(counts, people)
    return tuple(
        (phase, Line(phase.name, shown[phase.id], counts[phase.id], phase.language)) for phase in names.phases.values()
    )


def statuses(db: Any, project_id: uuid.UUID) -> tuple[StatusLine, ...]:
    """Contributions by the status they have now, in the town's order."""
    s = status.c
    query = (
        select(s.title, s.tone, func.count())
        .select_from(contribution.join(status, s.id == c.status_id))
        .where(ONLINE, c.project_id == project_id)
        .group_by(s.id, s.tenant_id, s.title, s.tone, s.method, s.position)
        .order_by(s.method, s.position, s.id)
    )
    return tuple(StatusLine(*row) for row in db.execute(query))


def answers(db: Any, project_id: uuid.UUID) -> Answers:
    """Official replies. The median is a time that really occurred: of an even number the shorter of the middle two."""
    r = official_reply.c
    first = (
        select(r.contribution_id, func.min(r.created_at).label("at"), func.count().label("number"))
        .group_by(r.contribution_id)
        .subquery("first")
    )
    waited = func.percentile_disc(0.5).within_group(cast(first.c.at - c.created_at, Interval))
    query = (
        select(func.count(), func.count(first.c.at), func.coalesce(func.sum(first.c.number), 0), waited)
        .select_from(contribution.outerjoin(first, first.c.contribution_id == c.id))
        .where(ONLINE, c.project_id == project_id)
    )
    online, answered, replies, median = db.execute(query).one()
    return Answers(online, answered, int(replies), median)


def supported(request: Request, project_id: uuid.UUID) -> tuple[Supported, ...]:
    """The contributions with most support; of equal ones the earlier."""
    found = []
    for row in request.db.execute(_supported(project_id)):
        method = request.plugins.method(row.method)
        route = method.contribution_route if method else ""
        url = request.route_path(route, number=row.number) if route else ""
        found.append(
            Supported(
                row.title, row.language, url, row.status, row.tone, row.likes, row.dislikes, row.comments
            )
        )  # fmt: skip
    return tuple(found)


def _supported(project_id: uuid.UUID) -> Select[Any]:
    """Reactions are counted once for all of the project, comments for the few rows that remain."""
    r, s = reaction.c, status.c
    votes = (
        select(
            r.contribution_id,
            func.count().filter(r.value == 1).label("likes"),
            func.count().filter(r.value == -1).label("dislikes"),
        )
        .select_from(reaction.join(contribution, c.id == r.contribution_id))
        .where(ONLINE, c.project_id == project_id)
        .group_by(r.contribution_id)
        .subquery("votes")
    )
    talk = select(func.count()).where(
        comment.c.contribution_id == c.id, comment.c.removed_at.is_(None), comment.c.official.is_(False)
    )
    return (
        select(
            c.number, c.title, c.language, c.method, s.title.label("status"), s.tone, votes.c.likes, votes.c.dislikes,
            talk.correlate(contribution).scalar_subquery().label("comments"),
        )
        .select_from(contribution.join(votes, votes.c.contribution_id == c.id).join(status, s.id == c.status_id))
        .where(votes.c.likes > 0)
        .order_by(votes.c.likes.desc(), c.created_at, c.number)
        .limit(MOST_SUPPORTED)
    )  # fmt: skip
