# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots on paper: two clerks read each paper without seeing what the other read; when they agree, it is in the box.

The rule for people who vote on the web and on paper: **paper counts**, in whatever order the two reach us. So whoever
was watched at home can still vote unwatched at the town hall, and no clerk learns whether somebody has voted on the
web. In the public log the one takes the place of the other, as where somebody changes their mind on the web: the log
says of no ballot by which channel it came, for few may vote on paper.

Papers are entered until certification is proposed. What is on them is known to the database as little as what is cast
on the web: entries lie sealed until two agree, and then they are gone.
"""

import hashlib
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.limits import problems
from folkmoot_essential.ledger.log import Cast, Change, Decision
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.casting import Invalid, enclosed, of_pseudonym, pseudonym_of
from folkmoot_essential.voting.composing import as_published
from folkmoot_essential.voting.models import (
    VotingBallot,
    VotingDecision,
    VotingDraft,
    VotingElection,
    VotingOption,
    VotingPaper,
    VotingPaperEntry,
    VotingPending,
    VotingVoter,
)
from folkmoot_essential.voting.opening import SHARED
from folkmoot_essential.voting.paper.paper_numbers import PaperNumber

SPOILT = ("unclear", "against-the-rules", "marked", "not-official", "second-paper")
"""Why a paper can't be counted, by codes that the public log has."""


class Ended(Exception):
    """Papers aren't taken any more: certification is proposed, or done."""


class Settled(Exception):
    """Two clerks have agreed on this paper before; nothing was changed."""


class Outcome(StrEnum):
    """What an entry has led to. replaced: the same clerk's earlier one."""

    WAITS = "waits"
    REPLACED = "replaced"
    DIFFERS = "differs"
    CAST = "cast"
    SPOILT = "spoilt"
    TWICE = "voter-twice"


@dataclass(frozen=True)
class Holder:
    """Whose paper it is, where the voter roll knows them. token: the roll's, in hex."""

    token: str
    district: str = ""
    label: str = ""


@dataclass(frozen=True)
class Said:
    """What a clerk reads on a paper: a ballot (blank: one without choices), or why it can't be counted."""

    ballot: Ballot | None
    spoilt: str = ""
    holder: Holder | None = None

    def canonical(self) -> bytes:
        """The same bytes for two clerks who read the same."""
        found: dict[str, Any] = {"spoilt": self.spoilt} if self.ballot is None else {"ballot": self.ballot.as_json()}
        if self.holder is not None:
            found["holder"] = dict(vars(self.holder))
        return canonical.write(found)

    @classmethod
    def of(cls, data: bytes) -> "Said":
        """What `canonical` wrote."""
        found = canonical.read(data)
        if not isinstance(found, dict):
            raise TypeError("not what a clerk has read")
        ballot = Ballot.of_json(found["ballot"]) if "ballot" in found else None
        return cls(ballot, found.get("spoilt", ""), Holder(**found["holder"]) if "holder" in found else None)


@dataclass(frozen=True)
class Counting:
    """The vote that papers belong to. options: all of them; one that was withdrawn may still stand on a paper."""

    election: VotingElection
    keys: ElectionKeys
    options: list[VotingOption]


def taken(db: Session, election: VotingElection) -> bool:
    """Whether papers can be entered now: from opening until certification is proposed; again if that is refused."""
    state = db.scalar(select(VotingElection.state).where(VotingElection.id == election.id))
    proposed = select(VotingDecision.id).where(
        VotingDecision.election_id == election.id, VotingDecision.kind == "certify",
        VotingDecision.outcome.in_(("proposed", "confirmed")),
    )  # fmt: skip
    return state in ("open", "closed") and db.scalar(proposed.limit(1)) is None


def enter(db: Session, counting: Counting, number: PaperNumber, said: Said, clerk_id: uuid.UUID) -> Outcome:
    """What a clerk reads on a paper, in the place of what the same clerk entered before.

    Raises Ended, Settled, Invalid; nothing has changed then.
    """
    election = counting.election
    db.execute(SHARED, {"id": str(election.phase_id)})
    if not taken(db, election):
        raise Ended
    _must_be_valid(counting, said)
    paper = _held(db, election, number)
    if paper.outcome:
        raise Settled
    others = entries(db, counting, number)
    before = others.pop(clerk_id, None)
    _keep(db, counting, paper, said, clerk_id)
    same = [who for who, one in others.items() if one.canonical() == said.canonical()]
    if same:
        paper.entered_by, paper.agreed_by = same[0], clerk_id
        return _settle(db, counting, paper, said)
    return Outcome.DIFFERS if others else Outcome.REPLACED if before else Outcome.WAITS


def _must_be_valid(counting: Counting, said: Said) -> None:
    """As whoever recounts will judge it."""
    if said.ballot is None:
        return
    found = problems(Vote.of_json(counting.election.vote), as_published(counting.options), said.ballot)
    if found:
        raise Invalid(found)


