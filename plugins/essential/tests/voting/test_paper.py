# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots on paper: two clerks who don't see each other, papers that differ, people who vote on the web as well."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select, text

from folkmoot.accounts.models import Account
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.bundle.archive import unpack
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting import casting, certifying, opening, sealing
from folkmoot_essential.voting.models import (
    VotingBallot,
    VotingBox,
    VotingHead,
    VotingLog,
    VotingPaper,
    VotingPaperEntry,
    VotingPending,
    VotingTookPart,
    VotingVoter,
)
from folkmoot_essential.voting.paper import paper
from folkmoot_essential.voting.paper.paper import Holder, Outcome, Said
from folkmoot_essential.voting.paper.paper_numbers import NoNumber, PaperNumber, awaiting, number_of
from folkmoot_essential.voting.scrutiny import deciding

from .conftest import Vote, ballot


def read(vote: Vote, clerk: Account, serial: int, said: Said, batch: str = "A") -> Outcome:
    """Enter a paper through the service, as one request would."""
    with vote.town.session() as db:
        election = vote.election(db)
        counting = paper.Counting(election, opening.keys_of(db, election), list(vote.rows(db)))
        return paper.enter(db, counting, PaperNumber(batch, serial), said, clerk.id)


def both(vote: Vote, serial: int, said: Said) -> Outcome:
    assert read(vote, vote.manager, serial, said) is Outcome.WAITS
    return read(vote, vote.second, serial, said)


def says(*numbers: int, holder: Holder | None = None) -> Said:
    return Said(ballot(*numbers), holder=holder)


def holder_of(person: Account) -> Holder:
    return Holder(person.id.hex, label="№ 7")


def by_roll(person: Account) -> casting.Voter:
    """The same person on the web."""
    return casting.Voter("roll", person.id.hex, person.id)


def cast_on_web(vote: Vote, voter: casting.Voter, *numbers: int) -> str:
    with vote.town.session() as db:
        election = vote.election(db)
        return casting.cast(db, election, opening.keys_of(db, election), list(vote.rows(db)), voter, ballot(*numbers))


def counted(vote: Vote, table: type) -> int:
    with vote.town.session() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def pending(vote: Vote) -> list[str]:
    with vote.town.session() as db:
        return sorted(entry["kind"] for entry in db.scalars(select(VotingPending.entry)))


def boxed(vote: Vote) -> list[Ballot]:
    with vote.town.session() as db:
        keys = opening.keys_of(db, vote.election(db))
        return [casting.unsealed(keys, row) for row in db.scalars(select(VotingBallot))]


@pytest.mark.parametrize(
    ("batch", "serial", "found"),
    [("b3", "17", "B3-17"), (" B-3 ", "0017", "B3-17"), ("０12", "１", "12-1"), ("000", "0", "0-0")],
)  # fmt: skip
def test_spellings_of_one_number_are_one(batch: str, serial: str, found: str) -> None:
    assert str(number_of(batch, serial)) == found


@pytest.mark.parametrize(
    ("batch", "serial", "code"),
    [("", "1", "batch"), ("é", "1", "batch"), ("A" * 13, "1", "batch"), ("A", "", "serial"), ("A", "x", "serial"),
     ("A", "-1", "serial"), ("A", "1" * 12, "serial"), ("A", "٣", "serial")],
)  # fmt: skip
def test_what_is_no_number_is_refused(batch: str, serial: str, code: str) -> None:
    with pytest.raises(NoNumber) as refused:
        number_of(batch, serial)
    assert refused.value.code == code


def test_a_paper_is_in_the_box_when_two_clerks_agree(vote: Vote) -> None:
    assert read(vote, vote.manager, 1, says(1, 2)) is Outcome.WAITS
    assert (counted(vote, VotingBallot), counted(vote, VotingVoter), pending(vote)) == (0, 0, [])
    assert read(vote, vote.second, 1, says(1, 2)) is Outcome.CAST
    assert (boxed(vote), pending(vote), counted(vote, VotingPaperEntry)) == ([ballot(1, 2)], ["cast"], 0)
    with vote.town.session() as db:
        assert db.scalars(select(VotingVoter.channel)).all() == ["paper"]
        row = db.scalars(select(VotingPaper)).one()
    assert (row.outcome, row.entered_by, row.agreed_by) == ("cast", vote.manager.id, vote.second.id)


