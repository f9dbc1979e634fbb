# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a voter reads when the database goes away while they cast: what they chose comes back, ready to be sent.

Nothing here may ask the database. Whether a ballot that was being noted in that very moment is in the box nobody can
tell; sending it again does no harm, for each person has one.
"""

import logging
from typing import Any

from pyramid.request import Request
from pyramid.view import exception_view_config
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)
SECONDS = 10
"""After so long a browser may try again."""
BESIDE = {"csrf_token"}
"""Fields that the page makes anew."""


@exception_view_config(
    OperationalError, route_name="voting.cast", renderer="folkmoot_essential.voting:templates/away.jinja2"
)
def away(error: OperationalError, request: Request) -> dict[str, Any]:
    """A page without the layout of others, since that has a menu for whoever is signed in."""
    request.account = None  # who is signed in nobody can say now, and every template asks
    log.error("database: %s", type(error.orig).__name__)
    request.response.status_int = 503
    request.response.headers["Retry-After"] = str(SECONDS)
    sent = [(name, text) for name, text in request.POST.items() if isinstance(text, str) and name not in BESIDE]
    return {"sent": sent, "casting": request.POST.get("do") != "save"}
