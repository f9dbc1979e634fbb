# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Submitting and handling contributions: what holds for everybody, whoever asks."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.audit.interfaces import IActivities, IAudit
from folkmoot.contributions import listing, replies, similar, statuses, writing
from folkmoot.contributions.interfaces import (
    Bulk,
    Draft,
    IContributions,
    IReactions,
    ListQuery,
    Page,
    Posted,
    ReactionRules,
    Reply,
    SimilarContribution,
    StatusInfo,
    Step,
    Texts,
)  # fmt: skip
from folkmoot.contributions.tables import contribution, topic_link, version
from folkmoot.hookspecs.contributions import HIDDEN, StatusClass
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot.jobs.services import Jobs
from folkmoot.plugins.manager import Plugins
from folkmoot.search.interfaces import ISearch
from folkmoot.security.refusals import Refusal
from folkmoot.tenants.interfaces import Site

NOT_THERE = Refusal("contribution-missing", _("This contribution doesn't exist any more."))
WITHDRAWN = Refusal("contribution-withdrawn", _("This contribution was withdrawn by its author."))


@implementer(IContributions)
class Contributions:
    """Contributions in the tenant's own rows."""

    def __init__(
        self,
        plugins: Plugins,
        packages: tuple[str, ...],
        search: ISearch,
        activities: IActivities,
        audit: IAudit,
        reactions: IReactions,
    ) -> None:
        self._plugins, self._packages = plugins, packages
        self._search, self._activities, self._audit, self._reactions = search, activities, audit, reactions

    def ensure_statuses(self, db: Session, plugins: Plugins, site: Site | None = None) -> None:
        """Statuses for all methods of these plugins, where the tenant has none."""
        statuses.ensure(db, plugins, self._packages)

    def statuses(self, db: Session, methods: Sequence[str]) -> list[StatusInfo]:
        """The statuses of some methods in the town's order."""
        return statuses.of_methods(db, methods)

    def post(  # noqa: PLR0913
        self,
        db: Session,
        phase: PhaseInfo,
        author_id: uuid.UUID | None,
        draft: Draft,
        now: datetime.datetime,
        *,
        screened: bool = False,
        like: ReactionRules | None = None,
        columns: Mapping[str, Any] | None = None,
    ) -> Posted:
        """Submit a draft in a phase."""
        db.flush()  # pictures of this request may still be pending
        status = self._first(db, phase.method, StatusClass.PRESCREENING if screened else StatusClass.PROPOSED)
        published = None if screened else now
        values = {
            "project_id": phase.project_id, "phase_id": phase.id, "method": phase.method, "author_id": author_id,
            "status_id": status.id, "created_at": now, "published_at": published, **writing.text_values(draft),
            **(columns or {}),
        }  # fmt: skip
        c = contribution.c
        row = db.execute(insert(contribution).values(**values).returning(c.id, c.number)).one()
        writing.put_topics(db, row.id, draft, fresh=True)
        writing.put_pictures(db, row.id, draft, fresh=True)
        writing.take_step(db, row.id, values["status_id"], author_id, values["created_at"])
        if published is not None:
            writing.index(db, self._search, row.id, phase.project_id, values)
        posted = _Subject(row.id, phase.project_id, phase.id, phase.method, draft.area_id, draft.topics)
        self._record(db, "posted", posted, author_id, now)
        if like is not None and author_id is not None:
            self._reactions.react(db, posted, author_id, 1, like, now)
        if published is not None:
            self._tell(db, posted)
        return Posted(row.id, row.number, not screened)

    def _first(self, db: Session, method: str, wanted: StatusClass) -> StatusInfo:
        known = statuses.of_methods(db, [method])
        if not known:
            statuses.ensure(db, self._plugins, self._packages, method)
            known = statuses.of_methods(db, [method])
        return statuses.first(known, wanted)

    def edit(
        self, db: Session, contribution_id: uuid.UUID, editor_id: uuid.UUID, draft: Draft, now: datetime.datetime
    ) -> Refusal | None:
        """Replace the text and facts; the earlier text is kept."""
        db.flush()
        row = writing.locked(db, contribution_id)
        if row is None or row.withdrawn_at is not None:
            return NOT_THERE if row is None else WITHDRAWN
        values = writing.text_values(draft)
        if (row.title, row.body) != (values["title"], values["body"]):
            old = {"contribution_id": row.id, "author_id": row.author_id, "title": row.title, "body": row.body}
            db.execute(insert(version).values(**old, replaced_at=now))
        db.execute(update(contribution).where(contribution.c.id == row.id).values(**values, edited_at=now))
        writing.put_topics(db, row.id, draft, fresh=False)
        writing.put_pictures(db, row.id, draft, fresh=False)
        if row.published_at is not None:
            self._search.remove(db, writing.KIND, row.id)
            writing.index(db, self._search, row.id, row.project_id, values)
            self._tell(db, row)
        self._record(db, "edited", _subject(row, draft.topics), editor_id, now)
        return None

    def withdraw(
        self, db: Session, contribution_id: uuid.UUID, account_id: uuid.UUID, now: datetime.datetime
    ) -> Refusal | None:
        """Take a contribution back; doing it again changes nothing."""
        row = writing.locked(db, contribution_id)
        if row is None:
            return NOT_THERE
        if row.withdrawn_at is None:
            db.execute(update(contribution).where(contribution.c.id == row.id).values(withdrawn_at=now))
            self._search.remove(db, writing.KIND, row.id)
            self._record(db, "withdrawn", _subject(row, self._topics(db, row.id)), account_id, now)
        return None

    def publish(
        self, db: Session, contribution_id: uuid.UUID, staff_id: uuid.UUID, now: datetime.datetime
    ) -> Refusal | None:
        """Let a screened contribution be seen, under the method's first public status."""
        row = writing.locked(db, contribution_id)
        if row is None or row.withdrawn_at is not None:
            return NOT_THERE if row is None else WITHDRAWN
        if row.published_at is None:
            self._give(db, row, self._first(db, row.method, StatusClass.PROPOSED), staff_id, now)
        return None

    def set_status(
        self,
        db: Session,
        contribution_id: uuid.UUID,
        status_id: uuid.UUID,
        staff_id: uuid.UUID,
        now: datetime.datetime,
        *,
        reply: Texts | None = None,
    ) -> Refusal | None:
        """Give a status by hand, with an official reply where one is written or needed."""
        row = writing.locked(db, contribution_id)
        if row is None or row.withdrawn_at is not None:
            return NOT_THERE if row is None else WITHDRAWN
        wanted = statuses.by_id(db, status_id)
        replied = reply is not None or replies.has_any(db, row.id)
        refused = statuses.refusal(wanted, row.method, replied=replied)
        if refused is not None or wanted is None:
            return refused
        if reply is not None:
            self.reply(db, row.id, staff_id, reply[0], reply[1], now)
        if wanted.id != row.status_id or row.published_at is None:
            self._give(db, row, wanted, staff_id, now)
        return None

    def set_statuses(
        self,
        db: Session,
        contribution_ids: Sequence[uuid.UUID],
        status_id: uuid.UUID,
        staff_id: uuid.UUID,
        now: datetime.datetime,
        *,
        reply: Texts | None = None,
    ) -> Bulk:
        """Give many a status by hand; in the order of their ids, so that two members of staff never deadlock."""
        done = Bulk()
        for contribution_id in sorted(set(contribution_ids)):
            refused = self.set_status(db, contribution_id, status_id, staff_id, now, reply=reply)
            if refused is None:
                done.changed.append(contribution_id)
            else:
                done.refused[contribution_id] = refused.code
        return done

    def set_automatic_status(
        self, db: Session, contribution_id: uuid.UUID, status_class: StatusClass, now: datetime.datetime
    ) -> bool:
        """Give the first status of a class by a rule."""
        row = writing.locked(db, contribution_id)
        if row is None or row.withdrawn_at is not None:
            return False
        wanted = self._first(db, row.method, status_class)
        if wanted.status_class is not status_class or wanted.id == row.status_id:
            return False
        self._give(db, row, wanted, None, now)
        return True

    def _give(self, db: Session, row: Any, wanted: StatusInfo, by_id: uuid.UUID | None, now: datetime.datetime) -> None:
        values: dict[str, Any] = {"status_id": wanted.id}
        if row.published_at is None and wanted.status_class not in HIDDEN:
            values["published_at"] = now
            writing.index(db, self._search, row.id, row.project_id, row._asdict())
        db.execute(update(contribution).where(contribution.c.id == row.id).values(**values))
        writing.take_step(db, row.id, wanted.id, by_id, now)
        if "published_at" in values:
            self._tell(db, row)
        self._record(db, "status-changed", _subject(row, self._topics(db, row.id)), by_id, now)
        if by_id is not None:
            details = {"status": str(wanted.id), "class": str(wanted.status_class)}
            self._audit.record(db, by_id, "contribution.status-set", writing.KIND, row.id, details)

    def reply(
        self,
        db: Session,
        contribution_id: uuid.UUID,
        staff_id: uuid.UUID,
        signature: dict[str, str],
        body: dict[str, str],
        now: datetime.datetime,
    ) -> uuid.UUID:
        """Publish an official reply."""
        row = writing.locked(db, contribution_id)
        reply_id = replies.add(db, contribution_id, staff_id, signature, body, now)
        self._record(db, "answered", _subject(row, self._topics(db, contribution_id)), staff_id, now)
        details = {"reply": str(reply_id)}
        self._audit.record(db, staff_id, "contribution.answered", writing.KIND, contribution_id, details)
        return reply_id

    def edit_reply(
        self,
        db: Session,
        reply_id: uuid.UUID,
        staff_id: uuid.UUID,
        signature: dict[str, str],
        body: dict[str, str],
        now: datetime.datetime,
    ) -> bool:
        """Change an official reply."""
        changed = replies.change(db, reply_id, signature, body, now)
        if changed:
            self._audit.record(db, staff_id, "contribution.reply-edited", "official-reply", reply_id, {})
        return changed

    def listing(self, db: Session, query: ListQuery) -> Page:
        """One page of a list."""
        return listing.listing(db, self._search, query)

    def by_number(self, db: Session, number: int, viewer_id: uuid.UUID | None = None) -> Any:
        """One contribution by its short number."""
        return listing.by_number(db, number, viewer_id)

    def subject(self, db: Session, number: int) -> Any:
        """The facts of one contribution."""
        return listing.subject(db, number)

    def steps(self, db: Session, contribution_id: uuid.UUID) -> list[Step]:
        """The public steps of its life."""
        return replies.steps(db, contribution_id)

    def replies(self, db: Session, contribution_id: uuid.UUID) -> list[Reply]:
        """Its official replies."""
        return replies.of(db, contribution_id)

    def versions(self, db: Session, contribution_id: uuid.UUID) -> list[Any]:
        """Its earlier texts."""
        query = select(version.c.title, version.c.body, version.c.replaced_at)
        query = query.where(version.c.contribution_id == contribution_id).order_by(version.c.replaced_at.desc())
        return list(db.execute(query))

    def similar(
        self, db: Session, account: CurrentAccount | None, phase: PhaseInfo, text: str, limit: int = 5
    ) -> list[SimilarContribution] | None:
        """What is like a text, as far as this person may see it."""
        return similar.similar(db, self._plugins, account, phase, text, limit)

    def _tell(self, db: Session, subject: Any) -> None:
        about = {"contribution_id": subject.id, "project_id": subject.project_id, "phase_id": subject.phase_id}
        self._plugins.contribution_published(db, jobs=Jobs(), **about)

    def _topics(self, db: Session, contribution_id: uuid.UUID) -> list[uuid.UUID]:
        query = select(topic_link.c.topic_id).where(topic_link.c.contribution_id == contribution_id)
        return list(db.scalars(query))

    def _record(
        self, db: Session, verb: str, subject: "_Subject", account_id: uuid.UUID | None, at: datetime.datetime
    ) -> None:
        self._activities.record(
            db, verb, writing.KIND, subject.id, account_id, project_id=subject.project_id, phase_id=subject.phase_id,
            method=subject.method, area_id=subject.area_id, topics=subject.topics, at=at,
        )  # fmt: skip


class _Subject:
    """What an activity says about its contribution."""

    def __init__(
        self,
        id: uuid.UUID,  # noqa: A002  # the name that every such object has
        project_id: uuid.UUID,
        phase_id: uuid.UUID,
        method: str,
        area_id: uuid.UUID | None,
        topics: Sequence[uuid.UUID],
    ) -> None:
        self.id, self.project_id, self.phase_id, self.method = id, project_id, phase_id, method
        self.area_id, self.topics = area_id, topics


def _subject(row: Any, topics: Sequence[uuid.UUID]) -> _Subject:
    return _Subject(row.id, row.project_id, row.phase_id, row.method, row.area_id, topics)
