# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The town's population, and the share of it that should take part: read, kept, and worked out."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot_standard.reporting.models import ReportingGoal

MOST_PEOPLE = 100_000_000


@dataclass(frozen=True)
class Goal:
    """permille: the share that should take part within twelve months, in tenths of a percent; None without a goal."""

    population: int
    permille: int | None
    source: str
    counted_on: datetime.date | None

    def share(self, people: int) -> int:
        """What part of the population so many people are, in tenths of a percent, halves rounded up."""
        return (2000 * people + self.population) // (2 * self.population)


class GoalForm(BaseModel):
    """What an administrator says about the town."""

    model_config = ConfigDict(extra="forbid")

    population: int = Field(
        title=_("Inhabitants"), ge=1, le=MOST_PEOPLE,
        description=_("How many people could take part, for example everybody older than 16."),
    )  # fmt: skip
    goal: Decimal | None = Field(
        None, title=_("Goal in percent"), ge=Decimal("0.1"), le=100, decimal_places=1,
        description=_("The share of them that should take part within twelve months. Leave it empty for no goal."),
    )  # fmt: skip
    source: str = Field(
        "", title=_("Source"), max_length=200, description=_("Where the number of inhabitants is from.")
    )
    counted_on: datetime.date | None = Field(None, title=_("Counted on"), json_schema_extra={"widget": "date"})


def goal_of(db: Session) -> Goal | None:
    """The goal of the session's town."""
    row = db.scalars(select(ReportingGoal)).one_or_none()
    return Goal(row.population, row.goal_permille, row.source, row.counted_on) if row else None


def keep(db: Session, form: GoalForm, now: datetime.datetime) -> None:
    """Put what the form says in place of what was there."""
    values = {
        "population": form.population, "goal_permille": None if form.goal is None else int(form.goal * 10),
        "source": form.source, "counted_on": form.counted_on, "changed_at": now,
    }  # fmt: skip
    statement = insert(ReportingGoal).values(**values)
    db.execute(statement.on_conflict_do_update(index_elements=["tenant_id"], set_=values))
