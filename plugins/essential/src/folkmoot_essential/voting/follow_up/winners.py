# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who has won a certified vote: what was computed, but for what two people of the town decided otherwise."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot_essential.voting.models import VotingBundle, VotingElection, VotingOption, VotingStep
from folkmoot_essential.voting.results import deviating


def winners(db: Session, election: VotingElection | None, options: Sequence[VotingOption]) -> list[VotingOption]:
    """The options that are to be carried out, in the order in which they won; none before certification.

    One that was begun stays in sight when the town decides against it afterwards: it is then stopped, not hidden.
    """
    if election is None or election.state != "certified":
        return []
    result = db.scalars(select(VotingBundle.result).where(VotingBundle.election_id == election.id)).one()
    held, begun = deviating.decided(db, election), _begun(db, options)
    places = {key: place for place, key in enumerate(key for one in result["contests"] for key in one["winners"])}
    found = [one for one in options if one.id in begun or deviating.standing(result, held, one.number)]
    return sorted(found, key=lambda one: (places.get(one.key, len(places)), one.number))


def _begun(db: Session, options: Sequence[VotingOption]) -> set[uuid.UUID]:
    """Those of which something has been said."""
    statement = select(VotingStep.option_id).where(VotingStep.option_id.in_([one.id for one in options]))
    return set(db.scalars(statement.distinct()))
