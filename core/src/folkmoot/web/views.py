# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Views that belong to no room: the front door, the theme, the switch of light and dark, the gallery."""

import re

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.security.permissions import Permission
from folkmoot.web.theme import theme_css, theme_hash

YEAR = 31_536_000
LOCAL_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""Browsers read "//host", "/\\host" and "/TAB/host" as another: only printable ASCII but no backslash is taken."""


def local_path(address: str, fallback: str) -> str:
    """A path on this site taken from a form or address, never another host."""
    return address if LOCAL_PATH.fullmatch(address) else fallback


@view_config(route_name="front_door", permission=Permission.PUBLIC)
def front_door(request: Request) -> Response:
    """/ leads to the home page in the visitor's chosen or the tenant's default language."""
    return HTTPFound(request.route_path("home"))


@view_config(route_name="theme", permission=Permission.PUBLIC)
def theme(request: Request) -> Response:
    """The tenant's colours as custom properties; the address changes with them, so it may be kept for ever."""
    site = request.site
    if request.matchdict["hash"] != theme_hash(site.brand, site.accent):
        raise HTTPNotFound
    response = Response(theme_css(site.brand, site.accent), content_type="text/css", charset="utf-8")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response


@view_config(route_name="appearance", permission=Permission.PUBLIC, request_method="POST", require_csrf=False)
def appearance(request: Request) -> Response:
    """Choose light, dark or the system's way; kept in a cookie, so that there is no flash and no script.

    Without a token: the switch stands on every page, and a token would give every reader a cookie before any need.
    """
    mode = request.POST.get("theme", "")
    response = HTTPSeeOther(local_path(request.POST.get("to", "/"), "/"))
    if mode in ("light", "dark"):
        response.set_cookie("theme", mode, max_age=YEAR, samesite="Lax", path="/", secure=request.scheme == "https")
    else:
        response.delete_cookie("theme", path="/")
    return response


@view_config(route_name="gallery", renderer="gallery.jinja2", permission=Permission.DEVELOPMENT)
def gallery(request: Request) -> dict[str, object]:
    """Every component in every state, for authors of pages and for the tests of the look."""
    return {}


def includeme(config: Configurator) -> None:
    """Routes without a room."""
    config.add_route("front_door", "/")
    config.add_route("theme", "/theme/{hash:[0-9a-f]+}.css")
    config.add_public_route("appearance", "/appearance")
    config.add_public_route("gallery", "/gallery")
