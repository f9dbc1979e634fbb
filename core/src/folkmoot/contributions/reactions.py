# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Reactions to contributions. One per person by primary key; counts are counted; a cap holds under concurrency.

A cap can't be a constraint, so whoever is capped takes one lock per person and phase until the end of the transaction:
of two reactions at once by one person the second waits and counts the first. People never wait for each other.
"""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Uuid, bindparam, delete, func, literal, select, text
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.audit.interfaces import IActivities
from folkmoot.contributions.interfaces import Counts, IReactions, ReactionRules
from folkmoot.contributions.tables import contribution as contributions
from folkmoot.contributions.tables import reaction
from folkmoot.i18n import mark as _
from folkmoot.security.refusals import Refusal

LOCK = select(func.pg_advisory_xact_lock(bindparam("key", type_=BigInteger)))
NOT_ALLOWED = Refusal("reaction-not-allowed", _("This reaction isn't possible in this phase."))

_others = reaction.alias("others")
_by_others = (
    select(array([func.count().filter(_others.c.value == 1), func.count().filter(_others.c.value == -1)]))
    .where(
        _others.c.contribution_id == bindparam("contribution", type_=Uuid),
        _others.c.account_id != bindparam("account", type_=Uuid),
    )
    .scalar_subquery()
    .label("by_others")
)
_given = insert(reaction).values(
    contribution_id=bindparam("contribution"), account_id=bindparam("account"), value=bindparam("given"),
    created_at=bindparam("moment"),
)  # fmt: skip
GIVE = _given.on_conflict_do_update(
    index_elements=["tenant_id", "contribution_id", "account_id"],
    set_={"value": _given.excluded.value, "created_at": _given.excluded.created_at},
    where=reaction.c.value != _given.excluded.value,
).returning(_by_others)
"""Gives nothing back where nothing changed; else also what others gave, so that it needn't be asked for afterwards."""

TAKE_BACK = (
    delete(reaction)
    .where(reaction.c.contribution_id == bindparam("contribution"), reaction.c.account_id == bindparam("account"))
    .returning(reaction.c.value)
)
USED = (
    select(func.count())
    .select_from(reaction.join(contributions, contributions.c.id == reaction.c.contribution_id))
    .where(
        reaction.c.account_id == bindparam("account", type_=Uuid),
        reaction.c.value == bindparam("given", type_=Integer),
        contributions.c.phase_id == bindparam("phase", type_=Uuid),
        contributions.c.withdrawn_at.is_(None),
        contributions.c.id != bindparam("contribution", type_=Uuid),
    )
)

BRING = text("""
    INSERT INTO contribution_reaction (contribution_id, account_id, value, created_at)
    SELECT CAST(:contribution AS uuid), one.*
    FROM unnest(CAST(:accounts AS uuid[]), CAST(:given AS smallint[]), CAST(:moments AS timestamptz[])) AS one
    ON CONFLICT DO NOTHING
""")
"""Arrays in one statement: many times faster than a statement a row."""


