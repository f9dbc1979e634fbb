# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tables of the catalogue: what every installed plugin keeps, known even when its code isn't there any more."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from folkmoot.db.base import NOT_PERSONAL, Base


class CataloguePlugin(Base):
    """An installed plugin, or one that was installed once and left tables behind. Core itself is "core"."""

    __tablename__ = "catalogue_plugin"

    id: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    title: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    edition: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    version: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    methods: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    paths: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)
    installed: Mapped[bool] = mapped_column(default=True, info=NOT_PERSONAL)
    problem: Mapped[str] = mapped_column(Text, default="", info=NOT_PERSONAL)


class CatalogueTable(Base):
    """A table, whose it is, which column names the person it is about, and its name in exports."""

    __tablename__ = "catalogue_table"

    name: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    plugin_id: Mapped[str] = mapped_column(ForeignKey("catalogue_plugin.id"), info=NOT_PERSONAL)
    person_column: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)
    export_name: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)


class CatalogueColumn(Base):
    """A column: what personal data it holds, on what ground, how long, and what erasing does to it."""

    __tablename__ = "catalogue_column"

    table_name: Mapped[str] = mapped_column(
        ForeignKey("catalogue_table.name", ondelete="CASCADE"), primary_key=True, info=NOT_PERSONAL
    )
    name: Mapped[str] = mapped_column(Text, primary_key=True, info=NOT_PERSONAL)
    kind: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    ground: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    keep: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    on_erase: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
