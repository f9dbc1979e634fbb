# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Jobs: part of the transaction that asks for them, fenced, shared out fairly, retried, scheduled once."""

import datetime
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from procrastinate.jobs import Job
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from folkmoot.audit.models import AuditEntry, AuditSeal
from folkmoot.audit.services import Audit
from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.jobs.core_tasks import CORE, core_tasks
from folkmoot.jobs.dispatch import Background, Dispatcher, Held, background_of
from folkmoot.jobs.pauses import MOST_ATTEMPTS, GrowingPauses
from folkmoot.jobs.schedule import Scheduler, slot_of
from folkmoot.jobs.services import Jobs
from folkmoot.jobs.worker import run_worker
from folkmoot.platform import Platform
from folkmoot.settings import Settings
from folkmoot.tenants.models import Tenant
from folkmoot.tenants.services import touch
from folkmoot.testing import Town

NOW = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)
JOBS = "SELECT id, priority, lock, scheduled_at, args FROM procrastinate_jobs WHERE queue_name = :tenant ORDER BY id"


@pytest.fixture
def background(settings: Settings, server: Server) -> Iterator[Platform]:
    """A platform as a jobs worker builds it."""
    made = open_platform(settings, server, build=Background)
    yield made
    made.close()


@pytest.fixture
def seen() -> Iterator[list[TaskContext]]:
    """What the task "test.note" of core was run with."""
    contexts: list[TaskContext] = []
    core_tasks()[CORE, "test.note"] = Task("test.note", contexts.append)
    yield contexts
    del core_tasks()[CORE, "test.note"]


def jobs_of(town: Town) -> list[Any]:
    with town.platform.database.platform() as db:
        return list(db.execute(text(JOBS), {"tenant": str(town.id)}))


def defer(town: Town, task: str = "test.note", **values: Any) -> None:
    with town.session() as db:
        Jobs().defer(db, CORE, task, {"id": "7"}, **values)


def test_a_job_exists_once_its_transaction_commits(town: Town) -> None:
    defer(town, lock="one", at=NOW)
    (job,) = jobs_of(town)
    assert job.args == {"plugin": CORE, "task": "test.note", "tenant": str(town.id), "arguments": {"id": "7"}}
    assert job.lock == f"{town.id}/one"
    assert job.scheduled_at == NOW


def test_a_job_is_rolled_back_with_its_transaction(town: Town) -> None:
    class Undo(Exception):
        pass

    def fail() -> None:
        with town.session() as db:
            Jobs().defer(db, CORE, "test.note", {})
            raise Undo

    with pytest.raises(Undo):
        fail()
    assert jobs_of(town) == []


def test_other_tenants_cannot_read_or_make_jobs(town: Town, other_town: Town) -> None:
    defer(town)
    with other_town.session() as db:
        assert db.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0
        assert db.scalar(text("SELECT count(*) FROM procrastinate_events")) == 0
        injected = text(
            "SELECT count(*) FROM procrastinate_jobs WHERE set_config('folkmoot.platform', 'x', true) = 'x'"
        )
        assert db.scalar(injected) == 0
    forged = text(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
        " VALUES (CAST(:tenant AS text), 'folkmoot.run', jsonb_build_object('tenant', CAST(:tenant AS text)))"
    )
    with pytest.raises(ProgrammingError, match="row-level security"), other_town.session() as db:
        db.execute(forged, {"tenant": str(town.id)})


def test_without_a_tenant_nothing_is_deferred(platform: Platform) -> None:
    with pytest.raises((ProgrammingError, IntegrityError)), platform.database.engine.begin() as connection:
        Jobs().defer(connection, CORE, "test.note", {})  # type: ignore[arg-type]


def test_the_more_a_tenant_has_waiting_the_later_its_next_job_comes(town: Town, other_town: Town) -> None:
    for _ in range(3):
        defer(town)
    defer(other_town)
    assert [job.priority for job in jobs_of(town)] == [0, -1, -2]
    assert [job.priority for job in jobs_of(other_town)] == [0]


def test_no_tenant_gets_more_than_its_share_of_running_jobs(town: Town, other_town: Town, platform: Platform) -> None:
    for _ in range(3):
        defer(town)
    defer(other_town)
    with platform.database.platform() as db:
        db.execute(text("DELETE FROM procrastinate_jobs WHERE queue_name NOT IN (:a, :b)"), _two(town, other_town))
        queues = [db.execute(text("SELECT queue_name FROM folkmoot_fetch_job(NULL, 2)")).scalar() for _ in range(4)]
        assert sorted(queue or "" for queue in queues) == sorted([str(town.id)] * 2 + [str(other_town.id), ""])
        db.rollback()


def _two(one: Town, other: Town) -> dict[str, str]:
    return {"a": str(one.id), "b": str(other.id)}


def test_a_worker_runs_a_job_inside_its_tenant(
    town: Town, settings: Settings, server: Server, seen: list[TaskContext]
) -> None:
    defer(town)
    run_worker(settings, server.url, wait=False)
    (context,) = [one for one in seen if one.site.id == town.id]
    assert context.arguments == {"id": "7"}
    assert [job for job in jobs_of(town) if job[-1]["arguments"]] == []  # schedules may have added theirs


