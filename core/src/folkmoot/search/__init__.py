# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Search: one index of everything public, and the page that asks it."""

from pyramid.config import Configurator

from folkmoot.search.interfaces import ISearch


def includeme(config: Configurator) -> None:
    """Register the service and the page."""
    from folkmoot.search.services import Search

    config.register_service(Search(), ISearch)
    config.add_public_route("search", "/search")
    config.scan("folkmoot.search.views")
