# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is cast while voting is open. All of it is sealed under the election's key, which never lies in the database.

So neither a copy of the database nor a backup says what anybody chose, though rows of one transaction can be joined by
xmin. At certification these rows go, the key is destroyed, and the ballots stand unsealed, in another order, elsewhere.
"""

import uuid
from typing import Any

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key

OF_THE_VOTE = personal("identity", ground="legal", keep="until certification", on_erase="keep")
"""Belongs to the vote and not to the account: who leaves the site has voted all the same, once."""


class VotingBallot(TenantRow, Base):
    """One ballot in force. pseudonym: keyed hash of the voter's token under the election's key.

    id: random, for the order of keys would tell the order of casting. nonce: of this act of casting, from which the key
    makes its secret. sealed: the ballot, encrypted. Changed in place when the voter changes their mind.
    """

    __tablename__ = "voting_ballot"
    __table_args__ = (
        UniqueConstraint("tenant_id", "election_id", "pseudonym"),
        tenant_key("voting_election", "election_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4, info=NOT_PERSONAL)
    election_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    pseudonym: Mapped[str] = mapped_column(Text, info=OF_THE_VOTE)
    nonce: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_VOTE)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_VOTE)
    commitment: Mapped[str] = mapped_column(Text, info=OF_THE_VOTE)


class VotingVoter(Base):
    """Who took part: a token that outlives the account, so that nobody votes twice by registering again.

    token: keyed hash under the election's key. account_id: for the scrutiny, emptied when the account goes. No time: it
    would join the row to the log.
    """

    __tablename__ = "voting_voter"
    __table_args__ = (
        CheckConstraint("channel IN ('web', 'paper')", name="channel"),
        Index(None, "tenant_id", "account_id"),
        tenant_key("voting_election", "election_id"),
        tenant_key("account", "account_id", ondelete="SET NULL"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    token: Mapped[str] = mapped_column(Text, primary_key=True, info=OF_THE_VOTE)
    account_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", on_erase="null"))
    channel: Mapped[str] = mapped_column(Text, default="web", info=NOT_PERSONAL)
    district: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    label: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)


class VotingPending(TenantRow, Base):
    """An entry that waits for its place in the log: casting doesn't queue for it. entry: a line of castlog.jsonl."""

    __tablename__ = "voting_pending"
    __table_args__ = (Index(None, "tenant_id", "election_id"), tenant_key("voting_election", "election_id"))

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4, info=NOT_PERSONAL)
    election_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    entry: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)


class VotingDraft(Base):
    """What a voter has put together and not yet cast, encrypted; goes with casting, and at certification."""

    __tablename__ = "voting_draft"
    __table_args__ = (tenant_key("voting_election", "election_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    pseudonym: Mapped[str] = mapped_column(Text, primary_key=True, info=OF_THE_VOTE)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_VOTE)
