# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A module switched in the back office of one process is gone from another at once, and no visitor notices."""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from webtest import TestApp

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.platform import POLL_SECONDS, Platform
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.plugins import Shelf

PAGE = """
from folkmoot.hookspecs import hookimpl
from folkmoot.interfaces import Permission

@hookimpl
def folkmoot_pages(config):
    config.add_public_route("bulletin.index", "/bulletin")
    config.add_view(lambda request: {}, route_name="bulletin.index", permission=Permission.PUBLIC, renderer="json")
"""
OTHER_PROCESS = """
import warnings
warnings.simplefilter("ignore")
from folkmoot.serving import application
from tests.browser.serving import served
with served(application()) as port:
    print(port, flush=True)
    input()
"""
SWITCHES = ("off", "on", "off", "on")
STATUS_AFTER = {"off": 404, "on": 200}


@dataclass
class Visitor(threading.Thread):
    """Asks another process for the home page again and again."""

    port: int
    host: str
    statuses: list[int] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        """Until told to stop; a request that fails counts as 0."""
        while not self.stopping.is_set():
            self.statuses.append(status(self.port, self.host, "/en/"))


def status(port: int, host: str, path: str) -> int:
    """The status of one request to another process, or 0 when it failed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        connection.close()


@pytest.fixture
def bulletin(shelf: Shelf, server: Server, settings: Settings) -> Iterator[Platform]:
    """A platform with one page of a plugin that isn't in the base, so a town may switch it."""
    shelf.add("bulletin", PAGE, more=', paths=("bulletin",)')
    platform = open_platform(settings, server, shelf.installed())
    yield platform
    platform.close()


@contextmanager
def other_process(server: Server, shelf: Shelf, folder: Path) -> Iterator[int]:
    """A web worker of its own; yields its port."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    variables = {
        "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_SECRET": SECRET, "FOLKMOOT_DATA": str(folder),
        "PYTHONPATH": os.pathsep.join([str(shelf.folder), str(Path(__file__).parents[2])]),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROCESS],
        env=kept | variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.kill()


def test_switching_a_module_swaps_the_site_in_another_process(
    bulletin: Platform, shelf: Shelf, server: Server, tmp_path: Path
) -> None:
    town = make_town(bulletin)
    administrator = town.browser(town.account("administrator"))
    with other_process(server, shelf, tmp_path) as port:
        assert status(port, town.host, "/en/bulletin") == 200
        visitor = Visitor(port, town.host)
        visitor.start()
        seconds = [_switch(administrator, town, port, do) for do in SWITCHES]
        visitor.stopping.set()
        visitor.join()
    print(f"swapped in {', '.join(f'{one:.2f}' for one in seconds)} s; {len(visitor.statuses)} requests meanwhile")
    assert set(visitor.statuses) == {200}
    assert min(seconds) < 1, seconds
    assert max(seconds) < POLL_SECONDS + 1, seconds


def _switch(administrator: TestApp, town: Town, port: int, do: str) -> float:
    """Switch as the page's button does; seconds until the other process follows."""
    page = administrator.get("/admin/modules")
    form = next(form for form in page.forms.values() if "plugin" in form.fields and form["plugin"].value == "bulletin")
    assert form["do"].value == do
    form.submit()
    begun = time.monotonic()
    while status(port, town.host, "/en/bulletin") != STATUS_AFTER[do]:
        assert time.monotonic() - begun < 3 * POLL_SECONDS
        time.sleep(0.02)
    elapsed = time.monotonic() - begun
    town.platform.refresh()
    return elapsed
