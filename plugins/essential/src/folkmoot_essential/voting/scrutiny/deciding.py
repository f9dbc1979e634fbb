# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Four eyes: after opening, nothing is decided by one person alone, and every decision stands in the public log.

But for what is decided of a certified result: the log is closed then, and the decision stands beside the result.
"""

import datetime
import hashlib
import uuid
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.log import Decision, Revoke
from folkmoot_essential.voting.casting import of_pseudonym, pseudonym_of
from folkmoot_essential.voting.models import (
    VotingDecision,
    VotingElection,
    VotingOption,
    VotingPending,
    VotingVoter,
)
from folkmoot_essential.voting.opening import LOCK, keys_of, now
from folkmoot_essential.voting.paper.paper_numbers import unreconciled

REVOKE, WITHDRAW, SEED, CERTIFY, DEVIATE = "revoke", "withdraw", "seed", "certify", "deviate"
MOVE, HANDOVER = "move", "handover"
REASONS = ("not-eligible", "double", "voted-on-paper")
"""Codes of revocations."""
WHEN = {
    MOVE: {"open"}, REVOKE: {"closed"}, WITHDRAW: {"open", "closed"}, SEED: {"closed"}, CERTIFY: {"closed"},
    DEVIATE: {"certified"}, HANDOVER: {"certified"},
}  # fmt: skip


class Refused(Exception):
    """Why a decision can't be taken, by a code.

    wrong-state, same-person, decided, no-such-voter, no-such-option, reason-missing,
    papers-open (papers on which two clerks don't agree yet), moment-past (voting can't end before now),
    moment-impossible (the phase can't end then).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def propose(
    db: Session, election: VotingElection, kind: str, details: dict[str, Any], reason: str, actor_id: uuid.UUID
) -> VotingDecision:  # fmt: skip
    """One person's half. details: revoke {"token", "code"}, withdraw {"option": number}, seed {"seed"}, certify {},

    deviate {"option": number, "funded": whether it is carried out}, move {"closes_at": ISO 8601 with zone},
    handover: see auditing.
    """
    if kind == CERTIFY:
        db.execute(LOCK, {"id": str(election.phase_id)})  # papers that are being entered come first
        db.refresh(election)
    if election.state not in WHEN[kind]:
        raise Refused("wrong-state")
    if kind == CERTIFY and unreconciled(db, election):
        raise Refused("papers-open")
    if not reason.strip() and kind in (REVOKE, WITHDRAW, DEVIATE, MOVE, HANDOVER):
        raise Refused("reason-missing")
    if kind == REVOKE and (details.get("code") not in REASONS or _voter(db, election, details["token"]) is None):
        raise Refused("no-such-voter")
    if kind in (WITHDRAW, DEVIATE):
        _option(db, election, details)
    if kind == MOVE:
        _new_end(db, election, details)
    made = VotingDecision(
        election_id=election.id, kind=kind, details=details, reason=reason.strip(), proposed_by=actor_id
    )
    db.add(made)
    db.flush()
    return made


def refuse(db: Session, decision: VotingDecision, actor_id: uuid.UUID) -> None:
    """Anybody of the team may stop a proposal, its own author too."""
    if decision.outcome != "proposed":
        raise Refused("decided")
    decision.outcome, decision.decided_at = "refused", now(db)
    if actor_id != decision.proposed_by:
        decision.confirmed_by = actor_id
    db.flush()


def confirm(db: Session, election: VotingElection, decision: VotingDecision, actor_id: uuid.UUID) -> None:
    """The other person's half: it is done now. For certify the caller defers the job, for move it moves the phase."""
    db.execute(LOCK, {"id": str(election.phase_id)})
    db.refresh(election)
    db.refresh(decision)
    if decision.outcome != "proposed":
        raise Refused("decided")
    if actor_id == decision.proposed_by or decision.proposed_by is None:
        raise Refused("same-person")
    if election.state not in WHEN[decision.kind]:
        raise Refused("wrong-state")
    if decision.kind == CERTIFY and unreconciled(db, election):
        raise Refused("papers-open")
    _do(db, election, decision)
    decision.outcome, decision.confirmed_by, decision.decided_at = "confirmed", actor_id, now(db)
    db.flush()


