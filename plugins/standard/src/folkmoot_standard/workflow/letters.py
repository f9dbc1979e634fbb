# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Letters of the desk to colleagues, and the addresses that stand in letters."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from pyramid.request import Request

from folkmoot.interfaces import IMailer, Site
from folkmoot_standard.workflow.staff import Colleague

ASSIGNED = "folkmoot_standard.workflow:templates/assigned.txt.jinja2"
PORTS = {"http": 80, "https": 443}
LANGUAGE, NUMBER = "zz", 987_654_321
"""What stands in an address where {lang} and {number} are to stand."""


def assigned(request: Request, to: Colleague, rows: Sequence[Any]) -> None:
    """Tell a colleague what is theirs now: one letter for all of it, none to oneself."""
    if not rows or to.id == request.account.id:
        return
    base = origin(request)
    items = [{"title": row.title, "url": base + page_of(row.number)} for row in rows]
    request.find_service(IMailer).send_letter(
        request.db, request.site, to.email, ASSIGNED, language(request.site, to.locale), to.id, name=to.name,
        giver=request.account.display_name, items=items, desk_url=base + request.route_path("workflow.desk"),
    )  # fmt: skip


def page_of(number: int) -> str:
    """The path of a contribution's page at the desk; a worker knows no routes."""
    return f"/admin/workflow/contributions/{number}"


def language(site: Site, wanted: str) -> str:
    """The language of a letter: the person's where the town offers it."""
    return wanted if wanted in site.locales else site.default_locale


def origin(request: Request) -> str:
    """Scheme and host of links in letters: a host of the town's, whatever the header holds."""
    try:
        asked = urlsplit(f"//{request.host}")
        host, port = asked.hostname, asked.port
    except ValueError:
        host, port = None, None
    known = host if host in request.site.hosts else request.site.hosts[0]
    shown = "" if port in (None, PORTS.get(request.scheme)) else f":{port}"
    return f"{request.scheme}://{known}{shown}"


def origin_of(site: Site) -> str:
    """The same where there is no request: by HTTPS, but for this machine's own names, where `make run` listens."""
    host = site.hosts[0]
    local = host == "localhost" or host.endswith(".localhost")
    return f"http://{host}:{os.environ.get('PORT', '8080')}" if local else f"https://{host}"


def link_to_contributions(request: Request, method_id: str) -> str:
    """The address of a method's contributions with {lang} and {number} in it, "" where they have no pages."""
    method = request.plugins.method(method_id)
    route = method.contribution_route if method is not None else ""
    if not route:
        return ""
    path = str(request.route_path(route, lang=LANGUAGE, number=NUMBER))
    return origin(request) + path.replace(f"/{LANGUAGE}/", "/{lang}/", 1).replace(str(NUMBER), "{number}", 1)
