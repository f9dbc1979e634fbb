# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Observers: people outside who get the fingerprint of each head, so that a log that was rebuilt is found out.

A letter says which head it is and its fingerprint, and nothing of how large the log is: that would be the turnout.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.interfaces import IMailer, IProjects
from folkmoot_essential.voting.models import VotingElection, VotingHead, VotingObserver
from folkmoot_essential.voting.opening import now
from folkmoot_essential.voting.options.options import hold

LETTER = "folkmoot_essential.voting:templates/observer_letter.txt.jinja2"
MOST = 50
AT_ONCE = 200
"""Letters in one turn of the clock; the rest go with the next."""


class TooManyObservers(Exception):
    """A vote has at most MOST observers."""


def observers(db: Session, phase_id: uuid.UUID) -> Sequence[VotingObserver]:
    """Those of a vote, by address."""
    statement = select(VotingObserver).where(VotingObserver.phase_id == phase_id)
    return db.scalars(statement.order_by(VotingObserver.email)).all()


def add(db: Session, phase: PhaseInfo, email: str) -> bool:
    """One more, by a normalised address; False where it is there already. Raises Frozen, TooManyObservers."""
    hold(db, phase.id)
    known = observers(db, phase.id)
    if any(one.email == email for one in known):
        return False
    if len(known) >= MOST:
        raise TooManyObservers
    db.add(VotingObserver(phase_id=phase.id, email=email))
    db.flush()
    return True


def remove(db: Session, phase: PhaseInfo, observer_id: uuid.UUID) -> None:
    """One less. Raises Frozen: after opening nobody can keep a fingerprint from somebody."""
    hold(db, phase.id)
    db.execute(delete(VotingObserver).where(VotingObserver.phase_id == phase.id, VotingObserver.id == observer_id))


def tell(context: TaskContext) -> None:
    """Send what observers haven't got yet: each head once to each, as the letter and the mark are one transaction."""
    db, o, h = context.db, VotingObserver, VotingHead
    rows = db.execute(
        select(o, VotingElection, h)
        .join(VotingElection, VotingElection.phase_id == o.phase_id)
        .join(h, (h.election_id == VotingElection.id) & (h.number > o.told))
        .order_by(h.number, o.id).limit(AT_ONCE).with_for_update(of=o, skip_locked=True)
    ).all()  # fmt: skip
    titles = _titles(context, {election.phase_id for _one, election, _head in rows})
    for observer, election, head in rows:
        _send(context, observer, election, head, titles[election.phase_id])
        observer.told = head.number
    db.flush()
    _let_go(db)


def _titles(context: TaskContext, phases: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What votes are called in the town's language."""
    projects, site, at = context.service(IProjects), context.site, now(context.db)
    found = {phase_id: projects.phase(context.db, phase_id, at) for phase_id in phases}
    return {phase_id: site.text(phase.title, site.default_locale) if phase else "" for phase_id, phase in found.items()}


def _send(
    context: TaskContext, observer: VotingObserver, election: VotingElection, head: VotingHead, title: str
) -> None:  # fmt: skip
    context.service(IMailer).send_letter(
        context.db, context.site, observer.email, LETTER, context.site.default_locale, vote=title, number=head.number,
        at=head.head["at"], state=head.head["state"], fingerprint=head.fingerprint, key=election.public_key,
    )  # fmt: skip


def _let_go(db: Session) -> None:
    """Addresses of those who have the last fingerprint there will be."""
    last = (
        select(func.max(VotingHead.number))
        .join(VotingElection, VotingElection.id == VotingHead.election_id)
        .where(VotingElection.phase_id == VotingObserver.phase_id, VotingElection.state == "certified")
        .scalar_subquery()
    )
    db.execute(delete(VotingObserver).where(VotingObserver.told >= last))
