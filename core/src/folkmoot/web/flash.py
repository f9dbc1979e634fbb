# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A sentence carried over a redirect: "Your idea is online." Signed, in a cookie, shown once."""

import base64
import hmac
import json

from pyramid.request import Request
from pyramid.response import Response

COOKIE = "folkmoot_flash"
WAITING = "folkmoot.flash"


def flash(request: Request, text: str, kind: str = "ok") -> None:
    """Say an already translated sentence on the next page. kind: ok, warn, bad or info."""
    waiting = request.__dict__.setdefault(WAITING, [])
    waiting.append([kind, text])
    body = base64.urlsafe_b64encode(json.dumps(waiting).encode()).decode()
    value = f"{body}.{_mac(request, body)}"

    def keep(_: Request, response: Response) -> None:
        response.set_cookie(COOKIE, value, max_age=300, httponly=True, samesite="Lax", secure=request.scheme == "https")

    request.add_response_callback(keep)


def pop_flash(request: Request) -> list[tuple[str, str]]:
    """The sentences waiting for this page; they are gone afterwards."""
    body, _, mac = request.cookies.get(COOKIE, "").partition(".")
    if not body:
        return []
    request.add_response_callback(lambda _, response: response.delete_cookie(COOKIE))
    if not hmac.compare_digest(mac, _mac(request, body)):
        return []
    return [(str(kind), str(text)) for kind, text in json.loads(base64.urlsafe_b64decode(body))]


def _mac(request: Request, body: str) -> str:
    key = request.registry.folkmoot_secret.encode()
    return hmac.digest(key, f"flash:{request.site.id}:{body}".encode(), "sha256").hex()
