# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is known of winners' stages, as a table: what the town publishes anyway."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import PhaseInfo, Table
from folkmoot_essential.voting.models import VotingOption, VotingStep

COLUMNS = ("option", "stage", "planned_on", "reached_on", "planned_money", "spent_money", "letters")


def tables(db: Session, phase: PhaseInfo) -> list[Table]:
    """One row a stage; money in the smallest unit of the currency. No table where nothing was said."""
    s = VotingStep
    statement = (
        select(VotingOption.number, s.stage, s.planned_on, s.reached_on, s.planned_money, s.spent_money, s.told)
        .join(s, s.option_id == VotingOption.id)
        .where(VotingOption.phase_id == phase.id)
        .order_by(VotingOption.number, s.stage)
    )
    rows = [(f"opt-{row.number}", *row[1:]) for row in db.execute(statement)]
    return [Table("follow_up", COLUMNS, rows)] if rows else []