def test_one_person_is_never_both_clerks(vote: Vote) -> None:
    assert read(vote, vote.manager, 1, says(1)) is Outcome.WAITS
    assert read(vote, vote.manager, 1, says(1)) is Outcome.REPLACED
    assert read(vote, vote.manager, 1, says(2)) is Outcome.REPLACED
    assert counted(vote, VotingBallot) == 0
    assert read(vote, vote.second, 1, says(2)) is Outcome.CAST


def test_a_number_is_entered_once(vote: Vote) -> None:
    both(vote, 1, says(1))
    for clerk in (vote.manager, vote.second, vote.town.account("manager", manages=(vote.project.id,))):
        with pytest.raises(paper.Settled):
            read(vote, clerk, 1, says(1))
    assert both(vote, 2, says(1)) is Outcome.CAST
    assert counted(vote, VotingBallot) == 2


def test_where_clerks_differ_either_corrects(vote: Vote) -> None:
    read(vote, vote.manager, 1, says(1))
    assert read(vote, vote.second, 1, says(2)) is Outcome.DIFFERS
    assert counted(vote, VotingBallot) == 0
    assert read(vote, vote.manager, 1, says(3)) is Outcome.DIFFERS
    assert read(vote, vote.manager, 1, says(2)) is Outcome.CAST
    assert boxed(vote) == [ballot(2)]


def test_where_clerks_differ_a_third_person_decides_by_agreeing_with_one(vote: Vote) -> None:
    third = vote.town.account("manager", manages=(vote.project.id,))
    read(vote, vote.manager, 1, says(1))
    read(vote, vote.second, 1, says(2))
    assert read(vote, third, 1, says(3)) is Outcome.DIFFERS
    assert read(vote, third, 1, says(2)) is Outcome.CAST
    with vote.town.session() as db:
        row = db.scalars(select(VotingPaper)).one()
    assert {row.entered_by, row.agreed_by} == {vote.second.id, third.id}


def test_blank_papers_count_and_spoilt_ones_do_not(vote: Vote) -> None:
    assert both(vote, 1, Said(made({}))) is Outcome.CAST
    assert both(vote, 2, Said(None, "unclear")) is Outcome.SPOILT
    read(vote, vote.manager, 3, Said(None, "unclear"))
    assert read(vote, vote.second, 3, Said(None, "marked")) is Outcome.DIFFERS
    read(vote, vote.manager, 3, Said(None, "marked"))
    assert (boxed(vote), pending(vote)) == ([made({})], ["cast", "decision", "decision"])
    vote.end()
    turnout = vote.certify().turnout
    assert (turnout["channels"], turnout["spoilt"]) == ({"paper": 1}, 2)
    assert vote.verdict().exit is Exit.NOT_ANCHORED


@pytest.mark.parametrize("numbers", [(1, 2, 3, 4), (99,)])
def test_a_paper_that_breaks_the_rules_is_not_taken_as_a_ballot(vote: Vote, numbers: tuple[int, ...]) -> None:
    with pytest.raises(casting.Invalid):
        read(vote, vote.manager, 1, says(*numbers))
    assert (counted(vote, VotingPaper), counted(vote, VotingPaperEntry)) == (0, 0)


def test_an_option_that_was_withdrawn_may_stand_on_a_paper(vote: Vote) -> None:
    with vote.town.session() as db:
        proposed = deciding.propose(db, vote.election(db), deciding.WITHDRAW, {"option": 2}, "Sold", vote.manager.id)
        deciding.confirm(db, vote.election(db), proposed, vote.second.id)
    assert both(vote, 1, says(2, 3)) is Outcome.CAST
    vote.end()
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_paper_takes_the_place_of_the_web(vote: Vote) -> None:
    person = vote.town.account()
    cast_on_web(vote, by_roll(person), 1)
    assert both(vote, 1, says(2, holder=holder_of(person))) is Outcome.CAST
    assert (boxed(vote), pending(vote)) == ([ballot(2)], ["cast", "change"])
    with pytest.raises(casting.VotedOnPaper):
        cast_on_web(vote, by_roll(person), 3)
    assert boxed(vote) == [ballot(2)]
    vote.end()
    assert vote.certify().turnout["channels"] == {"paper": 1}
    assert vote.verdict().exit is Exit.NOT_ANCHORED
    with vote.town.session() as db:
        kinds = db.scalars(select(VotingTookPart.channel)).all()
    assert kinds == ["paper"]