def _held(db: Session, election: VotingElection, number: PaperNumber) -> VotingPaper:
    """The paper's row, which clerks of the same paper enter one after the other."""
    row = {"election_id": election.id, "number": str(number), "outcome": ""}
    db.execute(insert(VotingPaper).values(**row).on_conflict_do_nothing())
    statement = select(VotingPaper).where(
        VotingPaper.election_id == election.id, VotingPaper.number == str(number)
    )  # fmt: skip
    return db.scalars(statement.with_for_update().execution_options(populate_existing=True)).one()


def _keep(db: Session, counting: Counting, paper: VotingPaper, said: Said, clerk_id: uuid.UUID) -> None:
    filled = said.canonical().ljust(2 * counting.keys.block - 1)  # as long with a holder or blank as without
    sealed = counting.keys.seal_draft(filled, _about(paper.number, clerk_id))
    statement = insert(VotingPaperEntry).values(
        election_id=paper.election_id, number=paper.number, account_id=clerk_id, sealed=sealed
    )
    key = ["tenant_id", "election_id", "number", "account_id"]
    db.execute(statement.on_conflict_do_update(index_elements=key, set_={"sealed": sealed}))


def _about(number: str, clerk_id: uuid.UUID) -> bytes:
    """What an entry is sealed together with, so that it can't stand for another paper's or another clerk's."""
    return f"paper\n{number}\n{clerk_id}".encode()


def entries(db: Session, counting: Counting, number: PaperNumber) -> dict[uuid.UUID, Said]:
    """What each clerk has read on a paper that isn't settled. Only for pages of those who look at it again."""
    statement = select(VotingPaperEntry.account_id, VotingPaperEntry.sealed).where(
        VotingPaperEntry.election_id == counting.election.id, VotingPaperEntry.number == str(number)
    )
    return {
        who: Said.of(counting.keys.open_draft(sealed, _about(str(number), who)).rstrip(b" "))
        for who, sealed in db.execute(statement.order_by(VotingPaperEntry.account_id))
    }


def _settle(db: Session, counting: Counting, paper: VotingPaper, said: Said) -> Outcome:
    """Two agree: into the box, or out of the count with a public word why."""
    if said.ballot is None:
        db.add(VotingPending(election_id=paper.election_id, entry=_out_of_count(paper.number, said.spoilt)))
    elif not _cast(db, counting, paper.number, said.ballot, said.holder):
        paper.entered_by = paper.agreed_by = None
        return Outcome.TWICE
    paper.outcome = "spoilt" if said.ballot is None else "cast"
    db.execute(delete(VotingPaperEntry).where(
        VotingPaperEntry.election_id == paper.election_id, VotingPaperEntry.number == paper.number
    ))  # fmt: skip
    db.flush()
    return Outcome(paper.outcome)


def _out_of_count(number: str, reason: str) -> dict[str, Any]:
    document = {"kind": "paper-spoilt", "number": number, "reason": reason}
    digest = hashlib.sha256(canonical.write(document)).hexdigest()
    return Decision(what=f"paper-spoilt: {reason}", digest=digest).as_json()


def _cast(db: Session, counting: Counting, number: str, ballot: Ballot, holder: Holder | None) -> bool:
    """Into the box; False where the holder has a paper in it already."""
    election, keys = counting.election, counting.keys
    token = keys.token("roll", holder.token) if holder else keys.token("paper", number)
    if not _took_part(db, election, token, holder, number):
        return False
    before = _out_of_box(db, election, keys, token)
    pseudonym = pseudonym_of(keys, token, "paper")
    found = enclosed(keys, pseudonym, ballot)
    db.add(VotingBallot(election_id=election.id, pseudonym=pseudonym, **found))
    db.add(VotingPending(election_id=election.id, entry=_entry(found["commitment"], before).as_json()))
    return True


def _entry(commits: str, before: str) -> Cast | Change:
    """As any ballot's: neither of them says that it is one on paper."""
    return Change(commitment=commits, replaces=before) if before else Cast(commitment=commits)


def _took_part(db: Session, election: VotingElection, token: str, holder: Holder | None, number: str) -> bool:
    """First of all, so that a ballot cast on the web at the same moment is either seen or refused.

    The district is the roll's, as on the web: what stands on the paper is said by the sealed ballot alone.
    """
    district, label = (holder.district, holder.label) if holder else ("", number)
    statement = insert(VotingVoter).values(
        election_id=election.id, token=token, account_id=None, channel="paper", district=district, label=label
    )
    kept = statement.on_conflict_do_update(
        index_elements=["tenant_id", "election_id", "token"], set_={"channel": "paper", "district": district},
        where=VotingVoter.channel == "web",
    )  # fmt: skip
    return db.scalar(kept.returning(VotingVoter.token)) is not None


def _out_of_box(db: Session, election: VotingElection, keys: ElectionKeys, token: str) -> str:
    """What the same person has cast or begun on the web goes; the commitment of what was cast, else ""."""
    pseudonym = keys.pseudonym(token)
    db.execute(delete(VotingDraft).where(VotingDraft.election_id == election.id, VotingDraft.pseudonym == pseudonym))
    found = of_pseudonym(db, election, pseudonym, lock=True)
    if found is None:
        return ""
    db.delete(found)
    db.flush()
    return found.commitment
