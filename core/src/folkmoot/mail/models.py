# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Table of outgoing mail: written in the transaction that causes it, sent by a job."""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Index, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key


class MailMessage(TenantRow, Base):
    """One letter to one person. The text is emptied once it is sent, except in development."""

    __tablename__ = "mail_message"
    __table_args__ = (
        Index(None, "tenant_id", "created_at"),
        Index("mail_message_waiting", "tenant_id", "created_at", postgresql_where=text("state = 'queued'")),
        CheckConstraint("state IN ('queued', 'sent', 'failed')", name="state"),
        tenant_key("account", "account_id"),
    )

    account_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep="P30D", on_erase="delete"))
    recipient: Mapped[str] = mapped_column(Text, info=personal("contact", keep="P30D", on_erase="delete"))
    subject: Mapped[str] = mapped_column(Text, info=personal("content", keep="P30D", on_erase="delete"))
    text: Mapped[str] = mapped_column(Text, info=personal("content", keep="P30D", on_erase="delete"))
    language: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="queued", info=NOT_PERSONAL)
    attempts: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    sent_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
