# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What somebody typed into a form that can't be taken any more: an error page gives it back, to be copied.

Whoever was signed out meanwhile, in another tab or by time, has no form to come back to: the page now asks to sign in.
"""

from urllib.parse import urlsplit

from pyramid.httpexceptions import HTTPException
from pyramid.request import Request

SHORTEST, MOST = 20, 10
"""Characters that are worth copying; so many texts at most."""
SECRET = ("pass", "token", "code", "secret", "licence")
"""Parts of names of fields that are never shown again."""


def typed(request: Request) -> list[str]:
    """The texts of several words among what was sent; none where another site sent it: they aren’t our words."""
    if request.method != "POST" or not _own(request):
        return []
    try:
        sent = request.POST.items()
    except (ValueError, OSError, HTTPException):  # cut off on its way, too much of it, or no form at all
        return []
    return [
        value.strip()
        for name, value in sent
        if isinstance(value, str) and _worth(value) and not any(part in name.lower() for part in SECRET)
    ][:MOST]


def _worth(value: str) -> bool:
    return len(value.strip()) >= SHORTEST and len(value.split()) > 1


def _own(request: Request) -> bool:
    """Whether a page of this site sent it; every browser says so with a form."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host
