# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Tidying up: sessions, codes and counts that nothing looks at any more."""

from folkmoot.accounts import attempts, codes, sessions
from folkmoot.hookspecs.operations import Task, TaskContext


def tidy(context: TaskContext) -> None:
    """Delete what is over."""
    sessions.forget_expired(context.db, context.now)
    codes.forget_stale(context.db, context.now)
    attempts.forget_old(context.db, context.now)


TASKS = (Task("accounts.tidy", tidy, every_minutes=60),)