def _do(db: Session, election: VotingElection, decision: VotingDecision) -> None:
    if decision.kind in (DEVIATE, HANDOVER):
        return  # the decision is what stands beside the result; log and bundle are closed
    if decision.kind == REVOKE:
        _revoke(db, election, keys_of(db, election), decision.details)
        return
    if decision.kind == WITHDRAW:
        _option(db, election, decision.details).withdrawn = decision.reason
    if decision.kind == MOVE:
        _move(db, election, decision)
    if decision.kind == SEED:
        election.seed, election.drawn_at = str(decision.details["seed"]), now(db)
    _log(db, election, decision)


def _option(db: Session, election: VotingElection, details: dict[str, Any]) -> VotingOption:
    found = db.scalar(
        select(VotingOption).where(
            VotingOption.phase_id == election.phase_id, VotingOption.number == details["option"]
        )
    )  # fmt: skip
    if found is None or found.withdrawn:
        raise Refused("no-such-option")
    return found


def _new_end(db: Session, election: VotingElection, details: dict[str, Any]) -> datetime.datetime:
    """When voting would end, by the database's clock not yet: neither as it is nor as it would be."""
    moment, at = datetime.datetime.fromisoformat(details["closes_at"]), now(db)
    if election.closes_at is not None and at >= election.closes_at:
        raise Refused("wrong-state")
    if moment <= at or moment == election.closes_at:
        raise Refused("moment-past")
    return moment


def _move(db: Session, election: VotingElection, decision: VotingDecision) -> None:
    """Under the exclusive lock: whoever is casting has cast, and whoever comes later is held against the new end."""
    moment, before = _new_end(db, election, decision.details), election.closes_at
    decision.details = {**decision.details, **({"before": before.isoformat()} if before else {})}
    election.closes_at = moment


def _log(db: Session, election: VotingElection, decision: VotingDecision) -> None:
    said = {"details": decision.details, "kind": decision.kind, "reason": decision.reason}
    digest = hashlib.sha256(canonical.write(said)).hexdigest()
    entry = Decision(what=f"{decision.kind}: {decision.reason}"[:200], digest=digest).as_json()
    db.add(VotingPending(election_id=election.id, entry=entry))


def _revoke(db: Session, election: VotingElection, keys: ElectionKeys, details: dict[str, Any]) -> None:
    """Take a voter's ballot out; the log says so by its commitment and a code, and never by a person."""
    voter = _voter(db, election, details["token"])
    if voter is None:
        raise Refused("no-such-voter")
    ballot = of_pseudonym(db, election, pseudonym_of(keys, voter.token, voter.channel), lock=True)
    if ballot is None:
        raise Refused("no-such-voter")
    entry = Revoke(commitment=ballot.commitment, reason=_in_public(details["code"])).as_json()
    db.add(VotingPending(election_id=election.id, entry=entry))
    db.delete(ballot)
    db.flush()
    db.execute(delete(VotingVoter).where(VotingVoter.election_id == election.id, VotingVoter.token == details["token"]))


def _in_public(code: str) -> str:
    """The log names no channel, as few may vote on paper: who has voted there too has voted twice."""
    return "double" if code == "voted-on-paper" else code


def _voter(db: Session, election: VotingElection, token: str) -> VotingVoter | None:
    return db.scalar(select(VotingVoter).where(VotingVoter.election_id == election.id, VotingVoter.token == token))


def decisions(db: Session, election: VotingElection) -> list[VotingDecision]:
    """All of a vote, newest first."""
    statement = select(VotingDecision).where(VotingDecision.election_id == election.id)
    return list(db.scalars(statement.order_by(VotingDecision.proposed_at.desc(), VotingDecision.id)))
