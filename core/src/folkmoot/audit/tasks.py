# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The sealing job."""

from folkmoot.audit.services import Audit
from folkmoot.hookspecs.operations import Task, TaskContext


def seal(context: TaskContext) -> None:
    """Chain the tenant's new entries."""
    Audit().seal(context.db)


TASKS = (Task("audit.seal", seal, every_minutes=1),)
