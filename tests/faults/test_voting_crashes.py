# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Three hundred people vote at once while workers and the database are killed: every "thank you" has its ballot."""

import json
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.faults.conftest import ROOT, Say, run, wait_until
from tests.faults.polling_place import OPTIONS, PATIENCE, PollingPlace, ballot, kill_workers, polling_place
from tests.faults.voters import Citizen, Turnout, citizens

from folkmoot.cli.supervisor import check_port
from folkmoot_essential.ledger import canonical, log
from folkmoot_essential.voting.models import (
    VotingBallot,
    VotingBox,
    VotingDecision,
    VotingElection,
    VotingLog,
    VotingPending,
    VotingTookPart,
    VotingVoter,
)

VOTERS = 300
Mishap = tuple[int, str, Callable[[], int]]


@pytest.fixture
def place(workshop: Path) -> Iterator[PollingPlace]:
    port = free_port()
    with polling_place(workshop, port) as made:
        yield made


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = int(probe.getsockname()[1])
    check_port("127.0.0.1", number)
    return number


@pytest.mark.drill
def test_every_thank_you_has_its_ballot(place: PollingPlace, say: Say) -> None:
    with place.served() as supervisor:
        people = citizens(place.town, place.port, VOTERS)
        say(f"{VOTERS} people have signed in")
        turnout = Turnout(place.page)
        mishaps = [
            (30, "a worker", lambda: kill_workers(supervisor, 1)),
            (80, "both workers", lambda: kill_workers(supervisor)),
            (140, "the database", place.kill_database),
            (200, "a connection of the database", place.kill_backend),
            (250, "a worker", lambda: kill_workers(supervisor, 1)),
            (300, "the database again", place.kill_database),
        ]
        everybody_votes(turnout, people, mishaps, say)
        assert "Thank you" in thanked_once_more(place, turnout, people[0])
        say(f"answers {dict(turnout.answers)}; 0 is a connection that broke")
        assert set(turnout.answers) <= {0, 303, 503}, "who isn't thanked is told that the database is away"
        assert turnout.answers[0] > 0
        sealed_as_thanked(place, turnout, people)
        closed(place, say)
        log_and_box_agree(place, turnout)
        certified(place, say)
    counted_by_anybody(place)


def everybody_votes(turnout: Turnout, people: list[Citizen], mishaps: list[Mishap], say: Say) -> None:
    """All at once; every third casts another ballot after the first. Mishaps come after so many thanks."""
    chance = random.Random(4)
    ready = threading.Barrier(len(people))

    def one(number: int) -> None:
        ballots = [
            tuple(chance.sample(range(1, OPTIONS + 1), chance.randint(1, 3))) for _ in range(1 + (number % 3 == 0))
        ]
        ready.wait()
        turnout.vote(people[number], ballots)

    began = time.monotonic()
    with ThreadPoolExecutor(len(people)) as pool:
        voting = [pool.submit(one, number) for number in range(len(people))]
        for thanks, what, kill in mishaps:
            wait_until(lambda thanks=thanks: turnout.thanks >= thanks or all(one.done() for one in voting), 1800)
            say(f"after {turnout.thanks} thanks, kill -9 of {what}: {kill()} processes")
    for finished in voting:
        finished.result()
    say(f"{turnout.thanks} thanks in {time.monotonic() - began:.0f} s")


def thanked_once_more(place: PollingPlace, turnout: Turnout, citizen: Citizen) -> str:
    """The page that a voter sees after the redirection."""
    turnout.vote(citizen, [(1, 2)])
    return citizen.ask(place.page).body


def sealed_as_thanked(place: PollingPlace, turnout: Turnout, people: list[Citizen]) -> None:
    """Of each person one ballot: the one they were thanked for last."""
    with place.town.session() as db:
        assert db.scalar(select(func.count()).select_from(VotingBallot)) == VOTERS
        assert db.scalar(select(func.count()).select_from(VotingVoter)) == VOTERS
        wrong = [one.email for one in people if place.ballot_of(db, one) != ballot(*sorted(turnout.box[one.email]))]
    assert wrong == []


def closed(place: PollingPlace, say: Say) -> None:
    """The end comes, and the job that turns the clock closes the vote."""
    place.closes_in(0)
    say(f"closed by its job after {wait_until(lambda: place.state() == 'closed', PATIENCE):.0f} s")


def log_and_box_agree(place: PollingPlace, turnout: Turnout) -> None:
    """What the log says is in force is what lies in the box, and it has every act of casting once."""
    with place.town.session() as db:
        assert db.scalar(select(func.count()).select_from(VotingPending)) == 0
        entries = db.scalars(select(VotingLog.entry).order_by(VotingLog.place)).all()
        box = set(db.scalars(select(VotingBallot.commitment)))
    standing = log.replay(list(log.read(canonical.write_lines(entries))))
    assert not standing.troubles
    assert set(standing.in_force) == box
    assert standing.kinds["cast"] == VOTERS
    # An answer that got lost on its way may have been a "thank you": then the log has one change more.
    assert turnout.thanks <= len(entries) <= turnout.thanks + turnout.answers.total() - turnout.answers[303]


def certified(place: PollingPlace, say: Say) -> None:
    """Two people of the desk agree over HTTP; a job counts and certifies, and another destroys the key."""
    first, second = citizens(place.town, place.port, 2, role="administrator")
    address = f"/admin/voting/{place.phase.id}/scrutiny"
    assert first.ask(address, [("csrf_token", first.csrf), ("do", "certify")]).status == 303
    with place.town.session() as db:
        decision = db.scalars(select(VotingDecision.id)).one()
    form = [("csrf_token", second.csrf), ("do", "confirm"), ("decision", str(decision))]
    assert second.ask(address, form).status == 303
    say(f"certified by its job after {wait_until(lambda: place.state() == 'certified', PATIENCE):.0f} s")
    wait_until(lambda: not list((place.folder / "keys").rglob("*.key")), PATIENCE)
    with place.town.session() as db:
        assert db.scalar(select(func.count()).select_from(VotingBox)) == VOTERS
        assert db.scalar(select(func.count()).select_from(VotingTookPart)) == VOTERS


def counted_by_anybody(place: PollingPlace) -> None:
    """`folkmoot verify-count` on the published bundle, held against the key that was published at opening."""
    file = place.folder / "bundle.zip"
    file.write_bytes(place.bundle().bundle)
    with place.town.session() as db:
        key = db.scalars(select(VotingElection.public_key)).one()
    command = (sys.executable, "-m", "folkmoot.cli", "verify-count", file, "--expect-key", key, "--json")
    said = json.loads(run(*command, cwd=ROOT).stdout)
    assert (said["exit"], said["anchored"]) == (0, True), said
