# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Casting: one step, one ballot a person, changed as often as they like until the vote closes.

Casts hold a shared lock, closing an exclusive one, and the database's clock decides under the lock. No counter is
touched: two people who cast at once don't wait for each other.
"""

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot_essential.ledger import canonical, receipts
from folkmoot_essential.ledger.ballots import Ballot, commitment
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.limits import BallotProblem, Choosable, Judge
from folkmoot_essential.ledger.log import Cast, Change
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting import casting_statements as statements
from folkmoot_essential.voting.models import VotingBallot, VotingDraft, VotingElection, VotingPending, VotingVoter
from folkmoot_essential.voting.opening import SHARED


class NotOpen(Exception):
    """The vote isn't open at this moment, by the database's clock: nothing was cast."""


class VotedOtherwise(Exception):
    """The same account has a ballot under another name: by its address, before it entered a code. Nothing was cast."""


class VotedOnPaper(Exception):
    """The same person's ballot on paper is in the box, and paper counts before the web. Nothing was cast."""


class Invalid(Exception):
    """A ballot that breaks the rules of ballots; nothing was cast."""

    def __init__(self, found: list[BallotProblem]) -> None:
        super().__init__(", ".join(one.code for one in found))
        self.problems = found


@dataclass(frozen=True)
class Voter:
    """Who casts. kind, text: what makes the token, the same for one person whatever account they have."""

    kind: str
    text: str
    account_id: uuid.UUID | None
    district: str = ""
    label: str = ""

    def token(self, keys: ElectionKeys) -> str:
        """Under the election's key."""
        return keys.token(self.kind, self.text)


def cast(
    db: Session, election: VotingElection, keys: ElectionKeys, options: Iterable[Choosable], voter: Voter,
    ballot: Ballot,
) -> str:  # fmt: skip
    """Put a ballot into the box, in the place of an earlier one of the same person; gives its commitment.

    Raises NotOpen, Invalid, VotedOtherwise, VotedOnPaper. Who casts twice at once waits at their own row of those who
    took part, and the second ballot takes the place of the first.
    """
    able = [one for one in options if not one.withdrawn]
    vote = Vote.of_json(election.vote)
    found = [*_of_another_district(election, vote, voter, ballot), *Judge(vote, able).problems(ballot)]
    if found:
        raise Invalid(found)
    db.connection().execute(SHARED, {"id": str(election.phase_id)})
    _must_be_open(db, election)
    token = voter.token(keys)
    _took_part(db, election, voter, token)
    return _put(db, election, keys, keys.pseudonym(token), ballot)


def _of_another_district(
    election: VotingElection, vote: Vote, voter: Voter, ballot: Ballot
) -> list[BallotProblem]:  # fmt: skip
    """A ballot of a district that isn't the voter's, where the voter roll says whose it is."""
    bound = election.district_by == "roll" and voter.district in vote.districts
    return [BallotProblem("district-other", ballot.district)] if bound and ballot.district != voter.district else []


def _must_be_open(db: Session, election: VotingElection) -> None:
    """Read again under the lock: closing may have come first."""
    row = db.connection().execute(statements.STANDING, {"election": election.id}).one()
    if row.state != "open" or (row.closes_at is not None and row.moment >= row.closes_at):
        raise NotOpen


def _took_part(db: Session, election: VotingElection, voter: Voter, token: str) -> None:
    values = {
        "election": election.id, "token": token, "account": voter.account_id, "district": voter.district,
        "label": voter.label,
    }  # fmt: skip
    if db.connection().execute(statements.TAKE_PART, values).first() is not None:
        return
    if db.connection().execute(statements.OTHERWISE, values).first() is not None:
        raise VotedOtherwise
    raise VotedOnPaper


def enclosed(keys: ElectionKeys, pseudonym: str, ballot: Ballot) -> dict[str, Any]:
    """A ballot as its row holds it, under a new secret: nonce, sealed, commitment."""
    nonce = secrets.token_bytes(16)
    return {
        "nonce": nonce, "sealed": keys.seal(ballot.canonical(), pseudonym.encode()),
        "commitment": commitment(keys.secret_of(nonce), ballot),
    }  # fmt: skip


