# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is voted on, by which rule, and what two people decided after opening."""

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, personal, tenant_key

STATES = "state IN ('open', 'closed', 'certified')"


class VotingOption(TenantRow, Base):
    """Something that can be voted for. number: its place in the organiser's list, and its id in ballots ("opt-7").

    cost: in the smallest unit of the currency. contribution_id: the idea that it was made of, if any. contest: the slug
    of the district whose purse pays, "" for the town's. withdrawn: why two people took it out after opening.
    """

    __tablename__ = "voting_option"
    __table_args__ = (
        UniqueConstraint("tenant_id", "phase_id", "number"),
        CheckConstraint("cost >= 0", name="cost"),
        tenant_key("phase", "phase_id"),
        tenant_key("contribution", "contribution_id", ondelete="SET NULL"),
        tenant_key("media_file", "picture_id", ondelete="SET NULL"),
    )

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    title: Mapped[Localised] = mapped_column(info=NOT_PERSONAL)
    description: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    cost: Mapped[int] = mapped_column(BigInteger, default=0, info=NOT_PERSONAL)
    contest: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    picture_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    withdrawn: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)

    @property
    def key(self) -> str:
        """Its id in ballots, bundles and counts."""
        return f"opt-{self.number}"


class VotingElection(TenantRow, Base):
    """A vote from its opening on: all that is frozen then, and where it stands.

    key_name: the election's key in FOLKMOOT_KEYS. rule, vote: rule.json and vote.json of the bundle, whose hashes are
    published at opening. options_hash: of the options as they stood then. district_by: "voter" where each chooses a
    district, "roll" where the voter roll names it, "" where there are none. frontier: the log's tree so far, from which
    the sealing job goes on. closes_at: what casting is held against, by the database's clock. sealed_to: bytes that
    every ballot is filled up to before it is sealed, so that all look alike.
    """

    __tablename__ = "voting_election"
    __table_args__ = (
        UniqueConstraint("tenant_id", "phase_id"),
        CheckConstraint(STATES, name="state"),
        tenant_key("phase", "phase_id"),
    )

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="open", info=NOT_PERSONAL)
    key_name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    public_key: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    rule: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    vote: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    rule_hash: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    options_hash: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    level: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    auditor: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    seed_source: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    district_by: Mapped[str] = mapped_column(Text, default="", server_default="", info=NOT_PERSONAL)
    eligible: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    frontier: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    opened_at: Mapped[datetime.datetime] = mapped_column(info=NOT_PERSONAL)
    closes_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    closed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    certified_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    sealed_to: Mapped[int] = mapped_column(default=256, server_default="256", info=NOT_PERSONAL)
    seed: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    drawn_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class VotingDecision(TenantRow, Base):
    """Something that two people decide after opening: one proposes it with a reason, another confirms or refuses.

    kind: revoke, withdraw, seed, deviate, certify. details: what exactly, without personal data. public: what the log
    says of it once it is confirmed.
    """

    __tablename__ = "voting_decision"
    __table_args__ = (
        Index(None, "tenant_id", "election_id", "proposed_at"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> proposed_by", name="four_eyes"),
        tenant_key("voting_election", "election_id"),
        tenant_key("account", "proposed_by", ondelete="SET NULL"),
        tenant_key("account", "confirmed_by", ondelete="SET NULL"),
    )

    election_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    reason: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="null"))
    proposed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", ground="legal", on_erase="null"))
    decided_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    outcome: Mapped[str] = mapped_column(Text, default="proposed", info=NOT_PERSONAL)
