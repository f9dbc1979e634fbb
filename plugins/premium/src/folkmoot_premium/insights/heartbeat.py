# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""How far a run is, written where pages see it while the job's own transaction is still open; and hearing "stop"."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import func, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from folkmoot_premium.insights.tables import run

log = logging.getLogger(__name__)
EVERY = 0.7
"""Seconds between two writes; a new step is written at once, but not more often than ten times a second."""
AT_LEAST = 0.1


class Heartbeat:
    """Is told of progress, from any thread; writes it now and then. stopping: whether somebody asked to stop."""

    def __init__(self, apart: Callable[[], AbstractContextManager[Session]], run_id: uuid.UUID) -> None:
        """apart: opens a session in a transaction of its own."""
        self._apart, self._run_id = apart, run_id
        self._lock = threading.Lock()
        self._step, self._written = "", 0.0
        self.stopping = False

    def told(self, step: str, share: float) -> None:
        """So much of the whole is done, in this step."""
        with self._lock:
            waited = time.monotonic() - self._written
            if waited < (AT_LEAST if step != self._step else EVERY):
                return
            self._step, self._written = step, time.monotonic()
            try:
                self._write(step, share)
            except SQLAlchemyError:  # progress that isn't shown must not end the run
                log.warning("the progress of run %s couldn't be written", self._run_id, exc_info=True)

    def _write(self, step: str, share: float) -> None:
        r = run.c
        values = {"step": step, "share": min(1000, round(share * 1000)), "beat_at": func.now()}
        with self._apart() as db:
            told = update(run).where(r.id == self._run_id, r.state.in_(("running", "stopping"))).values(values)
            state = db.execute(told.returning(r.state)).scalar_one_or_none()
        self.stopping = state != "running"
