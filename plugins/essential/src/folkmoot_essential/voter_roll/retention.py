# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""How long a roll is kept: 90 days from the end of its phase, so it has to know when that is."""

from sqlalchemy import update

from folkmoot.contributions.tables import phase
from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot_essential.voter_roll.models import VoterRoll


def follow_phases(context: TaskContext) -> None:
    """Write down the ends of phases that were moved; the catalogue's retention counts from there."""
    moved = (VoterRoll.phase_id == phase.c.id) & VoterRoll.ends_at.is_distinct_from(phase.c.closes_at)
    context.db.execute(update(VoterRoll).where(moved).values(ends_at=phase.c.closes_at))


TASK = Task("follow_phases", follow_phases, every_minutes=60)
