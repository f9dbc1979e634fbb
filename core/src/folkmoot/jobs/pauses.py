# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""When a failed job is tried again."""

import datetime

from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from sqlalchemy.exc import IntegrityError, OperationalError

from folkmoot.jobs.dispatch import Held

MOST_ATTEMPTS = 10
HELD_PAUSE = datetime.timedelta(minutes=10)
FIRST_PAUSE, LONGEST_PAUSE = datetime.timedelta(seconds=10), datetime.timedelta(hours=6)
COLLISIONS_AT_ONCE = 3


class GrowingPauses(BaseRetryStrategy):
    """10 s, 30 s, 90 s … 6 h, then the job stays as failed. Collisions with others are tried again at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again, or None."""
        now = datetime.datetime.now(datetime.UTC)
        if isinstance(exception, Held):
            return RetryDecision(retry_at=now + HELD_PAUSE)
        if not isinstance(exception, Exception) or job.attempts >= MOST_ATTEMPTS:
            return None
        if is_collision(exception) and job.attempts < COLLISIONS_AT_ONCE:
            return RetryDecision(retry_at=now)
        return RetryDecision(retry_at=now + min(FIRST_PAUSE * 3**job.attempts, LONGEST_PAUSE))


def is_collision(error: Exception) -> bool:
    """Two transactions met: a unique key, a serialization failure (40001) or a deadlock (40P01)."""
    if isinstance(error, IntegrityError):
        return True
    return isinstance(error, OperationalError) and getattr(error.orig, "sqlstate", "") in ("40001", "40P01")
