# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The jobs worker beside the web workers: started once the site answers, restarted when it crashes."""

import http.client
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two starts of a worker that keeps crashing; the pause doubles."""

PATIENCE_WITH_JOBS = 10.0
"""Seconds that running jobs get to end when everything stops; what is cut off then is retried at the next start."""


class JobsProcess(threading.Thread):
    """Keeps one `folkmoot worker` running. The thread must outlive the process: its end would be the process's end."""

    def __init__(self, address: tuple[str, int], environment: Mapping[str, str], ready: Callable[[], None]) -> None:
        super().__init__(name="folkmoot-jobs", daemon=True)
        self._address, self._environment, self._ready = address, dict(environment), ready
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Wait for the site, say so, then keep the worker alive until told to stop."""
        while not answers(*self._address):
            if self._stopping.wait(0.05):
                return
        self._ready()
        pause = SHORTEST_PAUSE
        while not self._stopping.is_set():
            begun = time.monotonic()
            code = self._run_once()
            if self._stopping.is_set():
                return
            pause = SHORTEST_PAUSE if time.monotonic() - begun > LONGEST_PAUSE else min(pause * 2, LONGEST_PAUSE)
            log.error("the jobs worker ended with code %s; it starts again in %.0f s", code, pause)
            self._stopping.wait(pause)

    def _run_once(self) -> int:
        command = [sys.executable, "-m", "folkmoot.cli", "worker", "--supervisor", str(os.getpid())]
        # A group of its own: Ctrl-C at the terminal is for the supervisor, which ends the worker in its turn.
        self._process = subprocess.Popen(command, env=self._environment, process_group=0)  # noqa: S603 - our own command
        return self._process.wait()

    def stop(self) -> None:
        """End the worker: politely, then by force."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE_WITH_JOBS)
            except subprocess.TimeoutExpired:
                process.kill()
        if self.is_alive():
            self.join(PATIENCE_WITH_JOBS)


def answers(host: str, port: int) -> bool:
    """Whether a site answers its health check at this address."""
    connection = http.client.HTTPConnection("127.0.0.1" if host in ("0.0.0.0", "::", "") else host, port, timeout=2)  # noqa: S104
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
