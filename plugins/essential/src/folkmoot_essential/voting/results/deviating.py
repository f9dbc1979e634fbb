# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Official decisions that differ from the computed result: two people take them, and the result stays as counted.

Neither the bundle nor its result changes; the page and the exports show the decision beside it, with reason and date.
The last decision on an option holds; one may also take back an earlier one.
"""

import uuid
from collections.abc import Mapping

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from folkmoot_essential.voting.models import VotingBundle, VotingDecision, VotingElection
from folkmoot_essential.voting.opening import LOCK
from folkmoot_essential.voting.scrutiny import deciding
from folkmoot_essential.voting.scrutiny.deciding import DEVIATE, Refused


def propose(
    db: Session, election: VotingElection, number: int, funded: bool, reason: str, actor_id: uuid.UUID
) -> VotingDecision:
    """One person's half. Raises deciding.Refused, also with nothing-changes: that is how it stands already."""
    if election.state == "certified":
        _must_change(db, election, number, funded)
    details = {"option": number, "funded": funded}
    return deciding.propose(db, election, DEVIATE, details, reason, actor_id)


def confirm(db: Session, election: VotingElection, decision: VotingDecision, actor_id: uuid.UUID) -> None:
    """The other person's half; from now on the page shows it. Raises deciding.Refused as `propose` does."""
    db.execute(LOCK, {"id": str(election.phase_id)})
    db.refresh(decision)
    if decision.outcome == "proposed":
        _must_change(db, election, int(decision.details["option"]), bool(decision.details["funded"]))
    deciding.confirm(db, election, decision, actor_id)


def decided(db: Session, election: VotingElection) -> dict[int, VotingDecision]:
    """By the number of an option, the decision that holds."""
    statement = _all(election).where(VotingDecision.outcome == "confirmed")
    found = db.scalars(statement.order_by(VotingDecision.decided_at, VotingDecision.id))
    return {int(one.details["option"]): one for one in found}


def proposals(db: Session, election: VotingElection) -> list[VotingDecision]:
    """All of a vote, newest first, whatever became of them."""
    return list(db.scalars(_all(election).order_by(VotingDecision.proposed_at.desc(), VotingDecision.id)))


def standing(result: Mapping[str, object], held: Mapping[int, VotingDecision], number: int) -> bool:
    """Whether an option is carried out as things are: by decision, else as computed. result: VotingBundle.result."""
    if number in held:
        return bool(held[number].details["funded"])
    return f"opt-{number}" in computed(result)


def computed(result: Mapping[str, object]) -> set[str]:
    """The ids of all winners as counted."""
    contests = result["contests"]
    assert isinstance(contests, list)
    return {key for contest in contests for key in contest["winners"]}


def _must_change(db: Session, election: VotingElection, number: int, funded: bool) -> None:
    result = db.scalar(select(VotingBundle.result).where(VotingBundle.election_id == election.id))
    if result is None:
        raise Refused("wrong-state")
    if standing(result, decided(db, election), number) is funded:
        raise Refused("nothing-changes")


def _all(election: VotingElection) -> Select[VotingDecision]:
    return select(VotingDecision).where(VotingDecision.election_id == election.id, VotingDecision.kind == DEVIATE)
