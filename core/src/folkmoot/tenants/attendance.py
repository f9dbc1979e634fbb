# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Which running processes follow which revision of a site, so that a page can say "4 of 4 workers"."""

import datetime
import logging
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from folkmoot.db.session import Database
from folkmoot.tenants.models import WorkerSite

log = logging.getLogger(__name__)

ALIVE = datetime.timedelta(seconds=20)
"""A worker that has said nothing for so long doesn't count: it has ended, or hangs."""

SAY_SECONDS = 5.0


@dataclass(frozen=True)
class Following:
    """How many living workers there are, and how many of them have made a site's newest revision."""

    workers: int
    followed: int

    @property
    def complete(self) -> bool:
        """Whether all have."""
        return self.followed >= self.workers


class Attendance:
    """One process's own lines: for each tenant the revision it serves. Says nothing before `begin`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._worker: uuid.UUID | None = None
        self._told: dict[uuid.UUID, int] = {}
        self._said = 0.0

    def begin(self) -> None:
        """From now on this process serves, or runs jobs."""
        self._worker, self._told, self._said = uuid.uuid4(), {}, 0.0

    def tell(self, revisions: Mapping[uuid.UUID, int]) -> None:
        """Write what has changed, and every few seconds that it is alive. Never stands in the way of serving."""
        if self._worker is None:
            return
        try:
            self._tell(self._worker, revisions)
        except SQLAlchemyError as error:
            log.warning("this worker couldn't say what it follows: %s", type(error).__name__)

    def _tell(self, worker: uuid.UUID, revisions: Mapping[uuid.UUID, int]) -> None:
        changed = {tenant: revision for tenant, revision in revisions.items() if self._told.get(tenant) != revision}
        due = time.monotonic() - self._said >= SAY_SECONDS
        if not changed and not due:
            return
        with self._database.platform() as db:
            if changed:
                db.execute(_lines(worker, changed))
            if due:
                db.execute(update(WorkerSite).where(WorkerSite.worker_id == worker).values(seen_at=func.now()))
                db.execute(delete(WorkerSite).where(WorkerSite.seen_at < func.now() - 10 * ALIVE))
        self._told, self._said = dict(revisions), time.monotonic() if due else self._said

    def end(self) -> None:
        """Take this process off the list."""
        if self._worker is None:
            return
        try:
            with self._database.platform() as db:
                db.execute(delete(WorkerSite).where(WorkerSite.worker_id == self._worker))
        except SQLAlchemyError as error:
            log.warning("this worker couldn't take its leave: %s", type(error).__name__)
        self._worker = None


def _lines(worker: uuid.UUID, changed: Mapping[uuid.UUID, int]) -> Insert:
    rows = [{"tenant_id": tenant, "worker_id": worker, "revision": revision} for tenant, revision in changed.items()]
    statement = insert(WorkerSite).values(rows)
    newest = {"revision": statement.excluded.revision, "seen_at": func.now()}
    return statement.on_conflict_do_update(index_elements=["tenant_id", "worker_id"], set_=newest)


def following(db: Session, tenant_id: uuid.UUID, revision: int) -> Following:
    """How far the workers have come with a site's revision; needs the tenant's or the platform's scope."""
    alive = (WorkerSite.tenant_id == tenant_id, WorkerSite.seen_at > func.now() - ALIVE)
    followed = func.count().filter(WorkerSite.revision >= revision)
    row = db.execute(select(func.count(), followed).where(*alive)).one()
    return Following(row[0], row[1])
