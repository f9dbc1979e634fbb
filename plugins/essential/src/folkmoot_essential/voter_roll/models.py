# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The tables: a roll for a phase, its entries, and what an uploaded file would change until somebody confirms it.

References and codes are kept as keyed hashes alone; names and addresses nowhere. When a roll has been over for 90 days
it goes with all its entries, by the catalogue.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key

UNTIL = "until 90 days after the end of the phase"
OF_THE_ROLL = personal("identity", ground="legal", keep=UNTIL, on_erase="keep")
"""Belongs to the roll and not to the account: who leaves the site stays on the roll, and stays one person."""


class VoterRoll(TenantRow, Base):
    """The roll of one phase. ends_at: the phase's end as last seen; 90 days later the roll goes."""

    __tablename__ = "voter_roll_roll"
    __table_args__ = (UniqueConstraint("tenant_id", "phase_id"), tenant_key("phase", "phase_id"))

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    ends_at: Mapped[datetime.datetime | None] = mapped_column(
        info=personal("technical", ground="legal", keep="P90D", on_erase="delete")
    )
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class VoterRollEntry(TenantRow, Base):
    """One person on a roll. identity: 32 random bytes, this person in this phase, whatever account or code they have.

    number: what staff call the entry. account_id: who claimed it, emptied when the account goes.
    """

    __tablename__ = "voter_roll_entry"
    __table_args__ = (
        UniqueConstraint("tenant_id", "roll_id", "reference_hash"),
        UniqueConstraint("tenant_id", "roll_id", "code_hash", name="voter_roll_entry_code_unique"),
        UniqueConstraint("tenant_id", "roll_id", "number", name="voter_roll_entry_number_unique"),
        UniqueConstraint("tenant_id", "roll_id", "account_id", name="voter_roll_entry_account_unique"),
        CheckConstraint("octet_length(identity) = 32", name="identity"),
        tenant_key("voter_roll_roll", "roll_id"),
        tenant_key("account", "account_id", ondelete="SET NULL"),
    )

    roll_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    identity: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_ROLL)
    reference_hash: Mapped[bytes] = mapped_column(LargeBinary, info=OF_THE_ROLL)
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, info=OF_THE_ROLL)
    district: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity"))
    claimed_at: Mapped[datetime.datetime | None] = mapped_column(info=personal("technical"))
    withdrawn_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class VoterRollUpload(TenantRow, Base):
    """What a file would change, waiting for a yes for at most a day. listed: [[hash of the reference, district], …] of

    those whom it would add or withdraw: findings says which.
    """

    __tablename__ = "voter_roll_upload"
    __table_args__ = (tenant_key("phase", "phase_id"), tenant_key("account", "account_id"))

    phase_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    account_id: Mapped[uuid.UUID] = mapped_column(info=personal("identity", keep="P1D", on_erase="delete"))
    listed: Mapped[list[list[str]]] = mapped_column(
        "additions", JSONB, info=personal("identity", ground="legal", keep="P1D", on_erase="delete")
    )
    findings: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
