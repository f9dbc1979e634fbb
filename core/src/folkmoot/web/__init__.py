# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The web: what every page shares."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Request attributes, kinds of routes, templates and error pages."""
    config.include("folkmoot.web.request")
    config.include("folkmoot.web.own_words")
    config.include("folkmoot.web.routes")
    config.include("folkmoot.web.templating")
    config.include("folkmoot.web.errors")
    config.include("folkmoot.web.views")
    config.scan("folkmoot.web.views")
