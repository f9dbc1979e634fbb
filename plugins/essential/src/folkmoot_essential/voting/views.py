# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The addresses of the plugin; the views stand in the modules whose names end in page, pages or desk."""

from pyramid.config import Configurator

from folkmoot.interfaces import ProjectContext
from folkmoot_essential.voting import guided
from folkmoot_essential.voting.context import OptionContext, VotingContext
from folkmoot_essential.voting.follow_up import views as follow_up

PUBLIC = r"/projects/{slug}/{number:\d+}"
PHASE = "/voting/{phase:[0-9a-f-]{36}}"
OPTION = PHASE + r"/options/{number:\d{1,9}}"
PAPER = PHASE + r"/paper/{paper:[A-Z0-9]{1,12}-\d{1,9}}"
PACKAGE = "folkmoot_essential.voting"


def includeme(config: Configurator) -> None:
    """Register routes and views."""
    config.add_public_route("voting.cast", PUBLIC + "/vote", factory=ProjectContext)
    config.add_public_route("voting.receipt", PUBLIC + "/receipt", factory=ProjectContext)
    config.add_public_route("voting.results", PUBLIC + "/results", factory=ProjectContext)
    config.add_public_route("voting.bundle", PUBLIC + "/recount.zip", factory=ProjectContext)
    config.add_admin_route("voting.index", "/voting")
    config.add_admin_route("voting.desk", PHASE, factory=VotingContext)
    config.add_admin_route("voting.options", PHASE + "/options", factory=VotingContext)
    config.add_admin_route("voting.envelopes", PHASE + "/envelopes", factory=VotingContext)
    config.add_admin_route("voting.from_contributions", PHASE + "/options/contributions", factory=VotingContext)
    config.add_admin_route("voting.option", OPTION, factory=OptionContext)
    config.add_admin_route("voting.option_delete", OPTION + "/delete", factory=OptionContext)
    config.add_public_route("voting.copy", PUBLIC + "/auditor", factory=ProjectContext)
    config.add_admin_route("voting.auditor", PHASE + "/auditor", factory=VotingContext)
    config.add_admin_route("voting.observers", PHASE + "/observers", factory=VotingContext)
    config.add_admin_route("voting.paper", PHASE + "/paper", factory=VotingContext)
    config.add_admin_route("voting.paper_entry", PHASE + "/paper/entry", factory=VotingContext)
    config.add_admin_route("voting.paper_print", PHASE + "/paper/print", factory=VotingContext)
    config.add_admin_route("voting.paper_again", PAPER, factory=VotingContext)
    config.add_admin_route("voting.scrutiny", PHASE + "/scrutiny", factory=VotingContext)
    config.add_admin_route("voting.deviations", PHASE + "/decisions", factory=VotingContext)
    guided.includeme(config)
    follow_up.includeme(config)
    config.scan(PACKAGE, ignore=[f"{PACKAGE}.migrations"])
