# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Winners that are followed up, for the walks."""

import datetime
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pyramid.request import Request
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.interfaces import IAudit
from folkmoot_essential.voting.follow_up import steps
from folkmoot_essential.voting.follow_up.stages import stages_of
from folkmoot_essential.voting.models import VotingOption

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

Values = Callable[["Furnished"], Mapping[str, str]]
LONG = "Straßenbahnhaltestellenüberdachungsbeleuchtungsanlagenerneuerung"
PUBLIC = ("voting.follow_up", "voting.winner", "voting.follow", "voting.letters")


def _desk(**more: str) -> Values:
    return lambda made: {"phase": str(made.phases["vote-certified"].id), **more}


def _page(made: "Furnished") -> Mapping[str, str]:
    return {"slug": made.projects["voted"].slug, "number": "1", "option": "1"}


def _draft(made: "Furnished") -> Mapping[str, str]:
    return {"slug": made.projects["draft"].slug, "number": "2", "option": "1"}


PARAMETERS: dict[str, Values] = {
    "voting.winners": _desk(), "voting.stages": _desk(), "voting.winner_desk": _desk(number="1"),
    "voting.step": _desk(number="1", stage="building"),
    "voting.follow_up": lambda made: {"slug": made.projects["voted"].slug, "number": "1"},
    **dict.fromkeys(("voting.winner", "voting.follow", "voting.letters"), _page),
}  # fmt: skip
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "voting.stages": lambda made: {"do": "add"} | {f"new.title.{locale}": "Fifth" for locale in made.town.site.locales},
    "voting.step": lambda _: {"do": "save", "planned_on": "2030-01-01", "revision": "1", "reason": "Later."},
    "voting.follow": lambda _: {"wants": "1"},
}
DRAFTS: dict[str, Values] = {
    **dict.fromkeys(PUBLIC, _draft),
    "voting.follow_up": lambda made: {"slug": made.projects["draft"].slug, "number": "2"},
}


def furnish(made: "Furnished", db: Session, request: Request) -> None:
    """The first option of the certified vote: decided, corrected since, and to be built."""
    phase = made.phases["vote-certified"]
    option = db.scalars(select(VotingOption).where(VotingOption.phase_id == phase.id, VotingOption.number == 1)).one()
    stages = {one.key: one for one in stages_of(db, phase.id, made.town.site)}
    today = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    hand = steps.Hand(request.find_service(IAudit), made.people["manager"].id, today)
    texts = dict.fromkeys(made.town.site.locales, f"<p>{LONG} <strong>{LONG}</strong></p>")
    first = steps.StepDraft(today, today, 1_000, 2_000, texts)
    steps.save(db, option, stages["decided"], first, hand)
    later = steps.StepDraft(today, today, 1_000, 3_000)
    steps.save(db, option, stages["decided"], later, hand, revision=1, reason=f"{LONG} {LONG}")
    steps.save(db, option, stages["building"], steps.StepDraft(planned_on=today), hand)
