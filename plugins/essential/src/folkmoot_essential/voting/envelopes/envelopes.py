# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Envelopes: areas of the town with money of their own in one vote, and perhaps one for the whole town."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.i18n import mark as _
from folkmoot_essential.ledger.vote import TOWN, Contest, Vote
from folkmoot_essential.voting.models import VotingEnvelope

WHOLE_TOWN = _("The whole town")
LONGEST = 64
"""Letters of a contest's id (docs/recount-bundle.md)."""


@dataclass(frozen=True)
class Envelope:
    """A purse as it stands before opening. contest: slug of its area, "" for the whole town's. amount: smallest unit.

    title: the area's, empty for the town's; known: whether there still is such an area.
    """

    contest: str
    amount: int
    title: Mapping[str, str]
    known: bool = True


def usable(slug: str) -> bool:
    """Whether an area's slug can be the id of a contest; "town" names the whole town's files in bundles."""
    return slug != "town" and len(slug) <= LONGEST


def envelopes_of(db: Session, phase: PhaseInfo) -> list[Envelope]:
    """The envelopes of a phase, the town's first, then in the order of the areas; in one statement."""
    e = VotingEnvelope
    statement = (
        select(e.contest, e.amount, area.c.title)
        .outerjoin(area, area.c.slug == e.contest)
        .where(e.phase_id == phase.id)
        .order_by(e.contest != TOWN, area.c.position.nulls_last(), e.contest)
    )
    return [
        Envelope(contest, amount, dict(title or {}), contest == TOWN or title is not None)
        for contest, amount, title in db.execute(statement)
    ]


def named(envelopes: Sequence[Envelope], town: Mapping[str, str]) -> list[Envelope]:
    """The same for a bundle, in which the whole town's envelope bears the town's name."""
    return [replace(one, title=town) if one.contest == TOWN else one for one in envelopes]


def name_of(request: Request, contest: str, title: Mapping[str, str]) -> str:
    """What an envelope is called in the reader's language."""
    return str(request.site.text(title, request.locale) or contest) if contest else str(request.gettext(WHOLE_TOWN))


def several(vote: Vote) -> bool:
    """Whether a vote has envelopes of districts, rather than one purse."""
    return bool(vote.districts)


def funded(vote: Vote, result: Mapping[str, Any]) -> Vote:
    """A vote with what each contest had to spend when it was counted: with what districts left, if that is declared.

    result: VotingBundle.result.
    """
    had = {one["id"]: one["budget"] for one in result["contests"] if "budget" in one}
    contests = tuple(one.model_copy(update={"budget": had.get(one.id, one.budget)}) for one in vote.contests)
    return vote.model_copy(update={"contests": contests})


def contests_of(vote: Vote, district: str) -> Sequence[Contest]:
    """Where a voter of a district has a say: the district first, then the town."""
    mine = [one for one in vote.contests if one.id in (TOWN, district)]
    return sorted(mine, key=lambda one: one.id == TOWN)
