# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The plugin's one table: what orders of the list are computed from, so that a list needn't count everything."""

import datetime
import uuid

from sqlalchemy import BigInteger, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, tenant_key


class IdeationRanking(Base):
    """Counts of one idea as of refreshed_at, for ordering alone: numbers on screen are counted from the rows.

    net: likes less dislikes. points: max(1, 1 + net). pushed: below all others in trending, for its votes or status.
    active_seconds: the mean moment of its activity (its publication, its reactions, its comments). Both moments are
    seconds since 1970, because an order computes with them for every idea of a phase, and spans of time are slow.
    """

    __tablename__ = "ideation_ranking"
    __table_args__ = (tenant_key("contribution", "contribution_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    contribution_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    likes: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    dislikes: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    comments: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    net: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    points: Mapped[int] = mapped_column(default=1, info=NOT_PERSONAL)
    pushed: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    published_seconds: Mapped[int] = mapped_column(BigInteger, info=NOT_PERSONAL)
    active_seconds: Mapped[int] = mapped_column(BigInteger, info=NOT_PERSONAL)
    refreshed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
