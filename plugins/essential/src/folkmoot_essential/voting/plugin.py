# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every hook of the module votes and budgets."""

from pyramid.config import Configurator
from pyramid.request import Request

from folkmoot.demo.seeding import Seeding
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import GuidedStart, Section
from folkmoot.hookspecs.methods import ParticipationMethod
from folkmoot.hookspecs.operations import Task
from folkmoot_essential.voting import certifying, closing, guided, seeds, views
from folkmoot_essential.voting.follow_up import telling
from folkmoot_essential.voting.method import Voting
from folkmoot_essential.voting.results import looking


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
def folkmoot_guided_starts(request: Request) -> list[GuidedStart]:
    """The participatory budget."""
    return [guided.start(request)]


@hookimpl
def folkmoot_tasks() -> list[Task]:
    """The clock of votes, certification, what is counted after it, and letters about winners."""
    return [closing.TASK, certifying.TASK, looking.TASK, telling.TASK]


@hookimpl
def folkmoot_seeds(town: Seeding) -> None:
    """An open vote and a certified one for a demonstration town."""
    seeds.seed(town)
