# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""For each theme the arguments for and against, what unites and what divides."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.analysis.opinions.opinions import Opinion
from folkmoot_premium.analysis.opinions.voices import Side
from folkmoot_premium.insights import frame, members, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.item_page import public_url
from folkmoot_premium.insights.questions.arguing import opinion_of
from folkmoot_premium.insights.questions.subtabs import subtabs
from folkmoot_premium.insights.sheets import evidence
from folkmoot_premium.insights.sheets.evidence import Evidence

PAGE = "folkmoot_premium:insights/templates/opinions.jinja2"
SHOWN = 20
"""Arguments of a side; the others are counted."""


@view_config(
    route_name="insights.opinions", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """Of the theme in the address, else of the largest."""
    seen = themes.overview(request.db, context.run.id)
    theme = seen.theme(request.GET.get("theme", "")) or next(iter(seen.themes), None)
    found = opinion_of(request.db, context.run.id, theme.id) if theme else None
    sides = [(side, found.side(side)) for side in Side] if found else []
    texts = evidence.read(request.db, context.analysis.id, _needed(found)) if found else {}
    placed = members.placed(request.db, context.run.id, texts)
    return {
        **frame.values(request, context.run, "tables"), "subtabs": subtabs(request, context, "opinions"),
        "seen": seen, "theme": theme, "found": found, "sides": sides, "most": SHOWN,
        "texts": texts, "address": lambda one: _address(context, request, one, placed),
    }  # fmt: skip


def _address(context: Finished, request: Request, one: Evidence, placed: frozenset[str]) -> str:
    """Where a text is read: on its page in the run; of a comment that the run didn't read, where it was written."""
    if one.item not in placed and one.comment_id is not None:
        url = public_url(request, one)
        if url:
            return f"{url}#comment-{one.comment_id}"
    key = one.item if one.item in placed else f"c:{one.contribution_id}"
    where = {"analysis": context.analysis.id, "run": context.run.number}
    return str(request.route_path("insights.item", **where, item=key))


def _needed(found: Opinion) -> set[str]:
    """The ids of everything that the page quotes."""
    arguments = [one for side in Side for one in found.side(side)[:SHOWN]]
    standings = [*found.unites, *found.divides]
    return {one.id for one in arguments} | {one.of for one in arguments} | {one.id for one in standings}
