# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of what an analyst asks: words that go together in a run; categories, tags by hand, and what is proposed."""

import datetime
import uuid

from sqlalchemy import Float, ForeignKeyConstraint, Integer, Text, UniqueConstraint, Uuid, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key

STAFF = "while the account exists"


def _tenant() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL)


class Word(Base):
    """A word or phrase of a run's network. x, y: where it lies, 0 to 1000. holders: the places of the items with it."""

    __tablename__ = "insights_word"
    __table_args__ = (tenant_key("insights_run", "run_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    said: Mapped[str] = mapped_column(
        Text, info=personal("content", keep="until all who wrote it are gone", on_erase="keep")
    )
    x: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    y: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    holders: Mapped[list[int]] = mapped_column(ARRAY(Integer), info=NOT_PERSONAL)


class WordLink(Base):
    """Two words of a network that come together. strength: 0.15 to 1 (npmi). holders: the items that have both."""

    __tablename__ = "insights_word_link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "run_id", "first"],
            ["insights_word.tenant_id", "insights_word.run_id", "insights_word.number"],
            ondelete="CASCADE", name="insights_word_link_first_to_insights_word",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "run_id", "second"],
            ["insights_word.tenant_id", "insights_word.run_id", "insights_word.number"],
            ondelete="CASCADE", name="insights_word_link_second_to_insights_word",
        ),
    )  # fmt: skip

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    first: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    second: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    strength: Mapped[float] = mapped_column(Float, info=NOT_PERSONAL)
    holders: Mapped[list[int]] = mapped_column(ARRAY(Integer), info=NOT_PERSONAL)


class Tagging(Base):
    """How an analysis is tagged. several: whether a text may have more than one category. waiting_since: a job is to
    propose; proposed_at: when the last one did, learnt: from how many texts."""

    __tablename__ = "insights_tagging"
    __table_args__ = (tenant_key("insights_analysis", "analysis_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    several: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    waiting_since: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    proposed_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    learnt: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)


class Category(TenantRow, Base):
    """A category of the administration's own."""

    __tablename__ = "insights_category"
    __table_args__ = (
        UniqueConstraint("tenant_id", "analysis_id", "name"),
        tenant_key("insights_analysis", "analysis_id"),
    )

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(info=NOT_PERSONAL)


class Decision(Base):
    """A text that somebody tagged; without any Tag it was read and none fits."""

    __tablename__ = "insights_decision"
    __table_args__ = (
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "made_by_id", ondelete="SET NULL"),
    )

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Tag(Base):
    """A category that somebody gave a text."""

    __tablename__ = "insights_tag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "analysis_id", "item"],
            ["insights_decision.tenant_id", "insights_decision.analysis_id", "insights_decision.item"],
            ondelete="CASCADE", name="insights_tag_item_to_insights_decision",
        ),
        tenant_key("insights_category", "category_id"),
    )  # fmt: skip

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    category_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)


class Proposed(Base):
    """What the program proposes for a text. position: its place in what is asked, the least certain first; sure: of
    each category proposed, thousandths. No category: it thinks that none fits, or it couldn't learn yet."""

    __tablename__ = "insights_proposed"
    __table_args__ = (tenant_key("insights_analysis", "analysis_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    categories: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), info=NOT_PERSONAL)
    sure: Mapped[list[int]] = mapped_column(ARRAY(Integer), info=NOT_PERSONAL)
