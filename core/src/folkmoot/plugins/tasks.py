# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The nightly retention job."""

import logging

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.plugins.retention import enforce

log = logging.getLogger(__name__)


def retain(context: TaskContext) -> None:
    """Let go what the catalogue says was kept long enough, of all installed and formerly installed plugins."""
    for table, rows in enforce(context.db, context.now).items():
        log.info("retention: %d rows of %s", rows, table)


TASKS = (Task("plugins.retention", retain, every_minutes=24 * 60),)
