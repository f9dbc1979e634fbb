# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The page on which administrators say how many inhabitants the town has, and how many should take part."""

from decimal import Decimal
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import Form, IAudit, Permission
from folkmoot_standard.reporting import goals
from folkmoot_standard.reporting.goals import GoalForm


@view_config(
    route_name="reporting.goal", renderer="folkmoot_standard:reporting/templates/goal.jinja2",
    permission=Permission.ADMINISTER, request_method=("GET", "POST"), begins=False,
)  # fmt: skip
def goal(request: Request) -> dict[str, Any] | Response:
    """Show and change it."""
    form = Form(GoalForm, request, _initial(request))
    if request.method == "POST" and form.validate():
        goals.keep(request.db, form.data, request.now)
        request.find_service(IAudit).record(
            request.db, request.account.id, "reporting.goal-changed", "settings", None,
            {"population": form.data.population, "goal": str(form.data.goal or "")},
        )  # fmt: skip
        request.flash(request.gettext("The goal is saved."))
        return HTTPSeeOther(request.route_path("reporting.dashboard"))
    if request.method == "POST":
        request.response.status_int = 422
    return {"form": form}


def _initial(request: Request) -> dict[str, Any]:
    found = goals.goal_of(request.db)
    if found is None:
        return {}
    percent = None if found.permille is None else Decimal(found.permille) / 10
    return {
        "population": found.population, "goal": percent, "source": found.source, "counted_on": found.counted_on,
    }  # fmt: skip
