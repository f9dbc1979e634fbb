# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Tables of the workspace: analyses and what they read, uploaded rows, runs with what they found, edits by people.

No text of a contribution or comment is ever copied here. What a run found is kept as ids and places; the few words that
name a theme are kept with the places that hold them, so that a word goes when all who wrote it are gone.
"""

import datetime
import uuid
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base, TenantRow, personal, tenant_key
from folkmoot_premium.insights import live_models  # noqa: F401  # for the catalogue of tables
from folkmoot_premium.insights.sheets import models as sheet_models  # noqa: F401  # for the catalogue of tables

STAFF = "while the account exists"
UPLOADED = "until the file or its analysis is deleted"


def _tenant() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, primary_key=True, server_default=func.folkmoot_tenant(), info=NOT_PERSONAL)


class Analysis(TenantRow, Base):
    """What somebody wants to find out. themes None: the number that is most stable; language: see wishes.py.
    only: the language of the texts that it reads, by their own word for it; "": all. semantic: whether meaning counts
    beside words, which needs the extra."""  # fmt: skip

    __tablename__ = "insights_analysis"
    __table_args__ = (
        CheckConstraint("themes BETWEEN 1 AND 200", name="themes"),
        tenant_key("account", "made_by_id", ondelete="SET NULL"),
    )

    title: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    themes: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    language: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    only: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    semantic: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)
    excluded: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Source(Base):
    """A phase whose contributions an analysis reads, and whether it reads their comments too."""

    __tablename__ = "insights_source"
    __table_args__ = (tenant_key("insights_analysis", "analysis_id"), tenant_key("phase", "phase_id"))

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    phase_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    comments: Mapped[bool] = mapped_column(default=False, info=NOT_PERSONAL)


class Upload(TenantRow, Base):
    """A file that somebody added. The columns' names in order; which of them is the text, the id, the language and the
    day. day_form: how days are written in it (see days.py). telling: how often which value comes in each column of few
    values (see questions/columns.py); None: nobody counted."""  # fmt: skip

    __tablename__ = "insights_upload"
    __table_args__ = (
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "added_by_id", ondelete="SET NULL"),
    )

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    columns: Mapped[list[str]] = mapped_column(JSONB, info=NOT_PERSONAL)
    text_column: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    id_column: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    language_column: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    day_column: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    day_form: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    telling: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), info=personal("content", keep=UPLOADED, on_erase="keep")
    )
    added_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    added_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


class Row(Base):
    """A row of an uploaded file with all its cells, column -> text. number: its own in the analysis, never reused.
    day: what its file's column of days says, in the town's calendar."""  # fmt: skip

    __tablename__ = "insights_row"
    __table_args__ = (
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("insights_upload", "upload_id"),
        Index(None, "tenant_id", "upload_id", "number"),
    )

    tenant_id: Mapped[uuid.UUID] = _tenant()
    analysis_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    upload_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    cells: Mapped[dict[str, Any]] = mapped_column(JSONB, info=personal("content", keep=UPLOADED, on_erase="keep"))
    day: Mapped[datetime.date | None] = mapped_column(info=personal("content", keep=UPLOADED, on_erase="keep"))


class Run(TenantRow, Base):
    """One go over the texts. share: thousandths of the work that are done; beat_at: when the worker was last heard of.

    record: run.json of the engine, byte for byte. attempts: how often a worker began it. themes_used: every id of a
    theme that was ever given in this analysis. checked: what checking the run again found (see checking.py).
    edits: how many edits by people are applied. follows: how far a text's theme tells its language, in thousandths
    (see following.py); None where that isn't measured, or texts went or came since.
    """

    __tablename__ = "insights_run"
    __table_args__ = (
        UniqueConstraint("tenant_id", "analysis_id", "number"),
        CheckConstraint("state IN ('queued', 'running', 'stopping', 'stopped', 'done', 'failed')", name="state"),
        CheckConstraint("share BETWEEN 0 AND 1000", name="share"),
        CheckConstraint("(state = 'done') = (record IS NOT NULL)", name="record"),
        Index(
            "insights_run_one_at_a_time", "tenant_id", "analysis_id", unique=True,
            postgresql_where="state IN ('queued', 'running', 'stopping')",
        ),
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "started_by_id", ondelete="SET NULL"),
    )  # fmt: skip

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    state: Mapped[str] = mapped_column(Text, default="queued", info=NOT_PERSONAL)
    step: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    share: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    attempts: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    fault: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, info=NOT_PERSONAL)
    inputs: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    input_hash: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    record: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    themes_used: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list, info=NOT_PERSONAL)
    moved: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    edits: Mapped[int] = mapped_column(default=0, info=NOT_PERSONAL)
    void_edits: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list, info=NOT_PERSONAL)
    follows: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    checked: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    checked_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    started_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    queued_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)
    begun_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    beat_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    ended_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)


class Item(Base):
    """A text in a run, by its id: c:<uuid> a contribution, m:<uuid> a comment, u:<number> an uploaded row.

    contribution_id: itself, or what is commented. found: the theme that the program put it into (None: none); theme:
    where it is after the edits by people. stands_for: of a representative, for how many in the run. by_hand: moved,
    pinned, excluded, merged or split by somebody, "" where nobody touched it. folded_at: put into a theme after the
    run, as it came in later. grown_from: its theme in the run before, where this run's themes grew out of those; it is
    all that is needed, beside the texts, to make the run again.
    """

    __tablename__ = "insights_item"
    __table_args__ = (
        tenant_key("insights_run", "run_id"),
        tenant_key("contribution", "contribution_id"),
        tenant_key("comment", "comment_id"),
        UniqueConstraint("tenant_id", "run_id", "item"),
        Index(None, "tenant_id", "run_id", "theme"),
        Index(None, "tenant_id", "contribution_id"),
        Index(None, "tenant_id", "comment_id"),
        CheckConstraint("by_hand IN ('', 'merge', 'split', 'move', 'pin', 'exclude')", name="by_hand"),
    )

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    item: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    contribution_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    comment_id: Mapped[uuid.UUID | None] = mapped_column(info=NOT_PERSONAL)
    row_number: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    language: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    found: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    theme: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    by_hand: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    stands_for: Mapped[int | None] = mapped_column(info=NOT_PERSONAL)
    folded_at: Mapped[datetime.datetime | None] = mapped_column(info=NOT_PERSONAL)
    grown_from: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)


class Theme(Base):
    """A theme of a run. position: its rank by size when found. name: a person's, "" where the suggested one stands.

    found: by the program, else made by a split. into: the theme that it was merged into, "" where it stands.
    split: what became of the last wish that the program splits it (see splitting.py), "" where there was none.
    """

    __tablename__ = "insights_theme"
    __table_args__ = (tenant_key("insights_run", "run_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    theme: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    name: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    found: Mapped[bool] = mapped_column(default=True, info=NOT_PERSONAL)
    into: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    split: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)


class Saying(Base):
    """A telling word or a phrase of a theme, the most telling first.

    spelt: as most people write it, shown on pages; None where that wasn't reckoned. holders: the places of the
    items that have it.
    """

    __tablename__ = "insights_saying"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "run_id", "theme"],
            ["insights_theme.tenant_id", "insights_theme.run_id", "insights_theme.theme"],
            ondelete="CASCADE", name="insights_saying_theme_to_insights_theme",
        ),
        CheckConstraint("kind IN ('word', 'phrase')", name="kind"),
    )  # fmt: skip

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    theme: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    said: Mapped[str] = mapped_column(
        Text, info=personal("content", keep="until all who wrote it are gone", on_erase="keep")
    )
    spelt: Mapped[str | None] = mapped_column(
        Text, info=personal("content", keep="until all who wrote it are gone", on_erase="keep")
    )
    holders: Mapped[list[int]] = mapped_column(ARRAY(Integer), info=NOT_PERSONAL)


class NearlySame(Base):
    """A text in a group of near-duplicates of a run. score: see the engine; the same in all rows of a group."""

    __tablename__ = "insights_nearly_same"
    __table_args__ = (tenant_key("insights_run", "run_id"),)

    tenant_id: Mapped[uuid.UUID] = _tenant()
    run_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, info=NOT_PERSONAL)
    score: Mapped[float] = mapped_column(Float, info=NOT_PERSONAL)


class Edit(TenantRow, Base):
    """What a person changed, as it is replayed over each run; arguments: see replaying.py. The last can be removed."""

    __tablename__ = "insights_edit"
    __table_args__ = (
        UniqueConstraint("tenant_id", "analysis_id", "number"),
        CheckConstraint("kind IN ('rename', 'merge', 'split', 'move', 'pin', 'exclude')", name="kind"),
        tenant_key("insights_analysis", "analysis_id"),
        tenant_key("account", "made_by_id", ondelete="SET NULL"),
    )

    analysis_id: Mapped[uuid.UUID] = mapped_column(info=NOT_PERSONAL)
    number: Mapped[int] = mapped_column(info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB, info=NOT_PERSONAL)
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(info=personal("identity", keep=STAFF, on_erase="anonymise"))
    made_at: Mapped[datetime.datetime] = mapped_column(server_default=func.now(), info=NOT_PERSONAL)


from folkmoot_premium.insights.questions import models as questions_models  # noqa: E402, F401  # known to the catalogue
