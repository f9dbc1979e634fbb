# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The addresses of the desk; the views stand beside what they are about."""

from pyramid.config import Configurator

from folkmoot_standard.workflow.context import HandledContribution, HandledNote, HandledPhase

MODULES = (
    "desk", "bulk_pages", "contribution", "notes", "answer_pages", "evaluation_pages", "announce_pages", "export",
)  # fmt: skip
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
CONTRIBUTION = r"/workflow/contributions/{number:\d{1,18}}"
PHASE = f"/workflow/phases/{{phase:{UUID}}}"


def includeme(config: Configurator) -> None:
    """Register routes and views."""
    config.add_admin_route("workflow.desk", "/workflow")
    config.add_admin_route("workflow.bulk", "/workflow/bulk")
    config.add_admin_route("workflow.tables", "/workflow/evaluations")
    config.add_admin_route("workflow.templates", "/workflow/templates")
    config.add_admin_route("workflow.template_new", "/workflow/templates/new")
    config.add_admin_route("workflow.template", f"/workflow/templates/{{template:{UUID}}}")
    config.add_admin_route("workflow.note", f"/workflow/notes/{{note:{UUID}}}", factory=HandledNote)
    for name, tail in (
        ("contribution", ""), ("follow_up", "/follow-up"), ("notes", "/notes"), ("answer", "/answer"),
        ("evaluation", "/evaluation"),
    ):  # fmt: skip
        config.add_admin_route(f"workflow.{name}", CONTRIBUTION + tail, factory=HandledContribution)
    for name, tail in (
        ("table", "/evaluation"), ("table_change", "/evaluation/change"), ("announce", "/announce"),
        ("export", "/evaluation.{format:csv|xlsx}"),
    ):  # fmt: skip
        config.add_admin_route(f"workflow.{name}", PHASE + tail, factory=HandledPhase)
    for module in MODULES:
        config.scan(f"folkmoot_standard.workflow.{module}")
