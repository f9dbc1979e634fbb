# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The strip that leads from results and the phase's page to what becomes of winners: "3 of 7 delivered"."""

from markupsafe import Markup
from pyramid.renderers import render
from pyramid.request import Request

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.context import public_address
from folkmoot_essential.voting.follow_up.progress import progress
from folkmoot_essential.voting.follow_up.stages import stages_of
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.models import VotingElection

TEMPLATE = "folkmoot_essential.voting:templates/follow_up_strip.jinja2"


def strip(request: Request, phase: PhaseInfo, election: VotingElection | None) -> Markup:
    """How many winners are delivered, and the way to them; nothing before anybody has said something of one."""
    if election is None or election.state != "certified":
        return Markup("")
    won = winners(request.db, election, options_of(request.db, phase))
    found = progress(request.db, won, stages_of(request.db, phase.id, request.site)) if won else []
    if not any(one.steps for one in found):
        return Markup("")
    values = {
        "delivered": sum(one.delivered for one in found), "of": len(found),
        "address": public_address(request, phase, "voting.follow_up"),
    }  # fmt: skip
    return Markup(render(TEMPLATE, values, request))  # noqa: S704  # our own template