def test_the_audit_log_is_sealed_by_a_job(town: Town, settings: Settings, server: Server) -> None:
    with town.session() as db:
        Audit().record(db, None, "test.done", "test", None)
        Jobs().defer(db, CORE, "audit.seal", {})
    run_worker(settings, server.url, wait=False)
    with town.session() as db:
        assert len(list(db.scalars(select(AuditSeal)))) == 1


def test_jobs_of_absent_modules_and_suspended_tenants_wait_without_losing_attempts(
    town: Town, seen: list[TaskContext], background: Platform
) -> None:
    dispatcher = Dispatcher(background)
    defer(town)
    with town.platform.database.platform() as db:
        db.execute(text("UPDATE procrastinate_jobs SET status = 'doing' WHERE queue_name = :t"), {"t": str(town.id)})
    (job,) = jobs_of(town)
    with pytest.raises(Held, match="module"):
        dispatcher.run(job.id, "absent", "task", str(town.id), {})
    with town.platform.database.platform() as db:
        assert db.scalar(text("SELECT attempts FROM procrastinate_jobs WHERE id = :id"), {"id": job.id}) == -1
        touch(db, db.get_one(Tenant, town.id))
        db.execute(update(Tenant).where(Tenant.id == town.id).values(suspended_at=NOW))
    background.refresh()
    with pytest.raises(Held, match="suspended"):
        dispatcher.run(job.id, CORE, "test.note", str(town.id), {})
    assert seen == []


def test_a_job_of_a_deleted_tenant_is_dropped(background: Platform, seen: list[TaskContext]) -> None:
    Dispatcher(background).run(1, CORE, "test.note", str(uuid.uuid4()), {})
    assert seen == []


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 10), (1, 30), (2, 90), (9, 6 * 3600)])
def test_pauses_grow(attempts: int, seconds: int) -> None:
    decision = GrowingPauses().get_retry_decision(exception=ValueError(), job=_job(attempts))
    assert decision is not None
    assert decision.retry_at is not None
    pause = decision.retry_at - datetime.datetime.now(datetime.UTC)
    assert abs(pause.total_seconds() - seconds) < 5


def test_a_job_is_given_up_in_the_end_and_a_collision_is_tried_again_at_once() -> None:
    assert GrowingPauses().get_retry_decision(exception=ValueError(), job=_job(MOST_ATTEMPTS)) is None
    collision = IntegrityError("", {}, psycopg.errors.UniqueViolation())
    decision = GrowingPauses().get_retry_decision(exception=collision, job=_job(0))
    assert decision is not None
    assert decision.retry_at is not None
    assert decision.retry_at <= datetime.datetime.now(datetime.UTC)


def _job(attempts: int) -> Job:
    return Job(id=1, queue="q", task_name="folkmoot.run", lock=None, queueing_lock=None, attempts=attempts)


def test_every_task_with_an_interval_is_deferred_once_in_it(town: Town, background: Platform) -> None:
    one, other = Scheduler(background), Scheduler(background)
    one.tick(NOW)
    other.tick(NOW)
    names = [job.args["task"] for job in jobs_of(town)]
    assert sorted(names) == sorted(set(names))
    assert "audit.seal" in names
    with town.platform.database.platform() as db:
        db.execute(text("DELETE FROM procrastinate_jobs WHERE queue_name = :t"), {"t": str(town.id)})
    one.tick(NOW + datetime.timedelta(minutes=1))
    assert "audit.seal" in [job.args["task"] for job in jobs_of(town)]


def test_a_job_that_still_waits_is_not_doubled_by_the_next_interval(town: Town, background: Platform) -> None:
    for minutes in range(3):
        Scheduler(background).tick(NOW + datetime.timedelta(minutes=minutes))
    names = [job.args["task"] for job in jobs_of(town)]
    assert names.count("audit.seal") == 1


def test_intervals_begin_at_round_moments() -> None:
    task = Task("x", [].append, every_minutes=60)
    assert slot_of(task, NOW + datetime.timedelta(minutes=59)) == int(NOW.timestamp())


def test_every_task_of_core_can_be_found(town: Town, background: Platform) -> None:
    place = background.place_of(town.id)
    assert place is not None
    assert {key for key in background_of(place).tasks if key[0] == CORE} == set(core_tasks())


def test_a_job_whose_worker_was_killed_is_run_again(
    town: Town, settings: Settings, server: Server, tmp_path: Path
) -> None:
    marker = tmp_path / "begun"
    defer(town, "test.slow")
    script = Path(__file__).with_name("slow_worker.py")
    command = [
        sys.executable,
        "-W",
        "ignore",
        str(script),
        server.url,
        settings.secret or "",
        str(settings.data),
        str(marker),
    ]
    first = subprocess.Popen(command)
    try:
        _until(marker.exists)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert _entries(town) == []
    second = subprocess.Popen(command)
    try:
        _until(lambda: _entries(town) == ["test.slow"])
        _until(lambda: not [job for job in jobs_of(town) if job.args["task"] == "test.slow"])
    finally:
        second.terminate()
        second.wait(20)


def _entries(town: Town) -> list[str]:
    with town.session() as db:
        return list(db.scalars(select(AuditEntry.verb).where(AuditEntry.verb == "test.slow")))


def _until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it didn't happen in time"
        time.sleep(0.1)
