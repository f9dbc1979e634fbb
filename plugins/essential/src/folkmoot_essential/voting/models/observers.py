# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who else looks after a vote: observers, who get fingerprints of its log, and an auditor, who may see the ballots."""

import uuid

from sqlalchemy import LargeBinary, Text, UniqueConstraint, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class VotingObserver(TenantRow, Base):
    """An address to which each head's fingerprint goes. told: the number of the last one sent, -1 before the first.

    The row goes when the fingerprint of the certified head is sent.
    """

    __tablename__ = "voting_observer"
    __table_args__ = (UniqueConstraint("tenant_id", "phase_id", "email"), tenant_key("phase", "phase_id"))

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    email: Mapped[str] = mapped_column(Text, info=personal("contact", keep="until certification", on_erase="delete"))
    told: Mapped[int] = mapped_column(default=-1, info=NOT_PERSONAL)


class VotingAuditorCopy(Base):
    """The bundle with its ballots, where only totals are published and the rule can't be recounted from them.

    It holds no more than voting_box does, but signed by the key, which is gone.
    """

    __tablename__ = "voting_auditor_copy"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=NOT_PERSONAL)
    sha256: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
