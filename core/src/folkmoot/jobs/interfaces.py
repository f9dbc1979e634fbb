# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Deferring work: jobs live in the same database and are part of the transaction that asks for them."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from zope.interface import Interface

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class IJobs(Interface):
    """Background work, carried by one generic Procrastinate task (plugin, task, tenant, arguments)."""

    def defer(
        db: "Session", plugin: str, task: str, arguments: Mapping[str, Any], *,
        at: datetime.datetime | None = None, lock: str | None = None,
    ) -> None:  # fmt: skip
        """Run a task after this transaction commits; rolled back with it.

        db: a session inside a tenant. plugin: "core" or a plugin's id. arguments: ids and small values only, never
        personal data. at: aware moment before which it must not run. lock: jobs of one lock run one after the other.
        """
