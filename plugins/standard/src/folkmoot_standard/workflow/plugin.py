# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every hook of the workflow module, given out where a licence opens it."""

from markupsafe import Markup
from pyramid.config import Configurator
from pyramid.renderers import render
from pyramid.request import Request

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import Section
from folkmoot.hookspecs.operations import Task
from folkmoot.hookspecs.pages import Block
from folkmoot_licensing import STANDARD, Evidence
from folkmoot_standard.workflow import MANIFEST, announcing, overdue, panel, views


class Workflow:
    """The hooks."""

    @hookimpl
    def folkmoot_pages(self, config: Configurator) -> None:
        """The desk, its contributions, answer templates and evaluation tables."""
        views.includeme(config)

    @hookimpl
    def folkmoot_admin_sections(self, request: Request) -> list[Section]:
        """The desk; the count says how many contributions are overdue."""
        late = overdue.count(request)
        return [Section(request.gettext("Workflow"), request.route_path("workflow.desk"), "inbox", late or None)]

    @hookimpl
    def folkmoot_contribution_panels(self, request: Request, contribution_id: object) -> list[Block]:
        """Who looks after a contribution, and the way to its page at the desk."""
        values = panel.values(request, contribution_id)
        html = render("folkmoot_standard:workflow/templates/panel.jinja2", values, request)
        return [Block(Markup(html), weight=40)]  # noqa: S704  # our own template

    @hookimpl
    def folkmoot_tasks(self) -> list[Task]:
        """Announcing results, and the weekly letter about what is overdue."""
        return [announcing.TASK, overdue.TASK]


def activate(evidence: Evidence | None) -> Workflow:
    """Give out the hooks, when a licence among the raw tokens opens this module; raises NotLicensed."""
    STANDARD.admit(evidence, MANIFEST.id)
    return Workflow()
