# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Envelopes in the rule's words, for citizens and staff alike."""

from pyramid.request import Request

from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.vote import TOWN, Vote
from folkmoot_essential.voting.settings import Districts, VotingSettings

EACH = _("Each district has money of its own, in an envelope that pays for its own options.")
WHOSE = {
    Districts.VOTER: _("Each person chooses one district and has a say in its envelope."),
    Districts.ROLL: _("Each person has a say in the envelope of the district that the voter roll names."),
}
TOO = _("Everybody has a say in the envelope of the whole town too.")
LIMITS = _("Limits of a ballot hold in each envelope by itself. Nobody has to choose something in each.")
LEFT = _("What is left in an envelope isn't given out in this vote.")
TO_TOWN = _("What districts leave goes to the envelope of the whole town, which is counted last.")


def in_words(vote: Vote, settings: VotingSettings, request: Request) -> list[str]:
    """A sentence each; nothing where the vote has one purse."""
    if not vote.districts:
        return []
    town = any(one.id == TOWN for one in vote.contests)
    said = [EACH, WHOSE[settings.districts], *([TOO] if town else []), LIMITS, TO_TOWN if vote.leftovers else LEFT]
    return [str(request.gettext(one)) for one in said]
