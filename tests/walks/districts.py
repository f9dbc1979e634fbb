# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""An open vote in which an area has an envelope of its own, for the walks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from folkmoot_essential.voting.models import VotingEnvelope, VotingOption

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

KEY = "vote-divided"
AREA = "walk-harbour"


def make_phase(made: "Furnished", settings: Mapping[str, object]) -> None:
    """Its phase, the fourth of the project of votes."""
    made.phases[KEY] = made.town.phase(made.projects["voted"], "voting", -4, 20, settings=dict(settings))


def furnish(made: "Furnished", db: Session) -> None:
    """Two envelopes with an option each."""
    phase = made.phases[KEY]
    for number, contest in enumerate(("", AREA), 1):
        titles = dict.fromkeys(made.town.site.locales, f"Trees {number}")
        db.add(VotingEnvelope(phase_id=phase.id, contest=contest, amount=50_000))
        db.add(VotingOption(
            phase_id=phase.id, number=number, title=titles, description=titles, cost=number * 10_000, contest=contest
        ))  # fmt: skip
    db.flush()
