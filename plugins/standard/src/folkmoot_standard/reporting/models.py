# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The plugin's own tables: the town's population and goal, and views of the report that somebody keeps."""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_default, tenant_key


class ReportingGoal(Base):
    """How many people the town has, and what share of them should take part within twelve months; one row a town.

    goal_permille: tenths of a percent. counted_on: the day that the population is of.
    """

    __tablename__ = "reporting_goal"
    __table_args__ = (
        CheckConstraint("population > 0", name="population"),
        CheckConstraint("goal_permille BETWEEN 1 AND 1000", name="goal"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=tenant_default(), info=NOT_PERSONAL)
    population: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    goal_permille: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    source: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    counted_on: Mapped[datetime.date | None] = mapped_column(info=NOT_PERSONAL)
    changed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class ReportingReport(TenantRow, Base):
    """A view of the dashboard under a name. filters: what its address says after the question mark, by name."""

    __tablename__ = "reporting_report"
    __table_args__ = (tenant_key("account", "made_by_id", ondelete="SET NULL"),)

    name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
