# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The addresses of the plugin; the views stand in lists, pages, posting, comments and reactions."""

from pyramid.config import Configurator

from folkmoot.interfaces import ProjectContext
from folkmoot_essential.ideation.context import IdeaContext, IdeaSubject

COMMENT = r"/ideas/{number:\d+}/comments/{comment:[0-9a-f-]{36}}"
MODULES = ("lists", "pages", "posting", "comments", "reactions")


def includeme(config: Configurator) -> None:
    """Register routes and views."""
    config.add_public_route("ideation.index", "/ideas")
    config.add_public_route("ideation.new", r"/projects/{slug}/{number:\d+}/ideas/new", factory=ProjectContext)
    config.add_public_route("ideation.show", r"/ideas/{number:\d+}", factory=IdeaContext)
    config.add_public_route("ideation.edit", r"/ideas/{number:\d+}/edit", factory=IdeaContext)
    config.add_public_route("ideation.withdraw", r"/ideas/{number:\d+}/withdraw", factory=IdeaContext)
    config.add_public_route(
        "ideation.react", r"/ideas/{number:\d+}/reaction/{value:like|dislike|none}", factory=IdeaSubject
    )
    config.add_public_route("ideation.comments", r"/ideas/{number:\d+}/comments", factory=IdeaContext)
    config.add_public_route("ideation.comment_edit", COMMENT + "/edit", factory=IdeaContext)
    config.add_public_route("ideation.comment_remove", COMMENT + "/remove", factory=IdeaContext)
    config.add_public_route(
        "ideation.comment_react", COMMENT + "/reaction/{value:like|dislike|none}", factory=IdeaSubject
    )
    for module in MODULES:
        config.scan(f"folkmoot_essential.ideation.{module}")
