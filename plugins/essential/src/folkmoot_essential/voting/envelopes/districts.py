# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""In which district a voter votes: as the voter roll says, or as they choose, and may choose anew."""

from collections.abc import Sequence

from pyramid.request import Request
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Refusal, Site
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.casting import Voter
from folkmoot_essential.voting.composing import options_of, settings_of, vote_of
from folkmoot_essential.voting.envelopes import envelope_checks
from folkmoot_essential.voting.envelopes.envelopes import envelopes_of, name_of
from folkmoot_essential.voting.models import VotingElection
from folkmoot_essential.voting.settings import Districts

NOT_READY = Refusal("not-ready", _("The town is still preparing this vote. Please come back later."))
NOT_ON_ROLL = Refusal(
    "district-not-on-roll", _("The voter roll says of none of the districts of this vote that it is yours."),
    _("Please ask at the town's desk."),
)  # fmt: skip


def vote_in(db: Session, phase: PhaseInfo, election: VotingElection | None, site: Site) -> Vote:
    """What a ballot may be: as it was fixed at opening, or as it would be if the vote opened now."""
    if election is not None:
        return Vote.of_json(election.vote)
    return vote_of(settings_of(phase), phase, site.currency, envelopes_of(db, phase))


def by_roll(phase: PhaseInfo, vote: Vote, election: VotingElection | None) -> bool:
    """Whether the voter roll says who votes where."""
    asked = settings_of(phase).districts if election is None else election.district_by
    return bool(vote.districts) and asked == Districts.ROLL.value


def refusal(
    db: Session, phase: PhaseInfo, vote: Vote, election: VotingElection | None, who: Voter | None
) -> Refusal | None:  # fmt: skip
    """Why a person can't vote though they may: envelopes aren't in order, or the roll is to say where and doesn't."""
    if election is None and envelope_checks.stopping(
        phase, settings_of(phase), options_of(db, phase), envelopes_of(db, phase)
    ):
        return NOT_READY
    lost = who is not None and who.district not in vote.districts
    return NOT_ON_ROLL if lost and by_roll(phase, vote, election) else None


def district_of(vote: Vote, given: str | None, wished: Sequence[str]) -> str:
    """Where somebody votes; "" as long as they haven't chosen, and where there are no districts.

    given: what the voter roll says, None where they choose. wished: what they said, the newest first.
    """
    asked = wished if given is None else [given]
    return next((one for one in asked if one in vote.districts), "")


def choices(vote: Vote, request: Request) -> list[tuple[str, str]]:
    """Ids and names to choose from."""
    return [(one.id, name_of(request, one.id, one.title)) for one in vote.contests if one.id in vote.districts]
