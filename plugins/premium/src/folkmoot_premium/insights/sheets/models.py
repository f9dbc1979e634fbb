# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of what people decide from an analysis: merges of near-duplicates, concrete-idea sheets, the dossier.

No text of a contribution or comment is copied: a quotation is kept as whose it is and its mark (see sentences.py).
"""

import datetime
import uuid

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Integer, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key

STAFF = "while the account exists"


def _tenant() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL)


class Merge(TenantRow, Base):
    """What somebody said about a group of near-duplicates; replayed in the order of numbers (see merging.py).

    candidates: ids of the group. merged: those of them that are one idea; none: they are not the same. act: the number
    of the first decision that was made with the same press; they are undone together. Undone: removed.
    """

    __tablename__ = "insights_merge"
    __table_args__ = (
        UniqueConstraint("tenant_id", "analysis_id", "number"),
        CheckConstraint("merged <@ candidates", name="merged"),
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "made_by_id", ondelete="SET NULL"),
    )

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    act: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    candidates: Mapped[list[str]] = mapped_column(ARRAY(Text), info=NOT_PERSONAL)
    merged: Mapped[list[str]] = mapped_column(ARRAY(Text), info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Sheet(TenantRow, Base):
    """A concrete idea. title "": the suggested one is shown. words: the core sentence where a person wrote it.

    origin: where its sources come from: a theme, a group of near-duplicates, or chosen one by one. theme: its id, or
    "". cost_field: the column of the contributions that says what they cost, or "". Ready sheets are in the dossier.
    """

    __tablename__ = "insights_sheet"
    __table_args__ = (
        Index(None, "tenant_id", "analysis_id", "position"),
        CheckConstraint("state IN ('draft', 'ready')", name="state"),
        CheckConstraint("origin IN ('theme', 'duplicates', 'chosen')", name="origin"),
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "made_by_id", ondelete="SET NULL"),
    )

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="draft", info=NOT_PERSONAL)
    title: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    words: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    origin: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    theme: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    cost_field: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    changed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class SheetSource(Base):
    """A text on which a sheet stands, by its id as in insights_item; it stays when the text is withdrawn."""

    __tablename__ = "insights_sheet_source"
    __table_args__ = (tenant_key("insights_sheet", "sheet_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    sheet_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)


class Quotation(Base):
    """A sentence of a source, by its mark. position 0: the core sentence of the sheet; automatic: nobody chose it."""

    __tablename__ = "insights_quotation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "sheet_id", "item"],
            ["insights_sheet_source.tenant_id", "insights_sheet_source.sheet_id", "insights_sheet_source.item"],
            ondelete="CASCADE", name="insights_quotation_item_to_insights_sheet_source",
        ),
        Index(
            "insights_quotation_one_core", "tenant_id", "sheet_id", unique=True, postgresql_where="position = 0"
        ),
    )  # fmt: skip

    tenant_id: Mapped[uuid.UUID] = _tenant()
    sheet_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    mark: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(Integer, info=NOT_PERSONAL)
    automatic: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)


class Dossier(Base):
    """What a person wrote for the dossier of an analysis; one row an analysis. title "": that of the analysis."""

    __tablename__ = "insights_dossier"
    __table_args__ = (tenant_key("insights_analysis", "analysis_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    title: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    introduction: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    changed_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
