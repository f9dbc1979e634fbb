# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Pages: routes and views, blocks on core's pages, entries of the navigation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from folkmoot.hookspecs import hookspec
from folkmoot.hookspecs.methods import Link, PhaseInfo

if TYPE_CHECKING:
    from pyramid.config import Configurator
    from pyramid.request import Request


@dataclass(frozen=True)
class Block:
    """A piece of a core page. Blocks of one slot are ordered by (weight, plugin id)."""

    html: Markup
    weight: int = 50


@hookspec
def folkmoot_pages(config: "Configurator") -> None:
    """Register the plugin's routes, views and static files.

    Called once for each composition while its application is built; use config.add_public_route,
    config.add_admin_route and config.scan. Two plugins that claim one route, or an error here, make this plugin
    refused in the composition; the others go on.
    """


@hookspec
def folkmoot_navigation(request: "Request") -> list[Link]:  # type: ignore[empty-body]
    """Entries of the public main navigation, already translated.

    Called on each public page, so it must not query. All answers are joined after core's entries. An error is logged
    and the plugin's entries are left out of that page.
    """


@hookspec
def folkmoot_home_blocks(request: "Request") -> list[Block]:  # type: ignore[empty-body]
    """Blocks for the home page, between the projects and the footer.

    Called once a view of the home page. All answers are joined and ordered by weight. An error is logged and the
    plugin's blocks are left out.
    """


@hookspec
def folkmoot_phase_blocks(request: "Request", phase: PhaseInfo) -> list[Block]:  # type: ignore[empty-body]
    """Blocks for the page of a project, below what the shown phase's method says.

    Called once a view of the page, whatever the phase's state; a few statements, none a row. All answers are joined
    and ordered by weight. An error is logged and the plugin's blocks are left out.
    """
