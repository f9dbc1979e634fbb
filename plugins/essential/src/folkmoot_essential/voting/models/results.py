# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What remains after certification: ballots without voters, voters without ballots, and the published bundle.

Both are written in random order in the one transaction that removes what joined them, so that neither keys nor places
on the disc nor xmin say which belongs to whom.
"""

import uuid
from typing import Any

from sqlalchemy import Index, LargeBinary, Text, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class VotingBox(TenantRow, Base):
    """A ballot as it was counted. tracker: by which its voter's receipt finds it."""

    __tablename__ = "voting_box"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4, info=NOT_PERSONAL)
    election_id: Mapped[uuid.UUID] = mapped_column(index=True, info=NOT_PERSONAL)
    ballot: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    tracker: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)


class VotingTookPart(TenantRow, Base):
    """Somebody who took part, as the law wants it known; nothing here leads to a ballot."""

    __tablename__ = "voting_took_part"
    __table_args__ = (
        Index(None, "tenant_id", "account_id"),
        tenant_key("voting_election", "election_id"),
        tenant_key("account", "account_id", ondelete="SET NULL"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4, info=NOT_PERSONAL)
    election_id: Mapped[uuid.UUID] = mapped_column(index=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="null"))
    channel: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    district: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)


class VotingBundle(Base):
    """The recount bundle of a certified vote, byte for byte as it was published, and what its result says."""

    __tablename__ = "voting_bundle"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    bundle: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=NOT_PERSONAL)
    sha256: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    level: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    result: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    turnout: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
