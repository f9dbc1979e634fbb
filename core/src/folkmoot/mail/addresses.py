# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Addresses for letters, made so that a forged Host header can't lead anybody elsewhere."""

from urllib.parse import urlsplit

from pyramid.request import Request

from folkmoot.tenants.services import normalise_host

PORTS = {"http": 80, "https": 443}


def absolute(request: Request, path: str) -> str:
    """The full address of a path on the host the person uses: one of the tenant's, whatever the header holds else."""
    host = normalise_host(request.host)
    if host not in request.site.hosts:
        host = request.site.hosts[0]
    try:
        port = urlsplit(f"//{request.host}").port
    except ValueError:
        port = None
    shown = "" if port in (None, PORTS.get(request.scheme)) else f":{port}"
    return f"{request.scheme}://{host}{shown}{path}"
