# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A result with everything that its page can show, for the walks: reasons, steps, other rules, official decisions."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pyramid.request import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.interfaces import IProjects
from folkmoot_essential.ledger.ballots import made as ballot
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.models import VotingBundle, VotingElection
from folkmoot_essential.voting.results import deviating, looking
from folkmoot_essential.voting.scrutiny import deciding

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

Values = Callable[["Furnished"], Mapping[str, str]]
LONG = "Straßenbahnhaltestellenüberdachungsbeleuchtungsanlagenerneuerung"
CROWD = 50
"""So many ballots are enough to tell reasons and to compare rules."""
PARAMETERS: dict[str, Values] = {"voting.deviations": lambda made: {"phase": str(made.phases["vote-certified"].id)}}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "voting.deviations": lambda _: {"do": "propose", "option": "3", "choice": "funded", "reason": "A gift."},
}  # fmt: skip


def crowd(made: "Furnished", db: Session, request: Request, election: VotingElection) -> None:
    """In the vote that is certified, people of a roll vote: a third for the second option, the others for the first."""
    if election.phase_id != made.phases["vote-certified"].id:
        return
    now = opening.now(db)
    options = list(options_of(db, request.find_service(IProjects).phase(db, election.phase_id, now)))
    keys = opening.keys_of(db, election)
    for number in range(CROWD):
        chosen = ballot({"": ("opt-2" if number % 3 == 0 else "opt-1",)})
        casting.cast(db, election, keys, options, casting.Voter("roll", f"walker {number}", None), chosen)


def furnish(made: "Furnished", db: Session) -> None:
    """What is counted after certification, a decision that holds, one that waits and one that was refused."""
    election = opening.election_of(db, made.phases["vote-certified"].id)
    assert election is not None
    bundle = db.scalars(select(VotingBundle).where(VotingBundle.election_id == election.id)).one()
    while looking.look(db, bundle)["waiting"]:
        pass
    manager, second = made.people["manager"].id, made.people["second"].id
    held = deviating.propose(db, election, 2, False, f"{LONG} {LONG}", manager)
    deviating.confirm(db, election, held, second)
    deciding.refuse(db, deviating.propose(db, election, 1, False, "Too loud.", manager), second)
    deviating.propose(db, election, 2, True, "It can be built after all.", manager)
