# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A jobs worker with one more task, for the test that kills it: arguments are address, secret, data, marker."""

import sys
import time
from pathlib import Path

from folkmoot.audit.services import Audit
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.jobs.core_tasks import CORE, core_tasks
from folkmoot.jobs.worker import Rhythm, run_worker
from folkmoot.settings import Settings

URL, SECRET, DATA, MARKER = sys.argv[1:5]


def slow(context: TaskContext) -> None:
    """Hangs the first time, with an uncommitted row; works the second time."""
    Audit().record(context.db, None, "test.slow", "test", None)
    context.db.flush()
    if not Path(MARKER).exists():
        Path(MARKER).touch()
        time.sleep(600)


core_tasks()[CORE, "test.slow"] = Task("test.slow", slow)
settings = Settings(data=Path(DATA), secret=SECRET)
run_worker(settings, URL, concurrency=2, rhythm=Rhythm(heartbeat=0.3, dead_after=1.5, look=0.3, grace=1.0))
