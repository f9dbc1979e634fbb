# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What becomes of winners: their stages, what was changed of them, and who was told.

Ballots are secret, so nothing here comes from one: told are people who reacted to the idea that an option was made of,
its author, and whoever asked to be.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, personal, tenant_key

STAFF = "while the account exists"


class VotingStageList(Base):
    """The stages of one vote's winners in the organiser's words; without a row the usual ones.

    stages: [{"key", "kind", "title"}] in their order; kind: "step", one "delivered", one "stopped".
    """

    __tablename__ = "voting_stage_list"
    __table_args__ = (tenant_key("phase", "phase_id"),)

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    phase_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    stages: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, info=NOT_PERSONAL)


class VotingStep(TenantRow, Base):
    """One stage of one winner. Days of the town's calendar; money in the smallest unit of its currency.

    stage: key of a stage. text: what there is to say, as rich text. revision: grows with each change, so that of two
    people who change it at once the second is told. told: how many letters were written.
    """

    __tablename__ = "voting_step"
    __table_args__ = (
        UniqueConstraint("tenant_id", "option_id", "stage"),
        CheckConstraint("planned_money >= 0 AND spent_money >= 0", name="money"),
        tenant_key("voting_option", "option_id"),
    )

    option_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    stage: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    planned_on: Mapped[datetime.date | None] = mapped_column(info=NOT_PERSONAL)
    reached_on: Mapped[datetime.date | None] = mapped_column(info=NOT_PERSONAL)
    planned_money: Mapped[int | None] = mapped_column(BigInteger, info=NOT_PERSONAL)
    spent_money: Mapped[int | None] = mapped_column(BigInteger, info=NOT_PERSONAL)
    text: Mapped[Localised] = mapped_column(default=dict, info=NOT_PERSONAL)
    revision: Mapped[int] = mapped_column(default=1, info=NOT_PERSONAL)
    told: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    told_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class VotingStepPicture(Base):
    """A picture of a stage."""

    __tablename__ = "voting_step_picture"
    __table_args__ = (tenant_key("voting_step", "step_id"), tenant_key("media_file", "file_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    step_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    file_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class VotingStepChange(TenantRow, Base):
    """What was changed of a stage, for everybody to see. changed: {field: [before, after]}; reason: why, in public."""

    __tablename__ = "voting_step_change"
    __table_args__ = (
        Index(None, "tenant_id", "step_id", "at"),
        tenant_key("voting_step", "step_id"),
        tenant_key("account", "actor_id", ondelete="SET NULL"),
    )

    step_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    reason: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    changed: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)


class VotingFollower(Base):
    """Somebody who asked to be told about a winner (wants), or not to be any more."""

    __tablename__ = "voting_follower"
    __table_args__ = (tenant_key("voting_option", "option_id"), tenant_key("account", "account_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    option_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, info=personal("identity", ground="consent", on_erase="delete")
    )
    wants: Mapped[bool] = mapped_column(info=personal("content", ground="consent", on_erase="delete"))


class VotingTold(Base):
    """That somebody was told about a stage: the key holds "once". Goes with the account, and with the vote."""

    __tablename__ = "voting_told"
    __table_args__ = (tenant_key("voting_step", "step_id"), tenant_key("account", "account_id"))

    tenant_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL
    )
    step_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=personal("identity", on_erase="delete"))
