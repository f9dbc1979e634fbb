# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""On the pages of a plugin its own catalogue wins: one English word may mean something else in another room."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

View = Callable[[Any, Request], Response]


def speaks_own_words(view: View, info: Any) -> View:
    """Wrap a plugin's view: while it and its template run, its own catalogue comes before core's and the others'."""
    plugin_id = getattr(info.registry, "folkmoot_including", None)
    if plugin_id is None:
        return view
    core, *theirs = info.registry.folkmoot_packages
    own = dict(zip(info.registry.folkmoot_composition.ids, theirs, strict=True))[plugin_id]
    packages = (own, core, *(one for one in theirs if one != own))

    def speaking(context: Any, request: Request) -> Response:
        request.packages_of_words = packages
        return view(context, request)

    return speaking


def includeme(config: Configurator) -> None:
    """Put the deriver around every view of a plugin."""
    config.add_view_deriver(speaks_own_words, name="speaks_own_words")
