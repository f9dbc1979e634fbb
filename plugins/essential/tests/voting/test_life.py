# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A vote from opening to its bundle, through the services."""

import pytest
from sqlalchemy import func, select, text

from folkmoot.testing import Town
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.key_folder import KeyFolder, KeyProblem
from folkmoot_essential.voting import casting, certifying, opening, sealing
from folkmoot_essential.voting.models import (
    VotingBallot,
    VotingBox,
    VotingLog,
    VotingPending,
    VotingTookPart,
    VotingVoter,
)
from folkmoot_essential.voting.scrutiny import deciding

from .conftest import Vote, ballot


def counted(vote: Vote, table: type) -> int:
    with vote.town.session() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_the_clock_opens_a_vote_and_publishes_what_is_frozen(vote: Vote) -> None:
    with vote.town.session() as db:
        election = vote.election(db)
        head = sealing.last_head(db, election).head
        assert (head.number, head.size, head.rule, head.options) == (0, 0, election.rule_hash, election.options_hash)
        assert election.state == "open"
        assert election.public_key == opening.keys_of(db, election).public


def test_one_person_has_one_ballot_and_may_change_it(vote: Vote) -> None:
    person = vote.town.account()
    first = vote.cast(person, 1, 2)
    second = vote.cast(person, 3)
    assert first != second
    assert (counted(vote, VotingBallot), counted(vote, VotingVoter), counted(vote, VotingPending)) == (1, 1, 2)
    with vote.town.session() as db:
        election = vote.election(db)
        kept = casting.of_voter(db, election, opening.keys_of(db, election), vote.voter(person))
    assert kept == ballot(3)


def test_registering_again_gives_no_second_ballot(vote: Vote) -> None:
    person = vote.town.account()
    vote.cast(person, 1)
    with vote.town.session() as db:
        db.execute(text("DELETE FROM account WHERE id = :id"), {"id": person.id})
    again = vote.town.account(email=person.email)
    vote.cast(again, 2)
    assert (counted(vote, VotingBallot), counted(vote, VotingVoter)) == (1, 1)


def test_one_account_has_no_second_ballot_under_another_name(vote: Vote) -> None:
    person = vote.town.account()
    vote.cast(person, 1)
    with vote.town.session() as db:
        election = vote.election(db)
        keys, options, by_roll = (
            opening.keys_of(db, election),
            list(vote.rows(db)),
            casting.Voter("roll", "ab", person.id),
        )
        with pytest.raises(casting.VotedOtherwise):
            casting.cast(db, election, keys, options, by_roll, ballot(2))
    assert (counted(vote, VotingBallot), counted(vote, VotingVoter)) == (1, 1)


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4), (99,)])
def test_a_ballot_that_breaks_the_rules_is_refused_and_leaves_nothing(vote: Vote, numbers: tuple[int, ...]) -> None:
    with pytest.raises(casting.Invalid):
        vote.cast(vote.town.account(), *numbers)
    assert (counted(vote, VotingBallot), counted(vote, VotingVoter), counted(vote, VotingPending)) == (0, 0, 0)


def test_a_whole_vote_ends_in_a_bundle_that_anybody_recounts(vote: Vote) -> None:
    people = [vote.town.account() for _ in range(55)]
    for number, person in enumerate(people):
        vote.cast(person, 1 + number % 5, 1 + (number + 1) % 5)
        if number % 10 == 0:
            vote.turn()
    vote.cast(people[0], 5)
    vote.end()
    with vote.town.session() as db:
        election = vote.election(db)
        key, fingerprint = election.public_key, sealing.last_head(db, election).head.fingerprint
        assert election.state == "closed"
        folder = KeyFolder(vote.town.platform.settings.keys_folder)
        name = election.key_name
    with pytest.raises(casting.NotOpen):
        vote.cast(people[1], 1)
    bundle = vote.certify()
    assert bundle.level == "L2"
    assert bundle.turnout["voters"] == 55
    assert vote.verdict().exit is Exit.NOT_ANCHORED
    assert vote.verdict(expect_key=key).exit is Exit.AGREES
    assert vote.verdict(expect_head=fingerprint).exit is Exit.AGREES
    assert (counted(vote, VotingBox), counted(vote, VotingTookPart), counted(vote, VotingBallot)) == (55, 55, 0)
    assert (counted(vote, VotingVoter), counted(vote, VotingPending), counted(vote, VotingLog)) == (0, 0, 56)
    with pytest.raises(KeyProblem):
        folder.read(vote.town.id, name)


def test_few_ballots_are_published_as_totals(vote: Vote) -> None:
    for _ in range(3):
        vote.cast(vote.town.account(), 1)
    vote.end()
    assert vote.certify().level == "L0"
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_nothing_joins_voters_and_ballots_after_certification(vote: Vote) -> None:
    for number in range(55):
        vote.cast(vote.town.account(), 1 + number % 5)
    vote.end()
    vote.certify()
    with vote.town.session() as db:
        of = {
            table: db.execute(text(f"SELECT DISTINCT xmin::text FROM {table}")).scalars().all()  # names
            for table in ("voting_box", "voting_took_part")
        }
        assert of["voting_box"] == of["voting_took_part"]
        assert len(of["voting_box"]) == 1
        log = db.execute(text("SELECT DISTINCT xmin::text FROM voting_log")).scalars().all()
        assert not set(log) & set(of["voting_box"])


def test_an_ineligible_voter_is_revoked_by_two_people(vote: Vote) -> None:
    people = [vote.town.account() for _ in range(4)]
    for person in people:
        vote.cast(person, 1)
    vote.end()
    with vote.town.session() as db:
        election = vote.election(db)
        token = vote.voter(people[0]).token(opening.keys_of(db, election))
        details = {"token": token, "code": "not-eligible"}
        decision = deciding.propose(db, election, deciding.REVOKE, details, "Moved away in May.", vote.manager.id)
        with pytest.raises(deciding.Refused, match="same-person"):
            deciding.confirm(db, election, decision, vote.manager.id)
        deciding.confirm(db, election, decision, vote.second.id)
        with pytest.raises(deciding.Refused, match="decided"):
            deciding.confirm(db, election, decision, vote.second.id)
    assert vote.certify().turnout["voters"] == 3
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_nothing_is_decided_while_voting_is_open(vote: Vote) -> None:
    person = vote.town.account()
    vote.cast(person, 1)
    with vote.town.session() as db, pytest.raises(deciding.Refused, match="wrong-state"):
        deciding.propose(db, vote.election(db), deciding.CERTIFY, {}, "", vote.manager.id)
    with vote.town.session() as db, pytest.raises(certifying.CannotCertify, match="not-closed"):
        certifying.certify(db, vote.election(db), "Town", None)


def test_the_log_only_grows(vote: Vote) -> None:
    vote.cast(vote.town.account(), 1)
    vote.turn()
    for statement in ("UPDATE voting_log SET place = 7", "DELETE FROM voting_log"):
        with pytest.raises(Exception, match="only grows"), vote.town.session() as db:
            db.execute(text(statement))


def test_ballots_lie_sealed_in_the_database(vote: Vote, town: Town) -> None:
    vote.cast(vote.town.account(), 4)
    with vote.town.session() as db:
        row = db.execute(text("SELECT b::text || p::text FROM voting_ballot b, voting_pending p")).scalar_one()
    assert "opt-4" not in row
    assert b"opt-4".hex() not in row
