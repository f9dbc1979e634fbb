# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes week by week: what is new, what grows, and what fades, against the stream of all texts."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.analysis.tables.entries import NONE, Axis
from folkmoot_premium.analysis.trend.trend import Change, Trend, trend
from folkmoot_premium.insights import frame, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.questions.moments import moments
from folkmoot_premium.insights.questions.subtabs import subtabs

PAGE = "folkmoot_premium:insights/templates/trend.jinja2"
HEIGHT = 40
"""Units of the highest bar; a week is ten wide."""


@dataclass(frozen=True)
class Line:
    """A theme over time. bars: of each week its left edge, top and height; counts: the numbers of the same weeks."""

    key: str
    name: str
    counts: tuple[int, ...]
    bars: tuple[tuple[int, int, int], ...]
    change: Change | None


@view_config(
    route_name="insights.trend", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """All themes over the weeks."""
    known, without = moments(request.db, context.run.id, request.site.zone)
    names = themes.names(themes.overview(request.db, context.run.id).themes, request.gettext(_("Theme {id}")))
    found = trend(known, Axis(tuple(names)))
    lines = _lines(found, {**names, NONE: request.gettext(_("In no theme"))})
    return {
        **frame.values(request, context.run, "tables"), "subtabs": subtabs(request, context, "trend"),
        "found": found, "lines": lines, "without": without, "known": len(known), "height": HEIGHT,
        "notable": [line for one in found.notable for line in lines if line.change == one],
        "totals": [line.total for line in found.table.columns],
    }  # fmt: skip


def _lines(found: Trend, names: dict[str, str]) -> list[Line]:
    changes = {change.keys: change for change in found.changes}
    highest = max((cell.count or 0 for row in found.table.cells for cell in row), default=0) or 1
    lines = []
    for line, cells in zip(found.table.rows, found.table.cells, strict=True):
        counts = tuple(cell.count or 0 for cell in cells)
        lines.append(Line(line.keys[0], names[line.keys[0]], counts, _bars(counts, highest), changes.get(line.keys)))
    return lines


def _bars(counts: tuple[int, ...], highest: int) -> tuple[tuple[int, int, int], ...]:
    tall = [-(-HEIGHT * count // highest) for count in counts]
    return tuple((10 * week, HEIGHT - one, one) for week, one in enumerate(tall))
