# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A clone on a machine that has nothing but Python, make and git: it runs, stops, finds its data, survives kill -9."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults.conftest import ROOT, Say, kill_all_of, processes_of, run, wait_until
from tests.faults.reference import Promise

FIRST_START, NEXT_START, STOP = 180.0, 10.0, 30.0
"""Seconds that the first start, any later one, and stopping may take; more on a machine that others use (reference.py).
"""

AFTER_A_CRASH = 30.0
"""Seconds for a start that begins with PostgreSQL's recovery."""


@dataclass
class Machine:
    """A clone with a home and a data folder of its own."""

    folder: Path
    port: int

    @property
    def variables(self) -> dict[str, str]:
        """The whole environment, as `env -i` would leave it. As root the data folder would be the system's own."""
        return {
            "PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "PORT": str(self.port),
            "FOLKMOOT_DATA": str(self.folder / "data"),
        }  # fmt: skip

    @contextmanager
    def running(self, seconds: float) -> Iterator[float]:
        """`make run` until it answers; yields the seconds that took. It still runs afterwards."""
        with (self.folder / "output.txt").open("a") as output:
            process = subprocess.Popen(
                ["make", "run"], cwd=self.folder / "clone", env=self.variables, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        yield wait_until(lambda: self.answers(process), seconds)
        self.process = process

    def answers(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether the site is there; fails at once when it never will be."""
        assert process.poll() is None, (self.folder / "output.txt").read_text()[-3000:]
        return self.status("127.0.0.1", "/readyz") == 200

    def status(self, host: str, path: str) -> int:
        """The status of one request; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": host})
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def interrupt(self, patience: float) -> float:
        """Ctrl-C: every process of the group gets SIGINT; seconds until nothing is left."""
        os.killpg(self.process.pid, signal.SIGINT)
        began = time.monotonic()
        self.process.wait(patience)
        wait_until(lambda: not processes_of(self.folder), patience)
        return time.monotonic() - began

    def kill_everything(self, patience: float) -> int:
        """kill -9 of all that was started here; how many processes that were."""
        killed = kill_all_of(self.folder)
        self.process.wait(patience)
        wait_until(lambda: not processes_of(self.folder), patience)
        return killed

    def make_town(self) -> None:
        """A tenant that only the database knows of."""
        folkmoot = self.folder / "clone" / ".venv" / "bin" / "folkmoot"
        town = ("havre", "--host", "havre.test", "--name", "Havre", "--locales", "fr")
        run(folkmoot, "tenant", "create", *town, **self.variables)


@pytest.fixture
def machine(workshop: Path) -> Machine:
    """The clone; its port is free."""
    for folder in ("home", "data"):
        (workshop / folder).mkdir()
    run("git", "clone", "--quiet", "--no-hardlinks", ROOT, workshop / "clone")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Machine(workshop, probe.getsockname()[1])


@pytest.mark.drill
def test_a_fresh_machine(machine: Machine, say: Say) -> None:
    first = Promise("fresh clone: answers", FIRST_START)
    with machine.running(first.patience) as took:
        assert first.kept(took, say)
    assert machine.status("127.0.0.1", "/") in (200, 302, 303)
    machine.make_town()
    wait_until(lambda: machine.status("havre.test", "/fr/") == 200, 60)
    stop = Promise("Ctrl-C: nothing left", STOP)
    assert stop.kept(machine.interrupt(stop.patience), say)

    second = Promise("second start: answers", NEXT_START)
    with machine.running(second.patience) as took:
        assert second.kept(took, say)
    assert machine.status("havre.test", "/fr/") == 200
    say(f"kill -9 of {machine.kill_everything(stop.patience)} processes")

    third = Promise("start after kill -9: answers", AFTER_A_CRASH)
    with machine.running(third.patience) as took:
        assert third.kept(took, say)
    assert machine.status("havre.test", "/fr/") == 200
    machine.interrupt(stop.patience)
    assert (machine.folder / "output.txt").read_text().count("Filled ") > 0
