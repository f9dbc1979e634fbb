# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One voter two hundred times at once; and a closing second in which the workers' clocks are hours apart."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.faults.conftest import ROOT, Say
from tests.faults.polling_place import OPTIONS, WORKERS, PollingPlace, ballot, polling_place
from tests.faults.reference import crowding
from tests.faults.test_voting_crashes import free_port
from tests.faults.voters import Citizen, citizens

from folkmoot_essential.ledger import canonical, log
from folkmoot_essential.voting import sealing
from folkmoot_essential.voting.models import VotingBallot, VotingLog, VotingVoter

CASTS, VOTERS = 200, 240
BEFORE, AFTER = 12.0, 6.0
"""Seconds before and after the end in which people cast; more where others crowd the machine, for they'd all queue."""


@pytest.fixture
def place(workshop: Path) -> Iterator[PollingPlace]:
    with polling_place(workshop, free_port()) as made:
        yield made


@pytest.mark.drill
def test_two_hundred_casts_by_one_voter_leave_one_ballot(place: PollingPlace, say: Say) -> None:
    with place.served():
        (citizen,) = citizens(place.town, place.port, 1)
        ready = threading.Barrier(CASTS)

        def one(number: int) -> int:
            browser = Citizen(place.port, place.town.host, citizen.email, dict(citizen.cookies), citizen.csrf)
            ready.wait()
            return browser.cast(place.page, 1 + number % OPTIONS).status

        with ThreadPoolExecutor(CASTS) as pool:
            statuses = Counter(pool.map(one, range(CASTS)))
        say(f"{CASTS} casts at once by one voter: {dict(statuses)}")
        assert set(statuses) <= {303, 409, 503}
        assert statuses[303] > CASTS / 2
        assert "Thank you" in (citizen.cast(place.page, 5), citizen.ask(place.page))[1].body
    with place.town.session() as db:
        assert place.ballot_of(db, citizen) == ballot(5)
        assert db.scalar(select(func.count()).select_from(VotingVoter)) == 1
        box = db.scalars(select(VotingBallot.commitment)).one()
        sealing.seal(db, place.election(db))
        entries = db.scalars(select(VotingLog.entry).order_by(VotingLog.place)).all()
    standing = log.replay(list(log.read(canonical.write_lines(entries))))
    assert (list(standing.in_force), standing.kinds["cast"]) == ([box], 1)
    assert len(entries) == statuses[303] + 1


@dataclass(frozen=True)
class Try:
    """Somebody's only attempt: when it was sent and answered, in seconds of this machine's true clock."""

    citizen: Citizen
    sent: float
    answered: float
    status: int
    worker: str


@pytest.mark.drill
def test_the_database_alone_says_when_voting_ends(place: PollingPlace, say: Say) -> None:
    """One worker believes that the vote ended an hour ago, the other that it lasts an hour more; both are wrong."""
    granian = (
        "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--blocking-threads", "1", "--no-ws",
        "--backlog", "1024", "--log-level", "warning", "--workers-kill-timeout", "5", "--port", str(place.port),
        "--factory", "tests.faults.shifted_serving:application",
    )  # fmt: skip
    variables = {
        "FOLKMOOT_DATABASE_URL": place.server.url, "DRILL_FIRST": str(place.folder / "first"), "PYTHONPATH": _path(),
    }  # fmt: skip
    with place.served(*granian, **variables):
        people = citizens(place.town, place.port, VOTERS, over_http=False)
        opened = people.pop()
        assert opened.cast(place.page, 1).status == 303
        crowd = crowding()
        end = place.closes_in(BEFORE * crowd)
        tries = everybody_once(place, people, end, crowd)
    kinds = Counter(
        (worker, status, sent < end) for worker, status, sent in ((t.worker, t.status, t.sent) for t in tries)
    )
    say(f"(worker's clock, status, sent before the end): {dict(kinds)}")
    assert {one.worker for one in tries} == {"+3600", "-3600"}
    assert set(Counter(one.status for one in tries)) == {303, 403}
    for worker in ("+3600", "-3600"):
        assert kinds[worker, 303, True] > 10
        assert kinds[worker, 403, False] > 10
    assert [one for one in tries if one.answered < end and one.status != 303] == []
    assert [one for one in tries if one.sent > end and one.status != 403] == []
    with place.town.session() as db:
        in_box = {one.citizen.email for one in tries if place.ballot_of(db, one.citizen) is not None}
    assert in_box == {one.citizen.email for one in tries if one.status == 303}


def everybody_once(place: PollingPlace, people: list[Citizen], end: float, crowd: float) -> list[Try]:
    """Each at a moment of their own around the end. crowd: how many times longer than alone things take."""
    chance = random.Random(9)
    moments = [end + crowd * chance.uniform(-BEFORE + 1, AFTER) for _ in people]

    def one(citizen: Citizen, moment: float) -> Try:
        time.sleep(max(0.0, moment - time.time()))
        sent = time.time()
        status = citizen.cast(place.page, 2).status
        return Try(citizen, sent, time.time(), status, citizen.served_by)

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people, moments))


def _path() -> str:
    """This checkout first, so that the workers find the drill's entry point."""
    return ":".join([str(ROOT), *(entry for entry in sys.path if entry.endswith("/src"))])
