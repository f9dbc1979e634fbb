# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Projects: folders, projects, phases, who may do what in them, and the pages that show them."""

from typing import Any

from pyramid.config import Configurator
from pyramid.events import BeforeRender
from pyramid.request import Request

from folkmoot.projects.interfaces import IActionRules, IProjects, IVerifications


def includeme(config: Configurator) -> None:
    """Register the services, the public pages and the footer's links."""
    from folkmoot.projects.context import ProjectContext
    from folkmoot.projects.views.pages import add_footer

    config.register_service_factory(make_projects, IProjects)
    config.register_service_factory(make_rules, IActionRules)
    config.register_service_factory(make_verifications, IVerifications)
    config.add_public_route("home", "/")
    config.add_public_route("projects.index", "/projects")
    config.add_public_route("projects.folder", "/folders/{slug}")
    config.add_public_route("projects.show", "/projects/{slug}", factory=ProjectContext)
    config.add_public_route("projects.phase", r"/projects/{slug}/{number:\d+}", factory=ProjectContext)
    config.add_public_route("projects.attachment", "/projects/{slug}/documents/{id}", factory=ProjectContext)
    config.add_public_route("pages.show", "/pages/{name}")
    config.add_route("sitemap", "/sitemap.xml")
    config.add_route("robots", "/robots.txt")
    config.add_subscriber(add_footer, BeforeRender)
    config.scan("folkmoot.projects.views")


def make_projects(context: Any, request: Request) -> Any:
    """The service of this request's composition."""
    from folkmoot.audit.interfaces import IAudit
    from folkmoot.projects.services import Projects
    from folkmoot.search.interfaces import ISearch

    modes = dict(request.composition.modes)
    return Projects(request.plugins, request.find_service(IAudit), request.find_service(ISearch), modes)


def make_rules(context: Any, request: Request) -> Any:
    """The rules of this request's composition."""
    from folkmoot.audit.interfaces import IAudit
    from folkmoot.projects.services.rules import ActionRules

    return ActionRules(request.plugins, request.find_service(IAudit))


def make_verifications(context: Any, request: Request) -> Any:
    """The sources of this request's composition."""
    from folkmoot.projects.services.verifications import Verifications

    return Verifications(request.plugins)
