# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Deferring jobs inside the transaction that asks for them."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.jobs.interfaces import IJobs

TASK = "folkmoot.run"
"""The one Procrastinate task; what it runs is in its arguments."""

# Procrastinate's own SQL function, so that the job is a row of the caller's transaction whatever driver it uses. The
# tenant comes from the fence, not from the caller. The more a tenant has waiting, the lower its next job's priority:
# so tenants take turns, and ten thousand letters of one town don't delay another's sign-in code.
DEFER = text("""
    SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(
      folkmoot_tenant()::text, :name,
      -(SELECT count(*) FROM (SELECT FROM procrastinate_jobs WHERE queue_name = folkmoot_tenant()::text
        AND status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) LIMIT 1000) AS waiting)::integer,
      folkmoot_tenant()::text || '/' || CAST(:lock AS text), NULL,
      jsonb_build_object('plugin', CAST(:plugin AS text), 'task', CAST(:task AS text),
        'tenant', folkmoot_tenant()::text, 'arguments', CAST(:arguments AS jsonb)),
      CAST(:at AS timestamptz)
    )]::procrastinate_job_to_defer_v1[])
""")


@implementer(IJobs)
class Jobs:
    """Jobs in Procrastinate's tables, written by the caller's session."""

    def defer(
        self,
        db: Session,
        plugin: str,
        task: str,
        arguments: Mapping[str, Any],
        *,
        at: datetime.datetime | None = None,
        lock: str | None = None,
    ) -> None:
        """Write the job; it exists once the transaction commits, and a worker hears of it then."""
        values = {
            "name": TASK,
            "plugin": plugin,
            "task": task,
            "arguments": json.dumps(dict(arguments)),
            "at": at,
            "lock": lock,
        }
        db.execute(DEFER, values)