@implementer(IReactions)
class Reactions:
    """Reactions in the tenant's own rows."""

    def __init__(self, activities: IActivities) -> None:
        self._activities = activities

    def react(
        self,
        db: Session,
        contribution: Any,
        account_id: uuid.UUID,
        value: int,
        rules: ReactionRules,
        now: datetime.datetime,
    ) -> Counts | Refusal:
        """Give a reaction, or change the one given before; the same once more changes nothing."""
        if not rules.allows(value):
            return NOT_ALLOWED
        refused = self._over_cap(db, contribution, account_id, value, rules)
        if refused is not None:
            return refused
        values = {"contribution": contribution.id, "account": account_id, "given": value, "moment": now}
        changed = db.connection().execute(GIVE, values).one_or_none()
        if changed is None:
            return self.counts(db, contribution.id, account_id)
        self._record(db, "liked" if value == 1 else "disliked", contribution, account_id, now)
        likes, dislikes = changed.by_others
        return Counts(likes + (value == 1), dislikes + (value == -1), value)

    def bring(self, db: Session, contribution: Any, given: Sequence[tuple[uuid.UUID, int, datetime.datetime]]) -> None:
        """Reactions of many people at once, for content that comes from elsewhere: (account, 1 or -1, when)."""
        if not given:
            return
        accounts, values, moments = zip(*given, strict=True)
        brought = {"accounts": list(accounts), "given": list(values), "moments": list(moments)}
        db.execute(BRING, {"contribution": contribution.id, **brought})
        acts = [("liked" if value == 1 else "disliked", account_id, at) for account_id, value, at in given]
        self._activities.record_many(
            db, "reaction", contribution.id, acts, project_id=contribution.project_id, phase_id=contribution.phase_id,
            method=contribution.method, area_id=contribution.area_id, topics=contribution.topics,
        )  # fmt: skip

    def withdraw(self, db: Session, contribution: Any, account_id: uuid.UUID, now: datetime.datetime) -> Counts:
        """Take a reaction back; without one nothing happens."""
        values = {"contribution": contribution.id, "account": account_id}
        if db.connection().execute(TAKE_BACK, values).one_or_none() is not None:
            self._record(db, "reaction-withdrawn", contribution, account_id, now)
        return self.counts(db, contribution.id, account_id)

    def counts(self, db: Session, contribution_id: uuid.UUID, account_id: uuid.UUID | None = None) -> Counts:
        """Likes and dislikes of one contribution."""
        values = {"contribution": contribution_id, "account": account_id}
        return Counts(*db.connection().execute(_count(), values).one())

    def mine(self, db: Session, contribution_ids: list[uuid.UUID], account_id: uuid.UUID) -> dict[uuid.UUID, int]:
        """One person's reactions to several contributions."""
        query = select(reaction.c.contribution_id, reaction.c.value).where(
            reaction.c.account_id == account_id, reaction.c.contribution_id.in_(contribution_ids)
        )
        return {row.contribution_id: row.value for row in db.execute(query)}

    def left(
        self, db: Session, phase_id: uuid.UUID, account_id: uuid.UUID, rules: ReactionRules
    ) -> tuple[int | None, int | None]:
        """What a person has left of both kinds in a phase."""
        return (
            self._left(db, phase_id, account_id, 1, rules.like_cap),
            self._left(db, phase_id, account_id, -1, rules.dislike_cap),
        )

    def _left(self, db: Session, phase_id: uuid.UUID, account_id: uuid.UUID, value: int, cap: int | None) -> int | None:
        return None if cap is None else max(0, cap - self._used(db, phase_id, account_id, value, uuid.UUID(int=0)))

    def _over_cap(
        self, db: Session, contribution: Any, account_id: uuid.UUID, value: int, rules: ReactionRules
    ) -> Refusal | None:
        cap = rules.cap(value)
        if cap is None:
            return None
        db.connection().execute(LOCK, {"key": person_in_phase(account_id, contribution.phase_id)})
        if self._used(db, contribution.phase_id, account_id, value, contribution.id) < cap:
            return None
        return Refusal(
            "reaction-cap-reached",
            _("You have given all %(cap)s reactions of this kind that each person has in this phase."),
            _("Take one back to give it to another."),
            values=(("cap", str(cap)),),
        )

    def _used(self, db: Session, phase_id: uuid.UUID, account_id: uuid.UUID, value: int, but: uuid.UUID) -> int:
        values = {"account": account_id, "given": value, "phase": phase_id, "contribution": but}
        return int(db.connection().execute(USED, values).scalar_one())

    def _record(self, db: Session, verb: str, contribution: Any, account_id: uuid.UUID, at: datetime.datetime) -> None:
        self._activities.record(
            db, verb, "reaction", contribution.id, account_id, project_id=contribution.project_id,
            phase_id=contribution.phase_id, method=contribution.method, area_id=contribution.area_id,
            topics=contribution.topics, at=at,
        )  # fmt: skip


def person_in_phase(account_id: uuid.UUID, phase_id: uuid.UUID) -> int:
    """The number of the lock for one person in one phase: 63 bits of a hash, a clash only makes two people wait."""
    digest = hashlib.sha256(b"reactions" + account_id.bytes + phase_id.bytes).digest()
    return int.from_bytes(digest[:8]) >> 1


@lru_cache(maxsize=1)
def _count() -> Any:
    own = reaction.c.account_id == bindparam("account", type_=Uuid)
    return select(
        func.count().filter(reaction.c.value == 1),
        func.count().filter(reaction.c.value == -1),
        func.coalesce(func.max(reaction.c.value).filter(own), literal(None, Integer)),
    ).where(reaction.c.contribution_id == bindparam("contribution", type_=Uuid))
