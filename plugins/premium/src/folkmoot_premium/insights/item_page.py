# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One text: what it says, where it came from, which theme it is in and why, and putting it elsewhere."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, members, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.sheets.evidence import Evidence
from folkmoot_premium.insights.tables import row

PAGE = "folkmoot_premium:insights/templates/item.jinja2"
BY_HAND = {
    "": _("The program put it here."),
    "merge": _("The program put it into a theme that somebody merged into this one."),
    "split": _("It came here when somebody split a theme."), "move": _("Somebody moved it here."),
    "pin": _("Somebody pinned it: it stays here in later runs."), "exclude": _("Somebody took it out of the themes."),
}  # fmt: skip
KINDS = {"contribution": _("Contribution"), "comment": _("Comment"), "row": _("Row of a file")}


@view_config(route_name="insights.item", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """It, while it is there for everybody."""
    key = request.matchdict["item"]
    one = members.by_items(request.db, context.run.id, [key]).get(key)
    if one is None:
        raise HTTPNotFound
    seen = themes.overview(request.db, context.run.id)
    return {
        **frame.values(request, context.run, "themes"), "one": one, "seen": seen, "by_hand": BY_HAND[one.by_hand],
        "kind": KINDS[one.kind], "theme": seen.theme(one.theme or ""), "found": seen.theme(one.found or ""),
        "public_url": public_url(request, one), "cells": _cells(context, request, one),
    }  # fmt: skip


def public_url(request: Request, one: members.Member | Evidence) -> str:
    """The public page of the contribution that a text is or is about, "" where there is none."""
    method = request.plugins.method(one.method) if one.method else None
    route = method.contribution_route if method is not None else ""
    return str(request.route_path(route, number=one.number)) if route else ""


def _cells(context: Finished, request: Request, one: members.Member) -> dict[str, str]:
    if one.kind != "row":
        return {}
    wanted = (row.c.analysis_id == context.analysis.id, row.c.number == one.number)
    return dict(request.db.scalar(select(row.c.cells).where(*wanted)) or {})
