# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""View derivers that make views safe by default: a named permission, allowed methods, security headers."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import HTTPMethodNotAllowed
from pyramid.request import Request
from pyramid.response import Response
from pyramid.viewderivers import INGRESS
from sqlalchemy.exc import OperationalError

from folkmoot.security.permissions import Permission

View = Callable[[Any, Request], Response]
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE_METHODS = ("GET", "HEAD")


def needs_permission(view: View, info: Any) -> View:
    """Refuse to start with a view that doesn't say who may open it."""
    if info.exception_only or info.options.get("permission") in set(Permission):
        return view
    raise ConfigurationError(f"{info.original_view} names no permission of folkmoot.security.permissions.Permission")


def allows_methods(view: View, info: Any) -> View:
    """A view answers GET and HEAD unless it says which other methods it is for."""
    declared = info.predicates and info.options.get("request_method")
    if info.exception_only or info.options.get("request_method") or declared:
        return view

    def guarded(context: Any, request: Request) -> Response:
        if request.method not in SAFE_METHODS:
            raise HTTPMethodNotAllowed
        return view(context, request)

    return guarded


def add_headers(view: View, info: Any) -> View:
    """Put the strict content security policy and its companions on every response of a view."""

    def with_headers(context: Any, request: Request) -> Response:
        response = view(context, request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.method not in SAFE_METHODS or database_away(request) or request.account is not None:
            headers.setdefault("Cache-Control", "private, no-store")
        return response

    return with_headers


def database_away(request: Request) -> bool:
    """Whether the answer is to say that the database can't be reached: then nobody can be asked who is signed in."""
    return isinstance(request.exception, OperationalError)


def includeme(config: Configurator) -> None:
    """Add the derivers around every view."""
    needs_permission.options = ("permission",)  # type: ignore[attr-defined]
    config.add_view_deriver(needs_permission, under=INGRESS, name="needs_permission")
    config.add_view_deriver(allows_methods, name="allows_methods")
    config.add_view_deriver(add_headers, under=INGRESS, name="add_headers")
