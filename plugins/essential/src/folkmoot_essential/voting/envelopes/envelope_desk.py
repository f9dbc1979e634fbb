# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the desk of a vote says of its envelopes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from folkmoot.i18n import formats
from folkmoot_essential.ledger.vote import TOWN, Vote
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.envelopes.districts import vote_in
from folkmoot_essential.voting.envelopes.envelope_checks import MONEY, SENTENCES, STOPPING, troubles
from folkmoot_essential.voting.envelopes.envelope_wording import in_words
from folkmoot_essential.voting.envelopes.envelopes import Envelope, name_of
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import Districts, VotingSettings


@dataclass(frozen=True)
class Said:
    """A finding in the reader's language. serious: the vote doesn't open with it."""

    code: str
    text: str
    serious: bool


def findings(context: VotingContext, request: Request, eligible: Mapping[str, int]) -> list[Said]:
    """What is to be looked at, serious things first. eligible: how many may vote, by district, where that is known."""
    found = troubles(context.phase, context.settings, context.options, context.envelopes, eligible)
    said = [
        Said(code, str(request.gettext(SENTENCES[code], **_shown(values, request))), code in STOPPING)
        for code, values in found
    ]
    return sorted(said, key=lambda one: not one.serious)


def _shown(values: Mapping[str, Any], request: Request) -> dict[str, Any]:
    def shown(name: str, value: Any) -> Any:
        if name in MONEY:
            return formats.money(value, request.site.currency, request.locale)
        return name_of(request, value.contest, value.title) if isinstance(value, Envelope) else value

    return {name: shown(name, value) for name, value in values.items()}


def purses(context: VotingContext, request: Request) -> list[tuple[str, int]]:
    """Names and amounts: as they stand before opening, as they were fixed since; nothing where there is one budget."""
    if context.election is None:
        return [(name_of(request, one.contest, one.title), one.amount) for one in context.envelopes]
    vote = Vote.of_json(context.election.vote)
    if not vote.districts:
        return []
    return [(name_of(request, one.id, one.title), int(one.budget)) for one in vote.contests]


def words(context: VotingContext, request: Request) -> list[str]:
    """What the rule says of envelopes."""
    return in_words(vote_in(request.db, context.phase, context.election, request.site), context.settings, request)


def smallest(context: VotingContext, eligible: Mapping[str, int] | None) -> int | None:
    """How many may vote in the smallest electorate; None where nobody knows."""
    if not eligible:
        return None
    districts = {one.contest for one in context.envelopes} - {TOWN}
    if not districts or context.settings.districts is not Districts.ROLL:
        return sum(eligible.values())
    return min(eligible.get(one, 0) for one in districts)


def widest(context: VotingContext) -> tuple[VotingSettings, Sequence[VotingOption]]:
    """Budget and options of the purse with the most options, where ballots are the most likely to be alone."""
    settings, options = context.settings, context.options
    if not context.envelopes:
        return settings, options
    parts = [(one, [option for option in options if option.contest == one.contest]) for one in context.envelopes]
    purse, own = max(parts, key=lambda part: len(part[1]))
    return settings.model_copy(update={"budget": purse.amount // 100}), own
