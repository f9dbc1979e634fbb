# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Operations: background tasks with their schedules."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from folkmoot.hookspecs import hookspec

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class TaskContext:
    """What a task runs with: a session inside the tenant's transaction, the tenant, and its arguments (ids only).

    service: from an interface to its service, as request.find_service; those that need no request.
    """

    db: "Session"
    site: Any
    arguments: dict[str, Any]
    plugins: Any
    now: Any
    service: Any = None


@dataclass(frozen=True)
class Task:
    """A background task. every_minutes: run for each tenant at that interval; None: only when deferred.

    begins: whether it begins something that sunset refuses. run may be called again after a worker was killed, so it
    must be repeatable.
    """

    name: str
    run: Callable[[TaskContext], None]
    every_minutes: int | None = None
    begins: bool = False


TenantId = uuid.UUID


@hookspec
def folkmoot_tasks() -> list[Task]:  # type: ignore[empty-body]
    """Background tasks of the plugin.

    Called when a worker builds a composition. All answers are joined by (plugin, task name). An error in a task is
    logged, retried with growing pauses and then kept as failed; it never stops the worker.
    """
