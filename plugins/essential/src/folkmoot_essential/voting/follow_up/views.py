# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The addresses of follow-up; its views are found by the scan of the whole plugin."""

from pyramid.config import Configurator

from folkmoot.interfaces import ProjectContext
from folkmoot_essential.voting.follow_up.context import FollowContext, StepContext, WinnerContext

PUBLIC = r"/projects/{slug}/{number:\d+}/follow-up"
DESK = "/voting/{phase:[0-9a-f-]{36}}/follow-up"
WINNER = r"/{number:\d{1,9}}"


def includeme(config: Configurator) -> None:
    """Register routes."""
    option = PUBLIC + r"/{option:\d{1,9}}"
    config.add_public_route("voting.follow_up", PUBLIC, factory=ProjectContext)
    config.add_public_route("voting.winner", option, factory=ProjectContext)
    config.add_public_route("voting.follow", option + "/follow", factory=ProjectContext)
    config.add_public_route("voting.letters", option + "/letters", factory=ProjectContext)
    config.add_admin_route("voting.winners", DESK, factory=FollowContext)
    config.add_admin_route("voting.stages", DESK + "/stages", factory=FollowContext)
    config.add_admin_route("voting.winner_desk", DESK + WINNER, factory=WinnerContext)
    config.add_admin_route("voting.step", DESK + WINNER + "/{stage:[a-z0-9-]{1,20}}", factory=StepContext)