@pytest.mark.parametrize(("papers", "told"), [(3, False), (10, True)])
def test_the_bundle_tells_the_channels_no_more_than_the_page(vote: Vote, papers: int, told: bool) -> None:
    person = vote.town.account()
    cast_on_web(vote, by_roll(person), 1)
    both(vote, 1, says(2, holder=holder_of(person)))
    for number in range(2, papers + 1):
        both(vote, number, says(1))
    for _ in range(12):
        cast_on_web(vote, by_roll(vote.town.account()), 3)
    vote.end()
    counted = vote.certify().turnout
    assert counted["channels"] == {"web": 12, "paper": papers}
    with vote.town.session() as db:
        files = unpack(vote.bundle(db).bundle)
    said = json.loads(files["electorate.json"])
    assert (said["voted"], said["cast"], said["changed"]) == (12 + papers, 12 + papers, 1)
    assert said.get("channels") == ({"web": 12, "paper": papers} if told else None)
    assert b"paper" not in files["castlog.jsonl"]
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_who_gave_a_paper_can_no_longer_vote_on_the_web_nor_see_it_there(vote: Vote) -> None:
    person = vote.town.account()
    both(vote, 1, says(2, holder=holder_of(person)))
    with pytest.raises(casting.VotedOnPaper):
        cast_on_web(vote, by_roll(person), 1)
    with vote.town.session() as db:
        election = vote.election(db)
        keys = opening.keys_of(db, election)
        assert casting.on_paper(db, election, keys, by_roll(person))
        assert casting.of_voter(db, election, keys, by_roll(person)) is None
        assert casting.receipt(db, election, keys, by_roll(person)) is None


def test_a_second_paper_of_one_person_does_not_count(vote: Vote) -> None:
    person = vote.town.account()
    both(vote, 1, says(1, holder=holder_of(person)))
    assert both(vote, 2, says(2, holder=holder_of(person))) is Outcome.TWICE
    assert boxed(vote) == [ballot(1)]
    with vote.town.session() as db:
        assert awaiting(db, vote.election(db), vote.manager.id).look == ["A-2"]
    other = vote.town.account()
    assert read(vote, vote.manager, 2, says(2, holder=holder_of(other))) is Outcome.DIFFERS
    assert read(vote, vote.second, 2, says(2, holder=holder_of(other))) is Outcome.CAST
    assert both(vote, 3, says(3, holder=holder_of(person))) is Outcome.TWICE
    read(vote, vote.manager, 3, Said(None, "second-paper"))
    assert read(vote, vote.second, 3, Said(None, "second-paper")) is Outcome.SPOILT


def test_the_web_ballot_of_a_paper_can_be_revoked_like_any_other(vote: Vote) -> None:
    both(vote, 1, says(1))
    vote.end()
    with vote.town.session() as db:
        election, token = vote.election(db), db.scalars(select(VotingVoter.token)).one()
        details = {"token": token, "code": "not-eligible"}
        proposed = deciding.propose(db, election, deciding.REVOKE, details, "Not on the roll", vote.manager.id)
        deciding.confirm(db, election, proposed, vote.second.id)
    assert counted(vote, VotingBallot) == 0
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_entries_lie_sealed(vote: Vote) -> None:
    read(vote, vote.manager, 1, says(4))
    with vote.town.session() as db:
        row = db.execute(text("SELECT p::text || e::text FROM voting_paper p, voting_paper_entry e")).scalar_one()
        other = db.scalars(select(VotingPaperEntry)).one()
        other.account_id = vote.second.id
    assert "opt-4" not in row
    assert b"opt-4".hex() not in row
    with pytest.raises(Exception, match=r"decrypt|open|seal"):
        read(vote, vote.manager, 1, says(4))


def test_an_entrys_length_says_nothing(vote: Vote) -> None:
    person = vote.town.account()
    said = (Said(made({})), Said(None, "unclear"), says(1), says(1, 2, 3, holder=holder_of(person)))
    for serial, one in enumerate(said):
        read(vote, vote.manager, serial, one)
    with vote.town.session() as db:
        assert len({len(sealed) for sealed in db.scalars(select(VotingPaperEntry.sealed))}) == 1


