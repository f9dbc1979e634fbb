# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The views of an application, read from its own registry, so that none can be forgotten."""

import re
from dataclasses import dataclass
from typing import Any

PARAMETER = re.compile(r"\{([a-z_]+)")
BOTH = ("GET", "POST")


@dataclass(frozen=True)
class View:
    """One view for one method. html: it renders a template of its own. csrf: it wants a token."""

    route: str
    method: str
    permission: str
    pattern: str
    html: bool
    csrf: bool

    @property
    def parameters(self) -> frozenset[str]:
        """Names in the address, without the language, which every public address has."""
        return frozenset(PARAMETER.findall(self.pattern)) - {"lang"}

    @property
    def unsafe(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


def views_of(registry: Any) -> list[View]:
    """All views reached by a route; what an exception leads to is reached by none."""
    routes = [one["introspectable"] for one in _category(registry, "routes")]
    patterns = {route["name"]: route["pattern"] for route in routes}
    found = []
    for entry in _category(registry, "views"):
        values, related = entry["introspectable"], entry["related"]
        if values["route_name"] is None or values["exception_only"]:
            continue
        methods = values["request_methods"] or "GET"
        permissions = [str(one["value"]) for one in related if one.category_name == "permissions"]
        html = any(one.category_name == "templates" for one in related)
        route, permission = values["route_name"], permissions[0] if permissions else ""
        found += [
            View(route, method, permission, patterns[route], html, values["require_csrf"] is not False)
            for method in ((methods,) if isinstance(methods, str) else methods)
        ]
    return sorted(found, key=lambda view: (view.route, view.method))


def _category(registry: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = registry.introspector.get_category(name)
    return found
