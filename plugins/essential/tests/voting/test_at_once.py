# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Many at once: one ballot a person, and a closing moment that the database's clock alone decides."""

import datetime
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from folkmoot.accounts.models import Account
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBallot, VotingLog, VotingPending, VotingVoter

from .conftest import Vote

UTC = datetime.UTC


def cast(vote: Vote, person: Account, number: int) -> str:
    """As a request does: tried again when somebody else's row came first."""
    for _ in range(5):
        try:
            return vote.cast(person, number)
        except IntegrityError:
            continue
        except casting.NotOpen:
            return ""
    raise AssertionError("five collisions")


def test_two_hundred_casts_by_one_voter_leave_one_ballot(vote: Vote) -> None:
    person = vote.town.account()
    with ThreadPoolExecutor(8) as pool:
        thanks = list(pool.map(lambda number: cast(vote, person, 1 + number % 5), range(200)))
    with vote.town.session() as db:
        kept = db.scalars(select(VotingBallot)).one()
        assert kept.commitment in thanks
        assert db.scalar(select(func.count()).select_from(VotingVoter)) == 1
        assert db.scalar(select(func.count()).select_from(VotingPending)) == 200
    vote.end()
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_who_was_thanked_in_the_closing_second_has_a_ballot_and_nobody_else(vote: Vote) -> None:
    people = [vote.town.account() for _ in range(60)]
    with vote.town.session() as db:
        vote.election(db).closes_at = opening.now(db) + datetime.timedelta(milliseconds=250)
    with ThreadPoolExecutor(4) as pool:
        thanked = [one for one in pool.map(lambda person: cast(vote, person, 1), people) if one]
        pool.submit(vote.turn)
    while True:
        vote.turn()
        with vote.town.session() as db:
            if vote.election(db).state == "closed":
                break
    with vote.town.session() as db:
        assert sorted(db.scalars(select(VotingBallot.commitment))) == sorted(thanked)
        logged = [entry["commitment"] for entry in db.scalars(select(VotingLog.entry))]
    assert sorted(logged) == sorted(thanked)
    assert len(thanked) < len(people)
