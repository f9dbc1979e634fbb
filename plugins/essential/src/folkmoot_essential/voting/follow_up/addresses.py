# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Addresses that stand in letters: a worker knows no routes."""

from urllib.parse import urlsplit

from pyramid.request import Request

from folkmoot.hookspecs.methods import PhaseInfo

LANGUAGE = "zz"
"""What stands in an address where the reader's language is to stand."""
PORTS = {"http": 80, "https": 443}


def letter_page(request: Request, phase: PhaseInfo, number: int) -> str:
    """The full address of a winner's page with {lang} in it, on a host of the town's, whatever the header holds."""
    path = request.route_path(
        "voting.winner", slug=phase.project_slug, number=phase.number, option=number, lang=LANGUAGE
    )
    return f"{_origin(request)}{str(path).replace(f'/{LANGUAGE}/', '/{lang}/', 1)}"


def _origin(request: Request) -> str:
    try:
        asked = urlsplit(f"//{request.host}")
        host, port = asked.hostname, asked.port
    except ValueError:
        host, port = None, None
    known = host if host in request.site.hosts else request.site.hosts[0]
    shown = "" if port in (None, PORTS.get(request.scheme)) else f":{port}"
    return f"{request.scheme}://{known}{shown}"
