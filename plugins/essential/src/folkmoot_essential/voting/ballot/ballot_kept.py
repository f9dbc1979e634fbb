# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a voter has left in the booth: a ballot in the box, or one that isn't cast yet."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from folkmoot_essential.ledger.key_folder import KeyProblem
from folkmoot_essential.voting import casting
from folkmoot_essential.voting.ballot import booth
from folkmoot_essential.voting.ballot.booth import Typed
from folkmoot_essential.voting.casting import Voter
from folkmoot_essential.voting.models import VotingElection
from folkmoot_essential.voting.opening import keys_of
from folkmoot_essential.voting.settings import Form


@dataclass(frozen=True)
class Kept:
    """What a voter has left here. cast: a ballot is in the box. draft: typed isn't cast yet. paper: it is on paper.

    district: where it was cast or begun, "" where there are none.
    """

    typed: Typed = field(default_factory=dict)
    cast: bool = False
    draft: bool = False
    paper: bool = False
    district: str = ""


def kept_of(db: Session, who: Voter | None, election: VotingElection, form: Form) -> Kept | None:
    """What a voter has cast or begun; None where the keys can't be had."""
    if who is None or election.state != "open":
        return Kept()
    try:
        keys = keys_of(db, election)
    except KeyProblem:
        return None
    if casting.on_paper(db, election, keys, who):
        return Kept(paper=True)
    ballot = casting.of_voter(db, election, keys, who)
    draft = casting.draft_of(db, election, keys, who)
    typed, district = booth.of_draft(draft) if draft else ({}, "")
    if ballot and not draft:
        typed, district = booth.of_ballot(form, ballot), ballot.district
    return Kept(typed, ballot is not None, draft is not None, district=district)
