# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Two workers under constant load while licences come, shrink, end, are revoked and come again: nobody notices."""

import datetime
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from tests.faults.conftest import ROOT, Say, wait_until
from tests.faults.reference import Promise
from tests.faults.visitors import Crowd, Person, Probe

from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.settings import Settings
from folkmoot.tenants.attendance import following
from folkmoot.testing.authority import Authority, installed_with, put_paid_plugin
from folkmoot.testing.contributions import Forum
from folkmoot.testing.fixtures import SECRET
from folkmoot.testing.licences import examine, mode_of, store_in_pool, store_licence
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town, make_town

WORKERS = 2
WITHIN = 1.0
"""Seconds in which every worker must have followed (issue 3); more on a machine that others use (reference.py)."""

LASTS = 6.0
"""Seconds of a licence that ends by itself on an idle machine."""

PATIENCE = 120.0
"""Seconds for what isn't measured."""

JTI = ["0" * 25 + str(number) for number in range(1, 9)]


@pytest.fixture
def authority() -> Authority:
    """This drill's vendor."""
    return Authority()


@pytest.fixture
def desk(server: Server, settings: Settings, shelf: Shelf, authority: Authority) -> Iterator[Platform]:
    """The process in which licences are installed: not one of the workers."""
    put_paid_plugin(shelf, authority)
    installed = installed_with(shelf, "folkmoot-standard")
    made = open_platform(settings, server, installed, licences=Licences(authority.roots))
    yield made
    made.close()


@pytest.fixture
def variables(server: Server, shelf: Shelf, authority: Authority, tmp_path: Path) -> dict[str, str]:
    """The environment of the workers."""
    roots = tmp_path / "roots.json"
    roots.write_bytes(authority.roots_json)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    return kept | {
        "FOLKMOOT_DATABASE_URL": server.url, "FOLKMOOT_SECRET": SECRET, "FOLKMOOT_DATA": str(tmp_path),
        "FOLKMOOT_LOG": "warning", "TEST_ROOTS": str(roots), "PYTHONWARNINGS": "ignore",
        "PYTHONPATH": os.pathsep.join([str(shelf.folder), str(ROOT)]),
    }  # fmt: skip


@pytest.fixture
def port(variables: dict[str, str]) -> Iterator[int]:
    """Where two Granian workers serve."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    command = (
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "1",
        "--no-ws", "--backlog", "1024", "--log-level", "warning", "--workers-kill-timeout", "5", "--port", str(number),
        "--factory", "tests.faults.keyed_serving:application",
    )  # fmt: skip
    with subprocess.Popen(command, env=variables, cwd=ROOT) as process:
        yield number
        process.terminate()
        process.wait(30)


def followed(town: Town, revision: int) -> bool:
    """Whether all workers have made this revision of a town."""
    with town.platform.database.platform() as db:
        found = following(db, town.id, revision)
    return found.workers >= WORKERS and found.complete


def revision_of(db: Session, town: Town) -> int:
    """The town's newest revision."""
    from folkmoot.tenants.models import Tenant

    return db.query(Tenant.revision).filter(Tenant.id == town.id).scalar() or 0


@pytest.mark.drill
def test_nobody_notices_what_licences_do(
    desk: Platform, port: int, variables: dict[str, str], authority: Authority, say: Say
) -> None:
    town = make_town(desk)
    forum = Forum(town)
    ideas = [forum.post(town.account().id).number for _ in range(4)]
    citizens = [Person(port, town.host, f"{SESSION_COOKIE}={town.sign_in(town.account())}") for _ in range(2)]
    visitor = Person(port, town.host)
    wait_until(lambda: visitor.ask("/readyz").status == 200, PATIENCE)
    wait_until(lambda: followed(town, town.site.revision), PATIENCE)
    wait_until(lambda: visitor.ask("/en/").status == 200, PATIENCE)
    project = f"/en/projects/{forum.project.slug}"
    crowd = Crowd(
        readers=[(visitor, "/en/"), (visitor, project), (citizens[0], f"/en/ideas/{ideas[0]}")],
        reactors=[
            (person, f"/en/ideas/{idea}/reaction/like", person.csrf(f"/en/ideas/{idea}"))
            for person, idea in zip(citizens, ideas[1:], strict=False)
        ],
    )
    # Before our own crowd comes, and after it has gone: what it asks of the machine is part of the promise.
    promise, times = Promise("the slowest of all: all workers follow", WITHIN), []
    probe = Probe(visitor, "/en/poll/begin")
    probe.start()
    with crowd.busy():
        time.sleep(1)
        for name, act, mode in acts(town, authority, LASTS * promise.before):
            times.append(observe(town, visitor, probe, act, mode))
            say(f"{name}: all {WORKERS} workers follow after {times[-1]:.2f} s")
    probe.stopping.set()
    assert promise.kept(max(times), say)
    total = sum(crowd.statuses.values())
    say(f"{total} requests meanwhile, {sum(crowd.statuses[kind] for kind in crowd.failed)} failed;"
        f" p50 {crowd.percentile(0.5) * 1000:.0f} ms, p99 {crowd.percentile(0.99) * 1000:.0f} ms")  # fmt: skip
    assert crowd.failed == []
    nothing_is_left(variables, town)


