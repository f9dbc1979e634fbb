# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The jobs worker: Procrastinate's, with a fair fetch, schedules, and rescue of what a killed worker left."""

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import procrastinate
from procrastinate.connector import BaseConnector
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.manager import JobManager
from sqlalchemy.engine import make_url

from folkmoot.bootstrap import open_platform
from folkmoot.db.fence import platform_setting
from folkmoot.db.server import Server
from folkmoot.jobs.dispatch import Background, Dispatcher, Held
from folkmoot.jobs.pauses import MOST_ATTEMPTS, GrowingPauses
from folkmoot.jobs.schedule import TICK_SECONDS, Scheduler
from folkmoot.jobs.services import TASK
from folkmoot.platform import Platform
from folkmoot.settings import Settings

log = logging.getLogger(__name__)

FAILED_KEPT_HOURS = 30 * 24
FETCH = (
    "SELECT id, status, task_name, priority, lock, queueing_lock, args, scheduled_at, queue_name, attempts, worker_id"
    " FROM folkmoot_fetch_job(%(worker_id)s, %(share)s)"
)


@dataclass(frozen=True)
class Rhythm:
    """Seconds between heartbeats, after how many a worker counts as dead, and between looks for the dead."""

    heartbeat: float = 10.0
    dead_after: float = 30.0
    look: float = 10.0
    grace: float = 8.0


class FairJobs(JobManager):
    """Procrastinate's job manager, fetching so that no tenant has more than its share of a worker."""

    def __init__(self, connector: BaseConnector, share: int) -> None:
        super().__init__(connector)
        self._share = share

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        """The next job of a tenant that has room, marked as running."""
        row = await self.connector.execute_query_one_async(query=FETCH, worker_id=worker_id, share=self._share)
        return None if row["id"] is None else Job.from_row(row)


def run_worker(
    settings: Settings, url: str, *, concurrency: int = 4, wait: bool = True, rhythm: Rhythm | None = None
) -> None:
    """Work until told to stop by SIGINT or SIGTERM; without wait, until no job is waiting."""
    pooled = settings.model_copy(update={"database_pool": concurrency + 1})
    platform = open_platform(pooled, Server(url, "", embedded=False), build=Background)
    platform.listen()
    try:
        asyncio.run(_work(platform, settings.secret or "", url, concurrency, wait, rhythm or Rhythm()))
    finally:
        platform.close()


async def _work(platform: Platform, secret: str, url: str, concurrency: int, wait: bool, rhythm: Rhythm) -> None:
    app = application(platform, secret, url, concurrency)
    async with app.open_async():
        sides = [
            asyncio.create_task(_every(TICK_SECONDS, _scheduling(platform))),
            asyncio.create_task(_every(rhythm.look, lambda: rescue(app, rhythm.dead_after))),
            asyncio.create_task(_every(3600.0, lambda: forget_failed(app))),
        ]
        try:
            await app.run_worker_async(
                concurrency=concurrency, wait=wait, delete_jobs=DeleteJobCondition.SUCCESSFUL.value,
                update_heartbeat_interval=rhythm.heartbeat, stalled_worker_timeout=rhythm.dead_after,
                shutdown_graceful_timeout=rhythm.grace,
            )  # fmt: skip
        finally:
            for side in sides:
                side.cancel()
            await asyncio.gather(*sides, return_exceptions=True)


def application(platform: Platform, secret: str, url: str, concurrency: int) -> procrastinate.App:
    """A Procrastinate application with the one task; its connections carry the platform's signed setting."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(
        conninfo=plain, min_size=1, max_size=4,
        kwargs={"options": f"-c folkmoot.platform={platform_setting(secret)}", "application_name": "folkmoot jobs"},
    )  # fmt: skip
    app = procrastinate.App(connector=connector)
    app.job_manager = FairJobs(connector, share=max(1, concurrency // 2))
    dispatcher = Dispatcher(platform)

    @app.task(name=TASK, pass_context=True, retry=GrowingPauses())
    def run(context: procrastinate.JobContext, plugin: str, task: str, tenant: str, arguments: dict[str, Any]) -> None:
        job_id = context.job.id
        try:
            dispatcher.run(job_id, plugin, task, tenant, arguments)
        except Held as reason:
            log.info("job %s: %s", job_id, reason)
            raise
        except Exception:
            log.exception(
                "job %s (%s/%s, tenant %s) failed at attempt %s", job_id, plugin, task, tenant, context.job.attempts + 1
            )
            raise
        log.debug("job %s (%s/%s) done", job_id, plugin, task)

    return app


def _scheduling(platform: Platform) -> Callable[[], Awaitable[None]]:
    scheduler = Scheduler(platform)

    async def tick() -> None:
        await asyncio.to_thread(scheduler.tick, datetime.datetime.now(datetime.UTC))

    return tick


async def rescue(app: procrastinate.App, dead_after: float) -> None:
    """Put jobs of workers without a heartbeat back into the queue; one that keeps killing workers is given up."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_after):
        if job.attempts >= MOST_ATTEMPTS:
            log.error("job %s is given up: its worker died %s times", job.id, job.attempts)
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            log.warning("job %s goes back to the queue: its worker is gone", job.id)
            await app.job_manager.retry_job(job)


async def forget_failed(app: procrastinate.App) -> None:
    """Delete failed jobs after thirty days; nobody will repair them any more."""
    await app.job_manager.delete_old_jobs(nb_hours=FAILED_KEPT_HOURS, include_failed=True)


async def _every(seconds: float, action: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await action()
        except Exception:  # tried again in a moment; a lost database must not end the worker's side tasks
            log.exception("a regular chore of the worker failed")
        await asyncio.sleep(seconds)
