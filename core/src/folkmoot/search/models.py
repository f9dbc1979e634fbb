# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Table of the full-text index: one row for each public thing, in the dictionary of its language."""

import datetime
import uuid

from sqlalchemy import Index, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, tenant_key


class SearchDocument(TenantRow, Base):
    """What can be found: read only through folkmoot_search(), which tests the tenant itself and keeps the index."""

    __tablename__ = "search_document"
    __table_args__ = (
        UniqueConstraint("tenant_id", "kind", "subject_id", "language"),
        # No list of pending entries: after many changes every search would read it whole (225 ms at 100,000 rows).
        Index("search_document_words_index", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        tenant_key("project", "project_id"),
    )

    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid, info=NOT_PERSONAL)
    project_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    language: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    words: Mapped[str] = mapped_column(TSVECTOR, info=NOT_PERSONAL)
    updated_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
