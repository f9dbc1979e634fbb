# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Comparing a run with another one of its analysis."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, runs
from folkmoot_premium.insights.comparing import compare
from folkmoot_premium.insights.context import Finished

PAGE = "folkmoot_premium:insights/templates/compare.jinja2"


@view_config(
    route_name="insights.compare", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """With the run of the address, else with the one before; the earlier one stands first."""
    others = [
        one for one in runs.listed(request.db, context.analysis.id) if one.state == "done" and one.id != context.run.id
    ]
    wanted = frame.number_of(request, "with") if "with" in request.GET else 0
    earlier = [one for one in others if one.number < context.run.number]
    other = next((one for one in others if one.number == wanted), None) or next(iter(earlier or others), None)
    pair = sorted([context.run, other], key=lambda one: one.number) if other is not None else []
    found = compare(request.db, pair[0].id, pair[1].id) if pair else None
    return {
        **frame.values(request, context.run, "compare"), "others": others, "other": other, "pair": pair, "found": found,
    }  # fmt: skip
