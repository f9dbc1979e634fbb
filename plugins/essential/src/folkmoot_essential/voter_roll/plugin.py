# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every hook of the module voter rolls."""

from pyramid.config import Configurator
from pyramid.request import Request

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.access import IVerificationSource
from folkmoot.hookspecs.back_office import Section
from folkmoot.hookspecs.operations import Task
from folkmoot_essential.voter_roll import retention, views
from folkmoot_essential.voter_roll.source import VoterRollSource


@hookimpl
def folkmoot_verification_sources() -> list[IVerificationSource]:
    """The roll of each phase."""
    return [VoterRollSource()]


@hookimpl
def folkmoot_pages(config: Configurator) -> None:
    """Entering a code, and the back office's rolls, letters and desk."""
    views.includeme(config)


@hookimpl
def folkmoot_admin_sections(request: Request) -> list[Section]:
    """The rolls, for all who manage projects."""
    return [Section(request.gettext("Voter rolls"), request.route_path("voter_roll.index"), "people")]


@hookimpl
def folkmoot_tasks() -> list[Task]:
    """Following the ends of phases."""
    return [retention.TASK]
