# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The auditor's copy: where only totals are published and can't be recounted, somebody named beforehand may recount.

Two members of staff hand it over. Each gets half of a code, once; whoever has both halves takes the copy, once. So
neither of the two has the ballots, and no address of the auditor's is kept.
"""

import hashlib
import hmac
import secrets
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot_essential.voting.models import VotingAuditorCopy, VotingDecision, VotingElection
from folkmoot_essential.voting.opening import now
from folkmoot_essential.voting.scrutiny import deciding


class NoCopy(Exception):
    """There is no auditor's copy of this vote: what is published can be recounted, or it isn't certified."""


def digest_of_copy(db: Session, election: VotingElection) -> str:
    """The SHA-256 of the copy, "" where there is none."""
    statement = select(VotingAuditorCopy.sha256).where(VotingAuditorCopy.election_id == election.id)
    return db.scalar(statement) or ""


def handovers(db: Session, election: VotingElection) -> list[VotingDecision]:
    """Each time that it was handed over, or was to be, the newest first."""
    return [one for one in deciding.decisions(db, election) if one.kind == deciding.HANDOVER]


def propose(db: Session, election: VotingElection, reason: str, actor_id: uuid.UUID) -> tuple[VotingDecision, str]:
    """One person's half of the decision, and of the code. Raises NoCopy, Refused."""
    if not digest_of_copy(db, election):
        raise NoCopy
    half = secrets.token_hex(16)
    return deciding.propose(db, election, deciding.HANDOVER, {"first": _digest(half)}, reason, actor_id), half


def confirm(db: Session, election: VotingElection, decision: VotingDecision, actor_id: uuid.UUID) -> str:
    """The other person's half of both. Raises Refused."""
    deciding.confirm(db, election, decision, actor_id)
    half = secrets.token_hex(16)
    decision.details = {**decision.details, "second": _digest(half)}
    db.flush()
    return half


def take(db: Session, election: VotingElection, first: str, second: str) -> bytes | None:
    """The copy for whoever has both halves, in whatever order and spelling, once; None for everybody else."""
    statement = select(VotingDecision).where(
        VotingDecision.election_id == election.id, VotingDecision.kind == deciding.HANDOVER,
        VotingDecision.outcome == "confirmed",
    )  # fmt: skip
    halves = {_digest(first), _digest(second)}
    for one in db.scalars(statement.with_for_update().execution_options(populate_existing=True)):
        if "taken" not in one.details and _opened_by(one, halves):
            one.details = {**one.details, "taken": now(db).isoformat()}
            db.flush()
            copy = select(VotingAuditorCopy.bundle).where(VotingAuditorCopy.election_id == election.id)
            return db.scalars(copy).one()
    return None


def _opened_by(one: VotingDecision, halves: set[str]) -> bool:
    wanted = [one.details.get("first", ""), one.details.get("second", "")]
    return all(any(hmac.compare_digest(known, half) for half in halves) for known in wanted)


def _digest(half: str) -> str:
    """What is kept of a half; spaces, dashes and capitals make no difference."""
    bare = "".join(letter for letter in half.lower() if letter.isalnum())
    return hashlib.sha256(f"folkmoot-auditor/1\n{bare}".encode()).hexdigest()
