# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Keeping the ranking: one idea at once after somebody acted on it, all of them every five minutes.

It may lag and rows may be missing; the orders then fall back on nothing having happened yet.
"""

import datetime
import uuid
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import BigInteger, Table, Uuid, bindparam, extract, func, literal, or_, select, true
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import comment, contribution, reaction, status
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_essential.ideation.models import IdeationRanking

METHOD = "ideation"
RANKING = cast("Table", IdeationRanking.__table__)
NAMES = ("likes", "dislikes", "comments", "net", "points", "pushed", "published_seconds", "active_seconds")


def touch(db: Session, contribution_id: uuid.UUID) -> None:
    """Count one idea anew after somebody reacted to it or commented on it."""
    db.connection().execute(_statement(True), {"contribution": contribution_id})


def refresh(db: Session) -> None:
    """Count all ideas anew; only rows that changed are written."""
    db.connection().execute(_statement(False))


def drift(db: Session) -> int:
    """How many ideas' rows don't say what the rows of reactions and comments say; for tests and the doctor."""
    return int(db.execute(select(func.count()).select_from(_counted(False).subquery())).scalar_one())


@lru_cache(maxsize=2)
def _statement(one: bool) -> Any:
    write = insert(RANKING).from_select(["contribution_id", *NAMES], _counted(one))
    changed: dict[str, Any] = {name: write.excluded[name] for name in NAMES}
    return write.on_conflict_do_update(
        index_elements=["tenant_id", "contribution_id"], set_={**changed, "refreshed_at": func.now()}
    )


def _counted(one: bool) -> Any:
    """Ideas whose counts differ from what is kept, with the right ones."""
    reacted = _reactions()
    talked = _comments()
    net = reacted.c.likes - reacted.c.dislikes
    published = extract("epoch", contribution.c.published_at)
    acts = 1 + reacted.c.likes + reacted.c.dislikes + talked.c.comments
    mean = (published + reacted.c.moments + talked.c.moments) / acts
    fresh = (
        select(
            contribution.c.id,
            reacted.c.likes,
            reacted.c.dislikes,
            talked.c.comments,
            net.label("net"),
            func.greatest(1, 1 + net).label("points"),
            or_(net < 0, status.c.status_class == literal(str(StatusClass.REJECTED))).label("pushed"),
            sql_cast(func.floor(published), BigInteger).label("published_seconds"),
            sql_cast(func.floor(mean), BigInteger).label("active_seconds"),
        )
        .select_from(
            contribution.join(status, status.c.id == contribution.c.status_id)
            .join(reacted, true())
            .join(talked, true())
        )
        .where(
            contribution.c.method == METHOD,
            contribution.c.published_at.is_not(None),
            contribution.c.withdrawn_at.is_(None),
        )
    )
    if one:
        fresh = fresh.where(contribution.c.id == bindparam("contribution", type_=Uuid))
    new = fresh.subquery("fresh")
    differs = [RANKING.c[name].is_distinct_from(new.c[name]) for name in NAMES]
    joined = new.outerjoin(RANKING, RANKING.c.contribution_id == new.c.id)
    return select(new.c.id, *(new.c[name] for name in NAMES)).select_from(joined).where(or_(*differs))


def _reactions() -> Any:
    return (
        select(
            func.count().filter(reaction.c.value == 1).label("likes"),
            func.count().filter(reaction.c.value == -1).label("dislikes"),
            func.coalesce(func.sum(extract("epoch", reaction.c.created_at)), 0).label("moments"),
        )
        .where(reaction.c.contribution_id == contribution.c.id, reaction.c.value != 0)
        .correlate(contribution)
        .lateral("reacted")
    )


def _comments() -> Any:
    return (
        select(
            func.count().label("comments"),
            func.coalesce(func.sum(extract("epoch", comment.c.created_at)), 0).label("moments"),
        )
        .where(comment.c.contribution_id == contribution.c.id, comment.c.removed_at.is_(None))
        .correlate(contribution)
        .lateral("talked")
    )


def run(context: TaskContext) -> None:
    """The background task."""
    refresh(context.db)


TASK = Task("ranking", run, every_minutes=5)


def moment_of_orders(now: datetime.datetime) -> datetime.datetime:
    """The moment that trending is computed for: it stands still for five minutes, so that pages hold together."""
    return now.replace(minute=now.minute - now.minute % 5, second=0, microsecond=0)
