# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Kinds of routes: public ones carry the language in front, the back office lies under /admin."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

LANGUAGE_PREFIX = "/{lang:[a-z]{2}}"


def fill_language(
    request: Request, elements: tuple[Any, ...], kw: dict[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Addresses made during a request keep its language unless told otherwise."""
    kw.setdefault("lang", request.locale)
    return elements, kw


class KnownLanguage:
    """Route predicate: the language in the address is one of the tenant's."""

    def __init__(self, value: bool, config: Configurator) -> None:
        self._value = value

    def text(self) -> str:
        """How the predicate shows in introspection."""
        return "known_language"

    phash = text

    def __call__(self, info: dict[str, Any], request: Request) -> bool:
        return info["match"].get("lang") in request.site.locales


def add_public_route(config: Configurator, name: str, pattern: str, **options: Any) -> None:
    """A page for everybody: `/projects` becomes `/fr/projects`; the language is filled in by route_path."""
    options.setdefault("pregenerator", fill_language)
    config.add_route(name, LANGUAGE_PREFIX + (pattern if pattern != "/" else "/"), known_language=True, **options)


def add_admin_route(config: Configurator, name: str, pattern: str, **options: Any) -> None:
    """A page of the back office: `/projects` becomes `/admin/projects`."""
    config.add_route(name, "/admin" + pattern if pattern != "/" else "/admin", **options)


def includeme(config: Configurator) -> None:
    """Make the directives known."""
    config.add_route_predicate("known_language", KnownLanguage)
    config.add_directive("add_public_route", add_public_route)
    config.add_directive("add_admin_route", add_admin_route)
