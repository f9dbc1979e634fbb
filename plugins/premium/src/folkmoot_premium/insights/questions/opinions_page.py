# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""For each theme the arguments for and against, what unites and what divides."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.analysis.opinions.opinions import Opinion
from folkmoot_premium.analysis.opinions.voices import Side
from folkmoot_premium.insights import evidence, frame, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.questions.arguing import opinion_of
from folkmoot_premium.insights.questions.subtabs import subtabs

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
    return {
        **frame.values(request, context.run, "tables"), "subtabs": subtabs(request, context, "opinions"),
        "seen": seen, "theme": theme, "found": found, "sides": sides, "most": SHOWN,
        "texts": evidence.read(request.db, context.analysis.id, _needed(found)) if found else {},
    }  # fmt: skip


def _needed(found: Opinion) -> set[str]:
    """The ids of everything that the page quotes."""
    arguments = [one for side in Side for one in found.side(side)[:SHOWN]]
    standings = [*found.unites, *found.divides]
    return {one.id for one in arguments} | {one.of for one in arguments} | {one.id for one in standings}
