# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A web worker: the application that Granian loads in each of its processes, and how processes end together."""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator

from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server, database_server
from folkmoot.platform import Platform, WsgiApplication
from folkmoot.settings import Settings, load_settings

PR_SET_PDEATHSIG = 1


_prepared: list[Platform] = []
"""The platform that the supervisor built before it forked its web workers, which share its memory."""


def prepare(settings: Settings, server: Server) -> None:
    """Build the platform in the supervisor, so that a fault shows once and before anything is served."""
    platform = open_platform(settings, server)
    platform.database.dispose()  # connections can't be shared with forked processes
    _prepared[:] = [platform]


def application() -> WsgiApplication:
    """The application of one web process: the prepared one where it was forked, else made from the environment."""
    supervisor = multiprocessing.parent_process()
    die_with(supervisor.pid if supervisor and supervisor.pid else os.getppid(), signal.SIGKILL)
    if not _prepared:
        settings = load_settings(owner=False)
        _prepared.append(open_platform(settings, Server(settings.database_url or "", "", embedded=False)))
    platform = _prepared[0]
    platform.listen()
    return behind_proxy(platform)


def behind_proxy(platform: Platform) -> WsgiApplication:
    """Believe a reverse proxy on this machine, and nobody else, about HTTPS and the visitor's address."""
    trusting: WsgiApplication = wrap_wsgi_with_proxy_headers(platform, ["127.0.0.1", "::1"])
    return trusting


@contextlib.contextmanager
def site_database(settings: Settings, progress: Callable[[str], None] | None = None) -> Iterator[str]:
    """The address of the site's role: the one that was set, or that of the embedded database, held while in use."""
    if settings.database_url:
        yield settings.database_url
        return
    with database_server(settings, progress) as server:
        yield server.url


def die_with(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Get a signal when the parent process ends, however it ends; at once when it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, how)
    else:
        threading.Thread(target=_watch, args=(parent, how), name="folkmoot-parent", daemon=True).start()
    if os.getppid() != parent:
        os.kill(os.getpid(), how)


def _watch(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), how)