Act = Callable[[], float]


def acts(town: Town, authority: Authority, lasts: float) -> Iterator[tuple[str, Act, Mode]]:
    """What happens in turn. Each act returns the moment (time.time) from which the second counts.

    lasts: seconds of the licence that ends by itself, in which it must have been installed and looked at.
    """
    yield "installed", lambda: installed(town, authority.bundle(authority.licence(jti=JTI[0]))), Mode.OPEN
    smaller = authority.bundle(authority.licence(jti=JTI[1], edition="none", supersedes=[JTI[0]]))
    yield "downgraded", lambda: installed(town, smaller), Mode.ABSENT
    yield "installed again", lambda: installed(town, authority.bundle(authority.licence(jti=JTI[2]))), Mode.OPEN
    listed = authority.bundle(lists=[authority.revocation(1, JTI[2])])
    yield "revoked", lambda: pooled(town, listed), Mode.ABSENT
    ends = int(time.time() + lasts)
    short = authority.licence(jti=JTI[3], ends=(ends - int(time.time())) / 86_400)
    yield "installed for some seconds", lambda: installed(town, authority.bundle(short)), Mode.OPEN
    yield "expired by the clock alone", lambda: expired(short), Mode.ABSENT
    phase = authority.bundle(authority.licence(jti=JTI[4]))
    yield "installed with a phase", lambda: installed(town, phase, with_phase=True), Mode.OPEN
    again = authority.bundle(lists=[authority.revocation(2, JTI[2], JTI[4])])
    yield "revoked with a phase", lambda: pooled(town, again), Mode.SUNSET
    yield "reinstalled", lambda: installed(town, authority.bundle(authority.licence(jti=JTI[5]))), Mode.OPEN
    last = authority.bundle(lists=[authority.revocation(3, JTI[2], JTI[4], JTI[5])])
    yield "revoked at last", lambda: pooled(town, last), Mode.SUNSET


def installed(town: Town, bundle: str, *, with_phase: bool = False) -> float:
    """Install for the town, by a process that isn't one of the workers."""
    assert examine(town, bundle).acceptable
    if with_phase:
        town.phase(town.project(published_at=datetime.datetime.now(datetime.UTC)), "poll")
    store_licence(town, bundle)
    return time.time()


def pooled(town: Town, bundle: str) -> float:
    """Install a revocation list, as an operator."""
    store_in_pool(town.platform, bundle, town.site)
    return time.time()


def expired(token: str) -> float:
    """Wait until just before the licence ends."""
    import base64
    import json

    payload = token.split(".")[1]
    ends = float(json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["exp"])
    time.sleep(max(0.0, ends - time.time()))
    return ends


def observe(town: Town, visitor: Person, probe: Probe, act: Act, mode: Mode) -> float:
    """Seconds from the act until the last answer by the old mode; all workers keep to the new one afterwards."""
    expected = {Mode.OPEN: (200, 200), Mode.SUNSET: (200, 403), Mode.ABSENT: (404, 404)}[mode]
    began = act()
    wait_until(lambda: probe.settled(expected[1], began, 8 * WORKERS) is not None, PATIENCE)
    took = (probe.settled(expected[1], began, 8 * WORKERS) or 0) - began
    town.platform.refresh()
    assert mode_of(town, "poll") is mode
    with town.platform.database.platform() as db:
        revision = revision_of(db, town)
    wait_until(lambda: followed(town, revision), PATIENCE)
    assert all(answers(visitor) == expected for _ in range(6 * WORKERS))
    menu = {"The poll" in visitor.ask("/en/").body for _ in range(2 * WORKERS)}
    assert menu == {mode is not Mode.ABSENT}
    return took


def answers(visitor: Person) -> tuple[int, int]:
    """Statuses of the paid module's page that reads and of the one that begins."""
    return visitor.ask("/en/poll").status, visitor.ask("/en/poll/begin").status


def nothing_is_left(variables: dict[str, str], town: Town) -> None:
    """A worker that starts where no town has the module doesn't import it, and has no task of it."""
    with town.platform.database.platform() as db:
        from folkmoot.licences.models import LicenceOpening, LicenceToken

        db.query(LicenceToken).delete()
        db.query(LicenceOpening).delete()
    program = (
        "import sys; from tests.faults.keyed_serving import application; platform = application();"
        "print('fixture_poll' in sys.modules, 'fixture_poll.plugin' in sys.modules,"
        f" 'poll' in platform.place({town.host!r}).composition.ids,"
        f" 'recount' in platform.place({town.host!r}).composition.ids); platform.close()"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["True", "False", "False", "True"], done.stdout + done.stderr
