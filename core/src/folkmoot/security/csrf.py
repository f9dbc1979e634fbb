# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""CSRF tokens without a session: derived from the sign-in cookie, or from a visitor's own random cookie."""

import hmac
import secrets
from typing import Any

from pyramid.interfaces import ICSRFStoragePolicy
from pyramid.request import Request
from zope.interface import implementer

SESSION_COOKIE = "folkmoot_session"
VISITOR_COOKIE = "folkmoot_visitor"
KEPT = "folkmoot.csrf_token"


@implementer(ICSRFStoragePolicy)
class CsrfPolicy:
    """Tokens bound to the tenant and to the cookie the browser sends; nothing is stored."""

    def new_csrf_token(self, request: Request) -> str:
        """A fresh visitor's cookie and its token (a signed-in person's token follows their session)."""
        return self.get_csrf_token(request)

    def get_csrf_token(self, request: Request) -> str:
        """The token for forms of this response; sets the visitor's cookie when there is none yet."""
        known: str | None = request.__dict__.get(KEPT)
        if known is None:
            known = request.__dict__[KEPT] = self._token(request, self._anchor(request))
        return known

    def check_csrf_token(self, request: Request, token: Any) -> bool:
        """Whether a submitted token belongs to this browser and this tenant."""
        anchor = request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISITOR_COOKIE)
        if not anchor or not isinstance(token, str):
            return False
        return hmac.compare_digest(token.encode(), self._token(request, anchor).encode())

    def _anchor(self, request: Request) -> str:
        anchor: str | None = request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISITOR_COOKIE)
        if anchor is None:
            anchor = secrets.token_urlsafe(16)
            secure = request.scheme == "https"
            request.add_response_callback(
                lambda _, response: response.set_cookie(
                    VISITOR_COOKIE, anchor, httponly=True, samesite="Lax", secure=secure, path="/"
                )
            )
        return anchor

    def _token(self, request: Request, anchor: str) -> str:
        key = request.registry.folkmoot_secret.encode()
        message = f"csrf:{request.site.id}:{anchor}".encode()
        return hmac.digest(key, message, "sha256").hex()[:40]
