# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Table of uploaded files: pictures, re-encoded, and documents."""

import datetime
import uuid

from sqlalchemy import CheckConstraint, Integer, Text, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, Localised, TenantRow, personal, tenant_key


class MediaFile(TenantRow, Base):
    """A file in the tenant's media folder under `key`; pictures also in the widths listed, as WebP."""

    __tablename__ = "media_file"
    __table_args__ = (
        UniqueConstraint("tenant_id", "key"),
        CheckConstraint("kind IN ('picture', 'document')", name="kind"),
        tenant_key("account", "uploaded_by_id", ondelete="SET NULL"),
    )

    key: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    media_type: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    size: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    width: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    height: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    widths: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list, info=NOT_PERSONAL)
    alt: Mapped[Localised] = mapped_column(default=dict, info=personal("content", on_erase="keep"))
    original_name: Mapped[str] = mapped_column(Text, default="", info=personal("content", on_erase="blank"))
    uploaded_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity"))
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
