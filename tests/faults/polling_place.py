# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town that votes, served by real processes that drills may kill: workers, jobs and an embedded PostgreSQL."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session
from tests.faults.conftest import ROOT, wait_until
from tests.faults.voters import Citizen

from folkmoot.bootstrap import migrate_all, open_platform
from folkmoot.db.embedded import EmbeddedPostgres
from folkmoot.db.server import Server
from folkmoot.platform import Platform
from folkmoot.projects.models import Phase, Project
from folkmoot.settings import Settings
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.towns import Town, make_town
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBundle, VotingElection, VotingOption

WORKERS, OPTIONS = 2, 12
SETTINGS = {"form": "several", "budget": 1000, "counting": "greedy", "publication": "L2", "least": 1, "most": 3}
PATIENCE = 600.0
"""Seconds for anything that a job does: the clock's job comes every minute, and the machine may be busy."""


@dataclass
class PollingPlace:
    """One vote of one town. The processes that serve it aren't this one."""

    folder: Path
    port: int
    postgres: EmbeddedPostgres
    server: Server
    platform: Platform
    town: Town
    project: Project
    phase: Phase

    @property
    def page(self) -> str:
        return f"/en/projects/{self.project.slug}/1"

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the processes that serve."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        return kept | {
            "FOLKMOOT_DATA": str(self.folder / "data"), "FOLKMOOT_KEYS": str(self.folder / "keys"),
            "FOLKMOOT_SECRET": SECRET, "FOLKMOOT_LOG": "warning", "PYTHONWARNINGS": "ignore",
        }  # fmt: skip

    @contextmanager
    def served(self, *command: str, **variables: str) -> Iterator[int]:
        """While `folkmoot serve` runs with two workers (or another command); its process id."""
        usual = ("-m", "folkmoot.cli", "serve", "--port", str(self.port), "--workers", str(WORKERS))
        with (self.folder / "output.txt").open("a") as output:
            process = subprocess.Popen(
                [sys.executable, *(command or usual)], cwd=ROOT, env=self.variables | variables, stdout=output,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            visitor = Citizen(self.port, self.town.host)
            wait_until(lambda: process.poll() is not None or visitor.ask(self.page).status == 200, PATIENCE)
            assert process.poll() is None, (self.folder / "output.txt").read_text()[-3000:]
            yield process.pid
        finally:
            process.terminate()
            process.wait(PATIENCE)

    def election(self, db: Session) -> VotingElection:
        found = opening.election_of(db, self.phase.id)
        assert found is not None
        return found

    def state(self) -> str:
        with self.town.session() as db:
            return self.election(db).state

    def ballot_of(self, db: Session, citizen: Citizen) -> Ballot | None:
        """What lies in the box for somebody while voting is open."""
        election = self.election(db)
        who = casting.Voter("email", citizen.email, None)
        return casting.of_voter(db, election, opening.keys_of(db, election), who)

    def closes_in(self, seconds: float) -> float:
        """Set the end of the vote by the database's clock; gives it as seconds since 1970."""
        moment = text("SELECT extract(epoch FROM clock_timestamp())::float + :seconds")
        change = "SET closes_at = to_timestamp(:end) WHERE "
        with self.town.session() as db:
            end: float = db.execute(moment, {"seconds": seconds}).scalar_one()
            db.execute(text(f"UPDATE phase {change} id = :id"), {"end": end, "id": self.phase.id})
            db.execute(text(f"UPDATE voting_election {change} phase_id = :id"), {"end": end, "id": self.phase.id})
        return end

    def bundle(self) -> VotingBundle:
        with self.town.session() as db:
            found = db.scalars(select(VotingBundle).where(VotingBundle.election_id == self.election(db).id)).one()
            assert found.bundle
            return found

    def kill_database(self) -> int:
        """kill -9 of PostgreSQL's every process; how many that were. It is started again at once."""
        cluster = Path(f"/proc/{self.postgres.start().server_pid}/cwd").readlink()
        killed = [process for process in working_in(cluster) if _kill(process)]
        self.platform.database.dispose()
        self.postgres.start()
        return len(killed)

    def kill_backend(self) -> int:
        """kill -9 of one connection's process, after which PostgreSQL recovers by itself."""
        server = self.postgres.start().server_pid
        backends = [process for process in children(server) if b"postgres: folkmoot_app" in _command(process)]
        return sum(_kill(process) for process in backends[:1])


def workers_of(supervisor: int) -> list[int]:
    """The web processes of `folkmoot serve`; its jobs are another process."""
    return [process for process in children(supervisor) if b"worker\x00--supervisor" not in _command(process)]


def kill_workers(supervisor: int, number: int = WORKERS) -> int:
    """kill -9 of some web processes; how many that were."""
    return sum(_kill(process) for process in workers_of(supervisor)[:number])


def children(parent: int) -> list[int]:
    """Living processes whose parent is this one."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, above = entry.read_text().rpartition(")")[2].split()[:2]
            if int(above) == parent and state != "Z":
                found.append(int(entry.parent.name))
    return sorted(found)


def working_in(folder: Path) -> list[int]:
    """Processes whose working folder this is."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
    return sorted(found)


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(process: int) -> bool:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def polling_place(folder: Path, port: int) -> Iterator[PollingPlace]:
    """A migrated database of its own below a folder, and a town with a vote that nobody has opened yet."""
    (folder / "data").mkdir()
    postgres = EmbeddedPostgres(folder / "data")
    connections = postgres.start()
    server = Server(connections.database_url, connections.owner_database_url, embedded=True)
    migrate_all(server, SECRET)
    settings = Settings(data=folder / "data", keys=folder / "keys", secret=SECRET, database_pool=4)
    platform = open_platform(settings, server)
    town = make_town(platform)
    project = town.project()
    phase = town.phase(project, "voting", settings=SETTINGS)
    with town.session() as db:
        for number in range(1, OPTIONS + 1):
            titles = {locale: f"Option {number} {locale}" for locale in town.site.locales}
            db.add(VotingOption(phase_id=phase.id, number=number, title=titles, cost=number * 9_000))
    try:
        yield PollingPlace(folder, port, postgres, server, platform, town, project, phase)
    finally:
        platform.close()
        postgres.destroy()


def ballot(*numbers: int) -> Ballot:
    """A ballot for these options."""
    return made({"": tuple(f"opt-{number}" for number in numbers)})
