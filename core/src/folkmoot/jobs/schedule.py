# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tasks with an interval: each tenant's are deferred once in each interval, however many workers there are."""

import datetime
import hashlib
import json
import logging
import uuid
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from folkmoot.hookspecs.operations import Task
from folkmoot.jobs.dispatch import background_of
from folkmoot.jobs.services import TASK
from folkmoot.platform import Platform

log = logging.getLogger(__name__)

TICK_SECONDS = 10.0
LONGEST_NAME = 128
"""Of a periodic id in Procrastinate's table."""

# Procrastinate remembers in which interval it deferred last, so a restart repeats nothing and two workers don't
# double. Nothing is deferred while the last run still waits: a slow worker must not gather a heap of equal jobs.
DEFER = text("""
    SELECT procrastinate_defer_periodic_job_v2(
      CAST(:tenant AS varchar), NULL, CAST(:key AS varchar), CAST(:name AS varchar), 0, CAST(:key AS varchar),
      CAST(:slot AS bigint), CAST(:arguments AS jsonb))
    WHERE NOT EXISTS (SELECT FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo')
""")


@dataclass(frozen=True)
class Due:
    """A task of a tenant in one interval; slot is the interval's first second since 1970."""

    tenant: uuid.UUID
    plugin: str
    task: str
    slot: int

    @property
    def key(self) -> str:
        """The name of tenant, plugin and task together, short enough for Procrastinate's columns."""
        name = f"{self.tenant}/{self.plugin}/{self.task}"
        return name if len(name) <= LONGEST_NAME else hashlib.sha256(name.encode()).hexdigest()


class Scheduler:
    """Defers what is due, on a platform that was built with Background."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._done: set[Due] = set()

    def tick(self, now: datetime.datetime) -> int:
        """Defer what this worker hasn't seen deferred in the present intervals; returns how many it tried."""
        due = set(self._due(now))
        fresh = due - self._done
        for one in sorted(fresh, key=lambda item: item.key):
            self._defer(one)
        self._done = due
        return len(fresh)

    def _due(self, now: datetime.datetime) -> list[Due]:
        found = []
        for site in self._platform.sites():
            place = self._platform.place_of(site.id)
            if place is None or site.suspended:
                continue
            background = background_of(place)
            for (plugin, name), task in background.tasks.items():
                if task.every_minutes and not background.refuses(plugin, task):
                    found.append(Due(site.id, plugin, name, slot_of(task, now)))
        return found

    def _defer(self, due: Due) -> None:
        arguments = {"plugin": due.plugin, "task": due.task, "tenant": str(due.tenant), "arguments": {}}
        values = {
            "tenant": str(due.tenant),
            "key": due.key,
            "name": TASK,
            "slot": due.slot,
            "arguments": json.dumps(arguments),
        }
        try:
            with self._platform.database.platform() as db:
                db.execute(DEFER, values)
        except IntegrityError:
            log.debug("%s was deferred by another worker at the same moment", due.key)


def slot_of(task: Task, now: datetime.datetime) -> int:
    """The first second of the interval that a moment lies in."""
    seconds = (task.every_minutes or 1) * 60
    return int(now.timestamp()) // seconds * seconds
