# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All background tasks of core's own rooms."""

import importlib
import importlib.util
from functools import cache

from folkmoot.hookspecs.operations import Task

CORE = "core"
ROOMS = (
    "accounts",
    "audit",
    "contributions",
    "discussion",
    "mail",
    "media",
    "plugins",
    "projects",
    "search",
    "tenants",
)
"""Rooms that may have a tasks.py with a tuple TASKS."""


@cache
def core_tasks() -> dict[tuple[str, str], Task]:
    """Core's tasks by ("core", name), as plugins' tasks are by (plugin id, name)."""
    names = [f"folkmoot.{room}.tasks" for room in ROOMS]
    modules = [importlib.import_module(name) for name in names if importlib.util.find_spec(name) is not None]
    return {(CORE, task.name): task for module in modules for task in module.TASKS}
