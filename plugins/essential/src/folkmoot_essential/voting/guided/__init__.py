# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The guided start "participatory budget": a few questions, then a draft of four phases, made in one transaction."""

from pyramid.config import Configurator
from pyramid.request import Request

from folkmoot.hookspecs.back_office import GuidedStart
from folkmoot_essential.voting.guided.context import GuideContext

GUIDE = "/voting/start/{guide:[0-9a-f-]{36}}"
SCREEN = "/{screen:budget|dates|people|trust}"


def includeme(config: Configurator) -> None:
    """Routes; the views are found by the plugin's own scan."""
    config.add_admin_route("voting.guide_begin", "/voting/start")
    config.add_admin_route("voting.guide", GUIDE + SCREEN, factory=GuideContext)
    config.add_admin_route("voting.guide_summary", GUIDE + "/summary", factory=GuideContext)
    config.add_admin_route("voting.guide_done", GUIDE + "/done", factory=GuideContext)


def start(request: Request) -> GuidedStart:
    """What is offered on the page where a project is made."""
    about = request.gettext(
        "People share ideas, the team examines them, people vote on what is paid for, and everybody sees what becomes "
        "of it. You answer a few questions and get a draft that you can change."
    )  # fmt: skip
    url = request.route_path("voting.guide_begin")
    return GuidedStart("participatory-budget", request.gettext("Participatory budget"), about, url, "euro")
