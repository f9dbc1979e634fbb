# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every column of every table says what it holds about people, and the catalogue knows it."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.schema import Table

from folkmoot.db.base import Base, Personal
from folkmoot.db.server import Server
from folkmoot.plugins.catalogue import classification, person_column

TABLES = sorted(Base.metadata.tables)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_classified(name: str) -> None:
    table = Base.metadata.tables[name]
    for column in table.columns:
        held = classification(table, column.name)
        assert isinstance(held, Personal)
        if held.kind != "none":
            assert held.ground != "none", f"{name}.{column.name} needs a ground"
            assert held.keep, f"{name}.{column.name} needs a time"


@pytest.mark.parametrize("name", TABLES)
def test_what_holds_personal_data_leads_to_its_person_or_expires(name: str) -> None:
    table: Table = Base.metadata.tables[name]
    held = [classification(table, column.name) for column in table.columns]
    personal = [item for item in held if item.kind in ("identity", "contact", "content") and item.on_erase != "keep"]
    if personal and person_column(table) is None:
        assert any(item.keep.startswith("P") for item in held), f"{name} is about people but names none"


def test_the_catalogue_in_the_database_lists_every_column(server: Server) -> None:
    engine = create_engine(server.owner_url)
    with engine.connect() as connection:
        listed = {(row.table_name, row.name) for row in connection.execute(text("SELECT * FROM catalogue_column"))}
    engine.dispose()
    known = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
    assert {pair for pair in known if not pair[0].startswith("fixture")} <= listed
