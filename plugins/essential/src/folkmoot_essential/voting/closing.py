# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the clock does to votes: opens, seals, signs, closes, and destroys keys that nothing needs any more."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.interfaces import IProjects, IVerifications, election_keys_folder, tenant_of
from folkmoot_essential.ledger.key_folder import KeyFolder
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.voting import sealing
from folkmoot_essential.voting.models import VotingElection, VotingOption
from folkmoot_essential.voting.opening import LOCK, CannotOpen, election_of, keys_of, now, opened
from folkmoot_essential.voting.oversight import observing


def close(db: Session, election: VotingElection) -> bool:
    """End the vote when its moment has come by the database's clock; whether this call did.

    The exclusive lock waits for casts that hold the shared one; a cast that comes later reads the state under it.
    """
    if election.state != "open" or election.closes_at is None or now(db) < election.closes_at:
        return False
    db.execute(LOCK, {"id": str(election.phase_id)})
    db.refresh(election)
    if election.state != "open":
        return False
    sealing.seal(db, election)
    sealing.sign_head(db, election, keys_of(db, election), "closed")
    election.state, election.closed_at = "closed", election.closes_at
    db.flush()
    return True


def turn(context: TaskContext) -> None:
    """Every minute: each vote of the town, one after the other."""
    _open_due(context)
    for election in context.db.scalars(select(VotingElection).where(VotingElection.key_name != "")).all():
        if election.state == "certified":
            forget_key(context.db, election)
        elif not close(context.db, election):
            _go_on(context.db, election)
    observing.tell(context)


def _go_on(db: Session, election: VotingElection) -> None:
    """Hourly heads; after closing (late papers, revocations) only of a log that has grown: then a gap tells nothing."""
    sealing.seal(db, election)
    head = sealing.last_head(db, election).head
    grown = Frontier.of_json(election.frontier).size > head.size
    if (election.state == "open" or grown) and sealing.head_is_due(head, now(db)):
        sealing.sign_head(db, election, keys_of(db, election), "open" if election.state == "open" else "closed")


def forget_key(db: Session, election: VotingElection) -> None:
    """Destroy the key of a certified vote, in a transaction after the one that certified: none is lost early."""
    KeyFolder(election_keys_folder(db)).destroy(tenant_of(db), election.key_name)
    election.key_name = ""
    db.flush()


def _open_due(context: TaskContext) -> None:
    projects, verifications = context.service(IProjects), context.service(IVerifications)
    with_options = select(VotingOption.phase_id).distinct()
    begun = select(VotingElection.phase_id)
    statement = with_options.where(VotingOption.phase_id.not_in(begun))
    for phase_id in context.db.scalars(statement).all():
        phase = projects.phase(context.db, phase_id, now(context.db))
        if phase is None or phase.state != "open" or not phase.project_published:
            continue
        eligible = verifications.eligible(context.db, phase)
        try:
            opened(context.db, phase, context.site, sum(eligible.values()) if eligible else None)
        except CannotOpen:
            continue


TASK = Task("voting.turn", turn, every_minutes=1)

__all__ = ["TASK", "close", "election_of", "forget_key", "turn"]