def test_papers_are_entered_after_closing_until_certification_is_proposed(vote: Vote) -> None:
    vote.cast(vote.town.account(), 1)
    vote.end()
    with vote.town.session() as db:
        closed = sealing.last_head(db, vote.election(db)).head
    assert closed.state == "closed"
    assert both(vote, 1, says(2)) is Outcome.CAST
    assert read(vote, vote.manager, 2, says(2)) is Outcome.WAITS
    with vote.town.session() as db, pytest.raises(deciding.Refused, match="papers-open"):
        deciding.propose(db, vote.election(db), deciding.CERTIFY, {}, "", vote.manager.id)
    with vote.town.session() as db, pytest.raises(certifying.CannotCertify, match="papers-open"):
        certifying.certify(db, vote.election(db), "Town", None)
    read(vote, vote.second, 2, says(2))
    with vote.town.session() as db:
        proposed = deciding.propose(db, vote.election(db), deciding.CERTIFY, {}, "", vote.manager.id)
    with pytest.raises(paper.Ended):
        read(vote, vote.manager, 3, says(3))
    with vote.town.session() as db:
        deciding.refuse(db, db.merge(proposed), vote.second.id)
    assert both(vote, 3, says(3)) is Outcome.CAST
    fingerprint = closed.fingerprint
    vote.certify()
    assert vote.verdict(expect_head=fingerprint).exit is Exit.AGREES
    assert (counted(vote, VotingBox), counted(vote, VotingPaper), counted(vote, VotingPaperEntry)) == (4, 3, 0)


def test_late_papers_get_heads_of_the_closed_log_and_an_unchanged_log_none(vote: Vote) -> None:
    vote.end()

    def states_an_hour_later() -> list[str]:
        with vote.town.session() as db:
            head = db.scalars(select(VotingHead).order_by(VotingHead.number.desc()).limit(1)).one()
            head.head = {**head.head, "at": "2020-01-01T00:00:00Z"}
        vote.turn()
        with vote.town.session() as db:
            return [one["state"] for one in db.scalars(select(VotingHead.head).order_by(VotingHead.number))]

    assert states_an_hour_later() == ["open", "closed"]
    both(vote, 1, says(1))
    assert states_an_hour_later() == ["open", "closed", "closed"]
    assert states_an_hour_later() == ["open", "closed", "closed"]
    assert counted(vote, VotingLog) == 1


def at_once(jobs: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [one.result() for one in [pool.submit(job) for job in jobs]]


def test_two_clerks_at_once_leave_one_entry_each_and_one_ballot(vote: Vote) -> None:
    for serial in range(1, 16):

        def job(clerk: Account, number: int = serial) -> Outcome:
            return read(vote, clerk, number, says(1))

        found = at_once([lambda: job(vote.manager), lambda: job(vote.second)])
        assert sorted(found) == [Outcome.CAST, Outcome.WAITS]
    assert (counted(vote, VotingBallot), counted(vote, VotingPaperEntry), len(pending(vote))) == (15, 0, 15)


def test_web_and_paper_at_once_leave_the_paper(vote: Vote) -> None:
    people = [vote.town.account() for _ in range(12)]
    for serial, person in enumerate(people, 1):
        read(vote, vote.manager, serial, says(2, holder=holder_of(person)))

        def web(who: Account = person) -> str:
            try:
                return cast_on_web(vote, by_roll(who), 1)
            except casting.VotedOnPaper:
                return ""

        def second(who: Account = person, number: int = serial) -> Outcome:
            return read(vote, vote.second, number, says(2, holder=holder_of(who)))

        assert at_once([web, second])[1] is Outcome.CAST
    assert boxed(vote) == [ballot(2)] * 12
    vote.end()
    vote.certify()
    assert vote.verdict().exit is Exit.NOT_ANCHORED


def test_papers_and_their_clerks_stay_on_record_in_another_order(vote: Vote) -> None:
    for serial in range(1, 41):
        both(vote, serial, says(1 + serial % 5))
    vote.end()
    vote.certify()
    with vote.town.session() as db:
        rows = db.execute(text("SELECT number, xmin::text FROM voting_paper ORDER BY ctid")).all()
        box = db.execute(text("SELECT DISTINCT xmin::text FROM voting_box")).scalars().all()
    assert {row.xmin for row in rows} == set(box)
    assert [row.number for row in rows] != sorted((row.number for row in rows), key=lambda one: int(one[2:]))
