# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Money that an area of the town has for itself in one vote."""

import uuid

from sqlalchemy import BigInteger, CheckConstraint, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, tenant_key


class VotingEnvelope(Base):
    """One purse of a vote that has several. contest: slug of an area, "" for the whole town's.

    amount: in the smallest unit of the currency. A vote without such rows has one purse, the budget of its settings.
    From opening on, what counts is the vote's own copy (VotingElection.vote), whose hash is published.
    """

    __tablename__ = "voting_envelope"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"), tenant_key("phase", "phase_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    phase_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    contest: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    amount: Mapped[int] = mapped_column(BigInteger, info=NOT_PERSONAL)
