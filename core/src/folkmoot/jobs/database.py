# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Procrastinate's tables in our database: made and upgraded by migrate, fenced like everything else."""

from importlib import resources

from sqlalchemy import Connection, text

PROCRASTINATE_MIGRATIONS = """
CREATE TABLE IF NOT EXISTS procrastinate_migration (
  name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
"""

FUNCTIONS = """
-- A tenant's queue is named by its id. A session of one tenant sees and makes that tenant's jobs only; workers
-- carry the platform's signed setting.
ALTER TABLE procrastinate_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE procrastinate_jobs FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS jobs_fence ON procrastinate_jobs;
CREATE POLICY jobs_fence ON procrastinate_jobs USING (
  (SELECT folkmoot_platform()) OR (queue_name = (SELECT folkmoot_tenant())::text
    AND args->>'tenant' = (SELECT folkmoot_tenant())::text)
);
ALTER TABLE procrastinate_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE procrastinate_events FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS jobs_fence ON procrastinate_events;
CREATE POLICY jobs_fence ON procrastinate_events USING (
  (SELECT folkmoot_platform()) OR EXISTS (SELECT FROM procrastinate_jobs AS job WHERE job.id = job_id)
);
ALTER TABLE procrastinate_periodic_defers ENABLE ROW LEVEL SECURITY;
ALTER TABLE procrastinate_periodic_defers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS jobs_fence ON procrastinate_periodic_defers;
CREATE POLICY jobs_fence ON procrastinate_periodic_defers USING ((SELECT folkmoot_platform()));
ALTER TABLE procrastinate_workers ENABLE ROW LEVEL SECURITY;
ALTER TABLE procrastinate_workers FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS jobs_fence ON procrastinate_workers;
CREATE POLICY jobs_fence ON procrastinate_workers USING ((SELECT folkmoot_platform()));

-- procrastinate_fetch_job_v2, but a tenant that has its share of running jobs waits, so that one can't fill a worker.
CREATE OR REPLACE FUNCTION folkmoot_fetch_job(fetching_worker bigint, share integer) RETURNS procrastinate_jobs
LANGUAGE plpgsql AS $$
DECLARE found procrastinate_jobs;
BEGIN
  WITH candidate AS (
    SELECT job.id FROM procrastinate_jobs AS job
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
      AND job.queue_name NOT IN (
        SELECT busy.queue_name FROM procrastinate_jobs AS busy WHERE busy.status = 'doing'
        GROUP BY busy.queue_name HAVING count(*) >= share)
      AND NOT EXISTS (
        SELECT FROM procrastinate_jobs AS other WHERE job.lock IS NOT NULL AND other.lock = job.lock
          AND (other.status = 'doing' OR (other.status = 'todo' AND other.id < job.id)))
    ORDER BY job.priority DESC, job.id LIMIT 1 FOR UPDATE OF job SKIP LOCKED
  )
  UPDATE procrastinate_jobs AS job SET status = 'doing', worker_id = fetching_worker
    FROM candidate WHERE job.id = candidate.id RETURNING job.* INTO found;
  RETURN found;
END $$;
"""


def prepare(connection: Connection) -> None:
    """Make Procrastinate's tables, or bring them to the installed release; each of its steps is run once.

    Both halves of its two-step migrations ("pre" and "post") run at once: workers are restarted by an upgrade.
    """
    connection.exec_driver_sql(PROCRASTINATE_MIGRATIONS)
    steps = sorted(
        (step for step in resources.files("procrastinate.sql.migrations").iterdir() if step.name.endswith(".sql")),
        key=lambda step: step.name,
    )
    applied = set(connection.scalars(text("SELECT name FROM procrastinate_migration")))
    if connection.scalar(text("SELECT to_regclass('procrastinate_jobs')")) is None:
        _run(connection, (resources.files("procrastinate.sql") / "schema.sql").read_text("utf-8"))
    else:
        for step in steps:
            if step.name not in applied:
                _run(connection, step.read_text("utf-8"))
    missing = [{"name": step.name} for step in steps if step.name not in applied]
    if missing:
        connection.execute(text("INSERT INTO procrastinate_migration (name) VALUES (:name)"), missing)


def _run(connection: Connection, script: str) -> None:
    """Run a script as it stands; the driver would take its percent signs for parameters."""
    connection.exec_driver_sql(script.replace("%", "%%"))
