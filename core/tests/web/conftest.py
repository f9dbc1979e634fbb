# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Requests for tests of forms: Pyramid's own, with the town and the language a form asks for."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from pyramid.request import Request

from folkmoot.i18n.catalogues import translations
from folkmoot.tenants.interfaces import Site


def site(**values: Any) -> Site:
    """A town with three languages in Brussels' zone."""
    known: dict[str, Any] = {
        "id": uuid.UUID(int=1), "slug": "t", "name": {"en": "Town"}, "hosts": ("t.test",),
        "locales": ("fr", "nl", "en"), "default_locale": "fr", "required_locales": ("fr", "nl"),
        "strict_locales": False, "timezone": "Europe/Brussels",
        "currency": "EUR", "brand": "#0d6b66", "accent": "#f4b740", "revision": 1,
    }  # fmt: skip
    return Site(**{**known, **values})


def make_request(post: Any = None, locale: str = "en", **values: Any) -> Request:
    """A request that carries what a browser would post; a list of pairs repeats names."""
    request = Request.blank("/", POST=post) if post is not None else Request.blank("/")
    request.site, request.locale = site(**values), locale
    catalogue = translations(locale, ("folkmoot",))

    def say(text: str, **given: Any) -> str:
        return catalogue.gettext(text) % given if given else catalogue.gettext(text)

    request.gettext = say
    return request


@pytest.fixture(scope="session")
def form_request() -> Callable[..., Request]:
    """Makes such requests."""
    return make_request
