# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Both applications under the same server: Granian, two workers with one blocking thread each."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from place import FLOOR, HOST, PAGE_SIZE, SECRET, WORK

from folkmoot.db.server import Server

GRANIAN = (
    sys.executable, "-B", "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
    "--no-ws", "--backlog", "1024", "--log-level", "warning", "--workers-kill-timeout", "5",
)  # fmt: skip
PATIENCE = 120.0
"""Seconds for a server to start or to end: others may use the machine."""


@dataclass(frozen=True)
class Running:
    """A server: its address and the process whose children the workers are."""

    url: str
    pid: int


@contextmanager
def floor(database_url: str) -> Iterator[Running]:
    """The floor application."""
    environment = {"FLOOR_DB": database_url, "FLOOR_PAGE": str(PAGE_SIZE), "PYTHONPATH": str(FLOOR)}
    with _granian(("app:application",), environment, "/hello", "") as running:
        yield running


@contextmanager
def ours(server: Server) -> Iterator[Running]:
    """Folkmoot, as `folkmoot serve` runs it."""
    environment = {
        "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_SECRET": SECRET, "FOLKMOOT_DATA": str(WORK),
        "FOLKMOOT_LOG": "warning",
    }  # fmt: skip
    with _granian(("--factory", "folkmoot.serving:application"), environment, "/healthz", HOST) as running:
        yield running


@contextmanager
def _granian(target: tuple[str, ...], environment: dict[str, str], probe: str, host: str) -> Iterator[Running]:
    port = _free_port()
    known = {name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "FLOOR_"))}
    environment = {**known, **environment, "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen([*GRANIAN, "--port", str(port), *target], env=environment)
    running = Running(f"http://127.0.0.1:{port}", process.pid)
    try:
        _wait(process, running.url + probe, host)
        yield running
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], url: str, host: str) -> None:
    """Until the server answers; whatever it answers, a wrong page is found out by the cases."""
    request = urllib.request.Request(url, headers={"Host": host} if host else {})
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{url} doesn't answer")
