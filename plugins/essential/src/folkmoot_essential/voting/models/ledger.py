# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The log of casting, which only grows, and its signed heads."""

import uuid
from typing import Any

from sqlalchemy import Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, tenant_key


class VotingLog(Base):
    """A leaf of the log. place: from 0. The database refuses to change or remove one while its election stands."""

    __tablename__ = "voting_log"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    entry: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)


class VotingHead(Base):
    """A signed head: the whole log up to a size in one hash. fingerprint: what observers are sent."""

    __tablename__ = "voting_head"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    head: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    signature: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    fingerprint: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
