# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The module's routes; what they show lies in the modules that are scanned."""

from pyramid.config import Configurator

from folkmoot_standard.reporting.results_page import ReportedProject

PROJECT = "/reporting/projects/{slug}"
SCANNED = ("dashboard", "kept", "goal_page", "results_page")


def includeme(config: Configurator) -> None:
    """Register the routes and views."""
    config.add_admin_route("reporting.dashboard", "/reporting")
    config.add_admin_route("reporting.file", "/reporting/report.{kind:csv|xlsx}")
    config.add_admin_route("reporting.goal", "/reporting/goal")
    config.add_admin_route("reporting.keep", "/reporting/views")
    config.add_admin_route(
        "reporting.remove", "/reporting/views/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/remove"
    )
    config.add_admin_route("reporting.results", PROJECT, factory=ReportedProject)
    config.add_admin_route("reporting.results_file", PROJECT + "/results.{kind:csv|xlsx}", factory=ReportedProject)
    for name in SCANNED:
        config.scan(f"folkmoot_standard.reporting.{name}")
