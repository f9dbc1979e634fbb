# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What voters are promised, and what is published of their ballots: it differs from vote to vote, and so does this."""

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.contests import recountable
from folkmoot_essential.ledger.levels import Level
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting.composing import rule_of
from folkmoot_essential.voting.models import VotingElection
from folkmoot_essential.voting.settings import VotingSettings

BY_ANYBODY = _(
    "Promised: your ballot is counted as you cast it, once, and anybody can recount the result from what is published. "
    "Nobody is told numbers before voting closes, not even the town."
)
BY_AUDITOR = _(
    "Promised: your ballot is counted as you cast it, once. Nobody is told numbers before voting closes, not even the "
    "town. This way of counting can't be recounted from totals: %(auditor)s sees the ballots, without names, and "
    "recounts for everybody."
)
PUBLISHED = {
    Level.TOTALS: _("Only totals are published, and no ballot."),
    Level.DISTINCT: _(
        "Each kind of ballot is published, without names, with how many there were of it. Somebody who knows some of "
        "your choices might find the others where your ballot is the only one of its kind. With fewer than 50 ballots "
        "only totals are published."
    ),
    Level.TRACKED: _(
        "Each ballot is published by itself, without a name. Somebody who knows some of your choices might find the "
        "others. With fewer than 50 ballots only totals are published."
    ),
}


def promises(request: Request, vote: Vote, settings: VotingSettings, election: VotingElection | None) -> list[str]:
    """Who can recount, and what everybody sees of the ballots: as the settings say, and once it has opened the vote."""
    level = Level(election.level if election else str(settings.publication))
    auditor = election.auditor if election else settings.auditor
    by_auditor = level is Level.TOTALS and auditor and not recountable(vote, rule_of(settings))
    counted = request.gettext(BY_AUDITOR, auditor=auditor) if by_auditor else request.gettext(BY_ANYBODY)
    return [counted, request.gettext(PUBLISHED[level])]
