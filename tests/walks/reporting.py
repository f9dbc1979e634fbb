# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need of the paid module reporting: addresses, forms, a kept view. Empty where it isn't installed."""

import importlib.util
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

INSTALLED = importlib.util.find_spec("folkmoot_standard") is not None
KEPT = "reporting.kept"

PARAMETERS: dict[str, Callable[["Furnished"], Mapping[str, str]]] = {
    "reporting.file": lambda _: {"kind": "csv"},
    "reporting.remove": lambda made: {"id": made.desk[KEPT]},
    "reporting.results": lambda made: {"slug": made.projects["main"].slug},
    "reporting.results_file": lambda made: {"slug": made.projects["main"].slug, "kind": "xlsx"},
}
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "reporting.keep": lambda _: {"name": "The square"},
    "reporting.goal": lambda _: {"population": "1250", "goal": "2.5"},
}
OWNERS: dict[str, frozenset[str]] = {"reporting.remove": frozenset({"administrator"})}
"""A kept view is removed by administrators and by whoever kept it."""

if not INSTALLED:
    PARAMETERS, BODIES, OWNERS = {}, {}, {}


def furnish_reports(made: "Furnished", db: Session) -> None:
    """A kept view of an administrator."""
    made.desk[KEPT] = str(uuid.uuid4())
    db.execute(
        text("INSERT INTO reporting_report (id, name, filters, made_by_id) VALUES (:id, 'All of it', '{}', :who)"),
        {"id": made.desk[KEPT], "who": made.people["administrator"].id},
    )
