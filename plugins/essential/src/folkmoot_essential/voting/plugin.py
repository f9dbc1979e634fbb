# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every hook of the module votes and budgets."""

from pyramid.config import Configurator
from pyramid.request import Request

from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import Section
from folkmoot.hookspecs.methods import ParticipationMethod
from folkmoot.hookspecs.operations import Task
from folkmoot_essential.voting import certifying, closing, views
from folkmoot_essential.voting.method import Voting


@hookimpl
def folkmoot_participation_methods() -> list[ParticipationMethod]:
    """The one method."""
    return [Voting()]


@hookimpl
def folkmoot_pages(config: Configurator) -> None:
    """Ballot, receipt, results, and the desk of organisers."""
    views.includeme(config)


@hookimpl
def folkmoot_admin_sections(request: Request) -> list[Section]:
    """The votes, for all who manage projects."""
    return [Section(request.gettext("Votes"), request.route_path("voting.index"), "check")]


@hookimpl
def folkmoot_tasks() -> list[Task]:
    """The clock of votes, and certification."""
    return [closing.TASK, certifying.TASK]
