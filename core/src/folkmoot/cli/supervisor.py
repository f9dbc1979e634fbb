# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One process that starts everything a site needs, and whose end is the end of all of it.

It holds the embedded database, forks the web workers (so they share the imported code) and keeps a jobs worker beside
them. Children get a signal from the kernel when it dies, so not even `kill -9` leaves anything behind.
"""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from folkmoot.cli.jobs_process import JobsProcess
from folkmoot.cli.respawning import Respawns
from folkmoot.settings import Settings

if TYPE_CHECKING:
    from folkmoot.db.server import Server

BACKLOG = 1024
PATIENCE_WITH_WEB = 5
"""Seconds that requests in flight get when everything stops."""

OWNER = "FOLKMOOT_OWNER_DATABASE_URL"
SITE = "FOLKMOOT_DATABASE_URL"


@dataclass(frozen=True)
class Listening:
    """Where to listen and with how many web processes."""

    host: str
    port: int
    workers: int


def check_port(host: str, port: int) -> None:
    """Refuse when somebody listens there already, before anything else is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(_why(error, host, port)) from None


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Something listens on {host}:{port} already, perhaps another Folkmoot. Stop it, or choose another port."
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {port}. Ports below 1024 belong to root; use a reverse proxy."
    return f"Listening on {host}:{port} isn't possible: {error.strerror}."


@contextmanager
def started_database(settings: Settings, progress: Callable[[str], None]) -> Iterator["Server"]:
    """The database, started while this process imports the rest of the code."""
    from folkmoot.db.server import database_server

    with ExitStack() as stack:
        with ThreadPoolExecutor(1) as executor:
            starting = executor.submit(stack.enter_context, database_server(settings, progress))
            import granian  # noqa: F401

            import folkmoot.serving  # noqa: F401
        yield starting.result()


def serve(settings: Settings, server: "Server", listening: Listening, ready: Callable[[], None]) -> None:
    """Serve until told to stop; returns when everything that was started here has ended."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server as Granian

    from folkmoot.cli.logs import granian_logging
    from folkmoot.serving import prepare

    prepare(settings, server)
    jobs = JobsProcess((listening.host, listening.port), _environment(), ready)
    os.environ[SITE] = server.url
    os.environ.pop(OWNER, None)
    web = Granian(
        "folkmoot.serving:application", address=listening.host, port=listening.port, interface=Interfaces.WSGI,
        workers=listening.workers, blocking_threads=1, backlog=BACKLOG, factory=True, websockets=False,
        log_level=LogLevels.warning, log_dictconfig=granian_logging(), respawn_failed_workers=True,
        respawn_interval=0.5, workers_kill_timeout=PATIENCE_WITH_WEB,
    )  # fmt: skip
    web.respawned_wrks = Respawns()
    jobs.start()
    try:
        web.serve()
    finally:
        jobs.stop()


def _environment() -> dict[str, str]:
    """What the jobs worker starts with: as we were started, but for the owner's address."""
    return {name: value for name, value in os.environ.items() if name != OWNER}
