# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A guided start that somebody has begun."""

import datetime
import uuid
from typing import Any

from sqlalchemy import Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class VotingGuide(TenantRow, Base):
    """What a member of staff has answered so far; no project exists before the last screen is sent.

    answers: by screen, {"typed": as it stands in the fields, "data": as it was understood, if it could be used}.
    project_id: what was made of it. It goes 30 days after it was begun, made or not.
    """

    __tablename__ = "voting_guide"
    __table_args__ = (
        Index(None, "tenant_id", "account_id"),
        tenant_key("account", "account_id"),
        tenant_key("project", "project_id"),
    )

    account_id: Mapped[uuid.UUID] = mapped_column(info=personal("identity", keep="P30D", on_erase="delete"))
    answers: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, info=personal("content", keep="P30D", on_erase="delete")
    )
    project_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
