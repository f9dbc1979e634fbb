# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""SQL functions and triggers of core's rooms, created anew by every migrate; each is repeatable."""

import importlib

from sqlalchemy import Connection, text

ROOMS = ("folkmoot.search.database", "folkmoot.audit.database", "folkmoot.jobs.database")
"""Modules with a constant FUNCTIONS: SQL in which @APP@ stands for the site's role, @OWNER@ for the owner's,
@OWNER_TEXT@ for that one's name as text, and @SCHEMA@ for the schema."""


def create(connection: Connection, app_role: str) -> None:
    """Run every room's SQL as owner."""
    owner = connection.scalar(text("SELECT current_user"))
    schema = connection.scalar(text("SELECT current_schema()"))
    for name in ROOMS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            continue
        prepare = getattr(module, "prepare", None)
        if prepare is not None:
            prepare(connection)
        sql = module.FUNCTIONS.replace("@APP@", f'"{app_role}"').replace("@OWNER@", f'"{owner}"')
        sql = sql.replace("@OWNER_TEXT@", f"'{owner}'").replace("@SCHEMA@", f'"{schema}"')
        connection.exec_driver_sql(sql)