def pseudonym_of(keys: ElectionKeys, token: str, channel: str) -> str:
    """By what a ballot is found. Of papers another, so that no page of the voter's account finds what was on one."""
    return keys.pseudonym(token if channel == "web" else f"{channel}\n{token}")


def _put(db: Session, election: VotingElection, keys: ElectionKeys, pseudonym: str, ballot: Ballot) -> str:
    """The ballot in its row, its entry waiting for the log, and no draft left."""
    found = enclosed(keys, pseudonym, ballot)
    commits: str = found["commitment"]
    entry = Cast(kind="cast", commitment=commits).as_json()
    values = {"election": election.id, "pseudonym": pseudonym, "ballot": uuid.uuid4(), "pending": uuid.uuid4(),
              "entry": entry, **found}  # fmt: skip
    if db.connection().execute(statements.PUT, values).first() is None:
        _put_instead(db, election, pseudonym, found)
    return commits


def _put_instead(db: Session, election: VotingElection, pseudonym: str, found: dict[str, Any]) -> None:
    before = of_pseudonym(db, election, pseudonym, lock=True)
    if before is None:
        raise VotedOnPaper  # it stood there a moment ago, and only a paper takes a ballot out while voting is open
    entry = Change(commitment=found["commitment"], replaces=before.commitment).as_json()
    before.nonce, before.sealed, before.commitment = found["nonce"], found["sealed"], found["commitment"]
    db.add(VotingPending(election_id=election.id, entry=entry))
    db.flush()


def of_pseudonym(db: Session, election: VotingElection, pseudonym: str, *, lock: bool = False) -> VotingBallot | None:
    """The ballot in force of a voter."""
    statement = select(VotingBallot).where(VotingBallot.election_id == election.id, VotingBallot.pseudonym == pseudonym)
    return db.scalar(statement.with_for_update() if lock else statement)


def of_voter(db: Session, election: VotingElection, keys: ElectionKeys, voter: Voter) -> Ballot | None:
    """What a voter has cast, as it stands."""
    pseudonym = keys.pseudonym(voter.token(keys))
    found = of_pseudonym(db, election, pseudonym)
    return None if found is None else unsealed(keys, found)


def unsealed(keys: ElectionKeys, row: VotingBallot) -> Ballot:
    """The ballot of a row."""
    return Ballot.of_json(canonical.read(keys.open(row.sealed, row.pseudonym.encode())))


def on_paper(db: Session, election: VotingElection, keys: ElectionKeys, voter: Voter) -> bool:
    """Whether a voter's ballot is one on paper."""
    statement = select(VotingVoter.channel).where(
        VotingVoter.election_id == election.id, VotingVoter.token == voter.token(keys)
    )
    return db.scalar(statement) == "paper"


def receipt(db: Session, election: VotingElection, keys: ElectionKeys, voter: Voter) -> receipts.Receipt | None:
    """The receipt of a voter's ballot as it stands; None where nothing was cast."""
    found = of_pseudonym(db, election, keys.pseudonym(voter.token(keys)))
    if found is None:
        return None
    return receipts.make(keys, str(election.id), keys.secret_of(found.nonce), unsealed(keys, found))


def keep_draft(db: Session, election: VotingElection, keys: ElectionKeys, voter: Voter, data: bytes) -> None:
    """Keep what a voter has put together so far, sealed."""
    pseudonym = keys.pseudonym(voter.token(keys))
    sealed = keys.seal_draft(data, pseudonym.encode())
    statement = insert(VotingDraft).values(election_id=election.id, pseudonym=pseudonym, sealed=sealed)
    key = ["tenant_id", "election_id", "pseudonym"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"sealed": sealed}))


def draft_of(db: Session, election: VotingElection, keys: ElectionKeys, voter: Voter) -> bytes | None:
    """What was kept, or None."""
    pseudonym = keys.pseudonym(voter.token(keys))
    statement = select(VotingDraft.sealed).where(
        VotingDraft.election_id == election.id, VotingDraft.pseudonym == pseudonym
    )
    sealed = db.scalar(statement)
    return None if sealed is None else keys.open_draft(sealed, pseudonym.encode())
