# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The parts of a ballot: one purse each, with what can be chosen in it and what is chosen already."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyramid.request import Request

from folkmoot_essential.ledger.vote import Contest, Vote
from folkmoot_essential.voting.ballot.booth import Typed
from folkmoot_essential.voting.envelopes.envelopes import name_of
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import Form


@dataclass(frozen=True)
class Part:
    """title: of the envelope, "" where the vote has one purse. total: money, points, or options chosen in it."""

    id: str
    title: str
    budget: int
    options: list[VotingOption]
    total: int


def parts(
    request: Request, form: Form, vote: Vote, contests: Sequence[Contest], options: Sequence[VotingOption],
    typed: Typed,
) -> list[Part]:  # fmt: skip
    """Contests with their options in the given order; those without any are left out where there are several."""
    found = []
    for contest in contests:
        own = [one for one in options if one.contest == contest.id]
        title = name_of(request, contest.id, contest.title) if vote.districts else ""
        found.append(Part(contest.id, title, int(contest.budget), own, total(form, own, typed)))
    return [one for one in found if one.options or not vote.districts]


def total(form: Form, options: Sequence[VotingOption], typed: Typed) -> int:
    """Money of what is chosen, or points given; else how many options."""
    mine = {one.key: typed[one.key] for one in options if one.key in typed}
    if form is Form.BUDGET:
        return sum(one.cost for one in options if one.key in mine)
    if form is Form.POINTS:
        return sum(int(text) for text in mine.values() if text.isascii() and text.isdigit())
    return len(mine)
