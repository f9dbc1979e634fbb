# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who may do what in a phase, as a table the organiser reads and changes."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.context import AdminPhase
from folkmoot.admin.labels import WHO
from folkmoot.admin.saving import done, sentences, show_again
from folkmoot.hookspecs.methods import Who
from folkmoot.projects.interfaces import IActionRules, RuleRow, Unacceptable
from folkmoot.security.permissions import Permission


@view_config(
    route_name="admin.phase_rules", renderer="folkmoot:admin/templates/phase_rules.jinja2",
    permission=Permission.PROJECT_EDIT, request_method=("GET", "POST"),
)  # fmt: skip
def rules(context: AdminPhase, request: Request) -> dict[str, Any] | Response:
    """One line an action; saving keeps only what differs from the method's defaults."""
    service = request.find_service(IActionRules)
    table: list[RuleRow] = service.table(request.db, context.phase)
    problems: list[str] = []
    if request.method == "POST":
        problems = _save(request, service, context, table)
        if not problems:
            text = request.gettext("Who may do what is saved.")
            return done(request, text, "admin.phase_rules", slug=context.project.slug, phase=context.phase.id)
        show_again(request)
    return {
        "project": context.project, "phase": context.phase, "table": table, "choices": choices(request, table),
        "problems": problems,
    }  # fmt: skip


def _save(request: Request, service: Any, context: AdminPhase, table: list[RuleRow]) -> list[str]:
    """Save every line, or none of them and say why."""
    try:
        with request.db.begin_nested():
            for row in table:
                _set(request, service, context, row)
    except Unacceptable as refused:
        return sentences(request, refused)
    return []


def _set(request: Request, service: Any, context: AdminPhase, row: RuleRow) -> None:
    wanted = request.POST.get(f"who.{row.action.id}", row.who.value)
    if wanted in set(Who) and wanted != row.who:
        service.set(request.db, context.phase, row.action.id, Who(wanted), (), request.account.id)


def choices(request: Request, table: list[RuleRow]) -> list[tuple[str, str]]:
    """The circles to choose from; groups only where a rule already names some, since core has no groups to name."""
    grouped = any(row.who is Who.GROUPS for row in table)
    return [(who.value, request.gettext(label)) for who, label in WHO.items() if who is not Who.GROUPS or grouped]
