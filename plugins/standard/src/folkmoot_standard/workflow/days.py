# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Days as people choose them."""

import datetime

from pyramid.request import Request

MOST_AHEAD = datetime.timedelta(days=3660)


def read_day(request: Request, text: str) -> datetime.date | None:
    """A day that isn't over in the tenant's calendar, from "2026-11-30"; None for anything else."""
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None
    today = request.site.local(request.now).date()
    return day if today <= day <= today + MOST_AHEAD else None
