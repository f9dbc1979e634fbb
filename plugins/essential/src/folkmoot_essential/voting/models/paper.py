# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Ballots on paper while two clerks enter them. What a clerk has read lies sealed; all of it goes at certification."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, Text, Uuid, func
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, personal, tenant_key


class VotingPaper(Base):
    """A paper by the number that is written on it. outcome: "" until two clerks agree, then cast or spoilt.

    Its row says neither what is on the paper nor whose it is, so that it leads from no number to a voter. It stays, as
    the record of who read the paper, and is written anew at certification as what was cast is.
    """

    __tablename__ = "voting_paper"
    __table_args__ = (
        CheckConstraint("outcome IN ('', 'cast', 'spoilt')", name="outcome"),
        tenant_key("voting_election", "election_id"),
        tenant_key("account", "entered_by", ondelete="SET NULL"),
        tenant_key("account", "agreed_by", ondelete="SET NULL"),
    )

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    number: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    outcome: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    entered_by: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="null"))
    agreed_by: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="null"))


class VotingPaperEntry(Base):
    """What one clerk has read on a paper, encrypted under the election's key; gone as soon as two agree.

    One an account, so that nobody is both clerks. It goes with the account: another clerk then reads the paper.
    """

    __tablename__ = "voting_paper_entry"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "election_id", "number"],
            ["voting_paper.tenant_id", "voting_paper.election_id", "voting_paper.number"],
            name="voting_paper_entry_paper", ondelete="CASCADE",
        ),
        tenant_key("account", "account_id"),
    )  # fmt: skip

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    election_id: Mapped[uuid.UUID] = mapped_column(primary_key=True, info=NOT_PERSONAL)
    number: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, info=personal("identity", keep="until two clerks agree", on_erase="delete")
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=NOT_PERSONAL)
