# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From a job's row to a task's code: the tenant, its composition, the task."""

import datetime
import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import text

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.jobs.core_tasks import core_tasks
from folkmoot.jobs.task_services import task_services
from folkmoot.licences.modes import may_begin
from folkmoot.platform import Place, Platform
from folkmoot.plugins.composition import Composition
from folkmoot.plugins.manager import Plugins
from folkmoot_licensing import Evidence

log = logging.getLogger(__name__)

WAITING_IS_NO_ATTEMPT = text(
    "UPDATE procrastinate_jobs SET attempts = attempts - 1 WHERE id = :id AND status = 'doing'"
)
"""Procrastinate counts every return to the queue as an attempt; a job that couldn't even begin must not use them up."""


class Held(Exception):
    """The job can't run now through no fault of its own: its module is absent, or its tenant suspended."""


class Background:
    """What a jobs worker builds for a composition where a web worker builds an application."""

    def __init__(self, platform: Platform, composition: Composition, evidence: Evidence | None = None) -> None:
        self.plugins: Plugins = platform.composer.plugins(composition, evidence)
        self.tasks: dict[tuple[str, str], Task] = {**core_tasks(), **self.plugins.tasks}

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """A jobs worker answers no requests."""
        start_response("503 Service Unavailable", [("Content-Length", "0")])
        return [b""]

    def refuses(self, plugin: str, task: Task) -> bool:
        """Whether the task begins something in a module whose licence has lapsed."""
        return task.begins and not may_begin(self.plugins, plugin)


class Dispatcher:
    """Runs jobs on a platform that was built with Background."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def run(self, job_id: int | None, plugin: str, task: str, tenant: str, arguments: Mapping[str, Any]) -> None:
        """Run one job in one transaction of its tenant; raises Held, or whatever the task raises."""
        place = self._place(uuid.UUID(tenant))
        if place is None:
            log.warning("dropped %s/%s: its tenant is gone", plugin, task)
            return
        background = background_of(place)
        found = background.tasks.get((plugin, task))
        if place.site.suspended or found is None:
            self._keep_attempts(job_id)
            why = "the tenant is suspended" if place.site.suspended else "its module is absent"
            raise Held(f"{plugin}/{task} waits: {why}")
        if background.refuses(plugin, found):
            log.info("dropped %s/%s: it begins something and the module's licence has lapsed", plugin, task)
            return
        with self._platform.database.tenant(place.site.id) as db:
            now = datetime.datetime.now(datetime.UTC)
            service = self._services(place, background)
            found.run(TaskContext(db, place.site, dict(arguments), background.plugins, now, service))

    def _services(self, place: Place, background: Background) -> Callable[[Any], Any]:
        packages = ("folkmoot", *self._platform.composer.packages(place.composition))
        return task_services(background.plugins, packages, self._platform.settings.secret or "")

    def _place(self, tenant_id: uuid.UUID) -> Place | None:
        known = self._platform.place_of(tenant_id)
        if known is None:  # perhaps made a moment ago
            self._platform.refresh()
            known = self._platform.place_of(tenant_id)
        return known

    def _keep_attempts(self, job_id: int | None) -> None:
        with self._platform.database.platform() as db:
            db.execute(WAITING_IS_NO_ATTEMPT, {"id": job_id})


def background_of(place: Place) -> Background:
    """The tasks of a place; the platform must have been opened with build=Background."""
    assert isinstance(place.application, Background)
    return place.application
