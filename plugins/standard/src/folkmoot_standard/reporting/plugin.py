# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every hook of the reporting module, given out when a licence opens it."""

from pyramid.config import Configurator
from pyramid.request import Request

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import Section
from folkmoot_licensing import STANDARD, Evidence
from folkmoot_standard.reporting import MANIFEST, pages


class Reporting:
    """The hooks."""

    @hookimpl
    def folkmoot_pages(self, config: Configurator) -> None:
        """The dashboard, results pages, kept views and the goal."""
        pages.includeme(config)

    @hookimpl
    def folkmoot_admin_sections(self, request: Request) -> list[Section]:
        """The dashboard, for all staff: managers find their projects in it."""
        return [Section(request.gettext("Reports"), request.route_path("reporting.dashboard"), "chart")]


def activate(evidence: Evidence | None) -> Reporting:
    """Give out the hooks, when a licence among the raw tokens opens this module; raises NotLicensed."""
    STANDARD.admit(evidence, MANIFEST.id)
    return Reporting()
