# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The one place that enforces sunset: what begins something is refused, what exists goes on.

Views and tasks of a licensed module say `begins`; actions of a participation method do so in their Action. In sunset
a phase that was open when the licence lapsed runs to its end, at most SUNSET_DAYS on; nothing else begins.
Source: FORMAT.md, "States of a licence, and modes of its modules".
"""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.request import Request
from pyramid.response import Response

from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.manager import Plugins
from folkmoot.security.refusals import Refusal, Refused

View = Callable[[Any, Request], Response]

MODULE_SUNSET = Refusal(
    "module-sunset",
    _("Nothing new can be begun in this part of the platform at present. All that exists stays readable."),
    _("An administrator finds on the page Modules what would open it again."),
)


def may_begin(plugins: Plugins, plugin_id: str) -> bool:
    """Whether a module may begin something: not in sunset."""
    return plugins.modes.get(plugin_id, Mode.OPEN) is not Mode.SUNSET


def refuses_beginnings(view: View, info: Any) -> View:
    """Wrap a view of a licensed module: it must say whether it begins something, and is refused in sunset if so."""
    registry, begins = info.registry, info.options.get("begins")
    plugin_id = getattr(registry, "folkmoot_including", None)
    plugins: Plugins = registry.folkmoot_plugins
    if plugin_id not in plugins.licensed or info.exception_only:
        return view
    if begins is None:
        raise ConfigurationError(f"{info.original_view} of a licensed module doesn't say begins=True or begins=False")
    _note(registry, info, begins)
    if not begins or may_begin(plugins, plugin_id):
        return view

    def refused(context: Any, request: Request) -> Response:
        raise Refused(MODULE_SUNSET)

    return refused


def _note(registry: Any, info: Any, begins: bool) -> None:
    """Keep what each view says, so that a test can walk over all of them."""
    said: dict[tuple[str, str], bool] = registry.__dict__.setdefault("folkmoot_beginnings", {})
    methods = info.options.get("request_method") or "GET"
    for method in (methods,) if isinstance(methods, str) else methods:
        said[info.options.get("route_name", ""), method] = begins


def includeme(config: Configurator) -> None:
    """Put the deriver around every view, inside the permission: a stranger hears that he's a stranger."""
    refuses_beginnings.options = ("begins",)  # type: ignore[attr-defined]
    config.add_view_deriver(refuses_beginnings, name="refuses_beginnings")
