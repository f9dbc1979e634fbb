# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The nightly broom of the media folder."""

from folkmoot.hookspecs.operations import Task, TaskContext
from folkmoot.media.services import Media
from folkmoot.settings import load_settings

DAY_SECONDS = 24 * 60 * 60.0


def sweep(context: TaskContext) -> None:
    """Delete bytes that no row knows any more, a day after they were written."""
    Media(load_settings(owner=False).data).sweep(context.db, context.site.id, DAY_SECONDS)


TASKS = (Task("media.sweep", sweep, every_minutes=24 * 60),)
