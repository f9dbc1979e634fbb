# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office: every page of core that staff work on."""

from pyramid.config import Configurator

from folkmoot.admin.banner import licence_banner
from folkmoot.admin.context import AdminPhase, AdminProject, LicenceForm

PHASE = "/projects/{slug}/phases/{phase:[0-9a-f-]{36}}"
ROUTES = (
    ("admin.home", "/"),
    ("admin.language", "/language"),
    ("admin.projects", "/projects"),
    ("admin.projects_order", "/projects-order"),
    ("admin.project_new", "/new-project"),
    ("admin.folders", "/folders"),
    ("admin.folder_new", "/new-folder"),
    ("admin.folder", "/folders/{id:[0-9a-f-]{36}}"),
    ("admin.topics", "/topics"),
    ("admin.topic_new", "/topics/new"),
    ("admin.topic", "/topics/{id:[0-9a-f-]{36}}"),
    ("admin.areas", "/topics/areas"),
    ("admin.area_new", "/topics/areas/new"),
    ("admin.area", "/topics/areas/{id:[0-9a-f-]{36}}"),
    ("admin.statuses", "/topics/statuses"),
    ("admin.status_new", "/topics/statuses/new/{method}"),
    ("admin.status", "/topics/statuses/{id:[0-9a-f-]{36}}"),
    ("admin.settings", "/settings"),
    ("admin.settings_part", "/settings/{part:[a-z]+}"),
    ("admin.people", "/people"),
    ("admin.person", "/people/{id:[0-9a-f-]{36}}"),
    ("admin.modules", "/modules"),
    ("admin.audit", "/audit"),
)
LICENCE_ROUTES = (
    ("admin.licence_examine", "/licences/examine"),
    ("admin.licence_install", "/licences/install"),
    ("admin.licence_remove", "/licences/remove"),
)
PROJECT_ROUTES = (
    ("admin.project", ""),
    ("admin.project_state", "/state"),
    ("admin.project_copy", "/copy"),
    ("admin.project_documents", "/documents"),
    ("admin.project_managers", "/managers"),
    ("admin.phases", "/phases"),
    ("admin.phase_new", "/phases/new"),
)
PHASE_ROUTES = (("admin.phase", ""), ("admin.phase_rules", "/rules"), ("admin.phase_delete", "/delete"))


def includeme(config: Configurator) -> None:
    """Routes and views of the back office."""
    for name, pattern in ROUTES:
        config.add_admin_route(name, pattern)
    for name, pattern in LICENCE_ROUTES:
        config.add_admin_route(name, pattern, factory=LicenceForm)
    for name, pattern in PROJECT_ROUTES:
        config.add_admin_route(name, "/projects/{slug}" + pattern, factory=AdminProject)
    for name, pattern in PHASE_ROUTES:
        config.add_admin_route(name, PHASE + pattern, factory=AdminPhase)
    config.add_request_method(licence_banner)
    config.scan("folkmoot.admin.views")
