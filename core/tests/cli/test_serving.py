# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot serve: everything it starts ends with it, however it ends; what crashes comes back."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A running `folkmoot serve`."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = free_port(), log
        command = [sys.executable, "-m", "folkmoot.cli", "serve", "--port", str(self.port), "--workers", "2"]
        with log.open("w") as file:
            self.process = subprocess.Popen(command, env=environment, stderr=file)

    def get(self, path: str, host: str = "nobody.example") -> tuple[int, str]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"Host": host})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def children(self) -> dict[int, str]:
        """Living children of the supervisor by their id."""
        found = {}
        for folder in Path("/proc").iterdir():
            try:
                parent = (folder / "stat").read_text().rpartition(")")[2].split()[1] if folder.name.isdigit() else ""
                if parent == str(self.process.pid):
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        return found

    def jobs_worker(self) -> int:
        return next((pid for pid, command in self.children().items() if " worker " in command), 0)

    def web_workers(self) -> list[int]:
        return [pid for pid, command in self.children().items() if " worker " not in command]


@pytest.fixture
def site(environment: dict[str, str], tmp_path: Path) -> Iterator[Site]:
    Path(environment["FOLKMOOT_DATA"]).mkdir()
    made = Site(environment, tmp_path / "log")
    try:
        until(lambda: made.get("/healthz")[0] == 200 and made.jobs_worker() != 0)
        yield made
    finally:
        made.process.kill()
        made.process.wait()


def until(holds: Callable[[], bool], seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it didn't happen in time"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_it_serves_restarts_what_crashes_and_ends_cleanly(site: Site, run: Run) -> None:
    status, body = site.get("/readyz")
    assert (status, json.loads(body)["ready"]) == (200, True)
    assert "folkmoot_jobs" in site.get("/metrics")[1]
    assert site.get("/en/", "nobody.example")[0] == 404

    second = run("serve", "--port", str(site.port))
    assert second.returncode == 1
    assert "already" in second.stderr

    lost = site.jobs_worker()
    os.kill(lost, signal.SIGKILL)
    until(lambda: site.jobs_worker() not in (0, lost))
    web = site.web_workers()
    os.kill(web[0], signal.SIGKILL)
    until(lambda: len(site.web_workers()) == 2 and site.web_workers() != web)
    dead = {*web, *site.web_workers()}
    for worker in dead - {web[0]}:  # one of them has only just begun
        os.kill(worker, signal.SIGKILL)
    until(lambda: len([pid for pid in site.web_workers() if pid not in dead and alive(pid)]) == 2)
    until(lambda: site.get("/healthz")[0] == 200)

    started = [*site.children()]
    site.process.terminate()
    site.process.wait(60)
    assert not [pid for pid in started if alive(pid)]
    assert "Traceback" not in site.log.read_text()


def test_nothing_outlives_a_supervisor_that_is_killed(site: Site) -> None:
    started = [*site.children()]
    assert len(started) == 3
    site.process.kill()
    site.process.wait()
    until(lambda: not [pid for pid in started if alive(pid)], seconds=60)
