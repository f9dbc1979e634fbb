# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The words of a run as a network; a word leads to the texts that have it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, members
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.members import PER_PAGE
from folkmoot_premium.insights.questions.kept import WordView, items_of, seen
from folkmoot_premium.insights.questions.subtabs import subtabs

PAGE = "folkmoot_premium:insights/templates/network.jinja2"
LISTED = 40
"""Links in the list below the picture."""


@view_config(
    route_name="insights.network", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """The picture and its list; with ?word= also the texts of that word."""
    words, links = seen(request.db, context.run.id)
    chosen = _chosen(request, words)
    return {
        **frame.values(request, context.run, "tables"), "subtabs": subtabs(request, context, "network"),
        "words": words, "links": links, "listed": links[:LISTED], "chosen": chosen,
        "texts": _texts(context, request, chosen) if chosen else [], "most": PER_PAGE,
    }  # fmt: skip


def _chosen(request: Request, words: list[WordView]) -> WordView | None:
    if "word" not in request.GET:
        return None
    number = frame.number_of(request, "word")
    found = next((one for one in words if one.number == number), None)
    if found is None:
        raise HTTPNotFound
    return found


def _texts(context: Finished, request: Request, chosen: WordView) -> list[Any]:
    ids = items_of(request.db, context.run.id, chosen.places[:PER_PAGE])
    found = members.by_items(request.db, context.run.id, ids)
    return [found[one] for one in ids if one in found]
