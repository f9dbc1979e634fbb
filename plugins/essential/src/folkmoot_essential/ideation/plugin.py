# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every hook of the ideation module."""

from markupsafe import Markup
from pyramid.config import Configurator
from pyramid.renderers import render
from pyramid.request import Request

from folkmoot.demo.seeding import Seeding
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.back_office import Section
from folkmoot.hookspecs.contributions import StatusTemplate
from folkmoot.hookspecs.methods import Link, ParticipationMethod
from folkmoot.hookspecs.operations import Task
from folkmoot.hookspecs.pages import Block
from folkmoot_essential.ideation import desk, lists, ranking, seeds, views
from folkmoot_essential.ideation.method import Ideation
from folkmoot_essential.ideation.statuses import STATUSES


@hookimpl
def folkmoot_participation_methods() -> list[ParticipationMethod]:
    """The one method."""
    return [Ideation()]


@hookimpl
def folkmoot_pages(config: Configurator) -> None:
    """Lists, pages and forms of ideas."""
    views.includeme(config)
    desk.includeme(config)


@hookimpl
def folkmoot_navigation(request: Request) -> list[Link]:
    """All ideas of the town."""
    return [Link(request.gettext("Ideas"), request.route_path("ideation.index"), "idea")]


@hookimpl
def folkmoot_home_blocks(request: Request) -> list[Block]:
    """What is discussed most now."""
    values = lists.block(request)
    if not values["cards"]:
        return []
    html = render("folkmoot_essential:ideation/templates/home_block.jinja2", values, request)
    return [Block(Markup(html), weight=40)]  # noqa: S704  # our own template


@hookimpl
def folkmoot_admin_sections(request: Request) -> list[Section]:
    """Ideas, for those who handle them; the count says how many wait for screening."""
    waiting = sum(choice.waiting for choice in desk.projects_of(request))
    return [Section(request.gettext("Ideas"), request.route_path("ideation.desk"), "idea", waiting or None)]


@hookimpl
def folkmoot_statuses() -> list[StatusTemplate]:
    """The statuses that ideas start with."""
    return STATUSES


@hookimpl
def folkmoot_tasks() -> list[Task]:
    """The ranking behind the orders."""
    return [ranking.TASK]


@hookimpl
def folkmoot_seeds(town: Seeding) -> None:
    """Ideas, comments and support for a demonstration town."""
    seeds.seed(town)
