# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What every request carries: its site, its session in the tenant, its language, its person, its moment."""

import datetime
import gettext
from typing import Any

from pyramid.config import Configurator
from pyramid.csrf import get_csrf_token
from pyramid.request import Request
from pyramid_services import find_service_factory
from sqlalchemy.orm import Session
from transaction.interfaces import NoTransaction

from folkmoot.accounts.interfaces import CurrentAccount, IAccountSessions
from folkmoot.db.session import Database
from folkmoot.i18n import formats
from folkmoot.i18n.catalogues import translations
from folkmoot.tenants.interfaces import Site
from folkmoot.web.flash import flash, pop_flash
from folkmoot.web.navigation import admin_navigation, public_navigation

LANGUAGE_COOKIE = "folkmoot_language"


def site(request: Request) -> Site:
    """The tenant's site, put there by the platform's front."""
    found: Site = request.environ["folkmoot.site"]
    return found


def db(request: Request) -> Session:
    """The request's session: opened at first use, inside the tenant, joined to the request's transaction."""
    database: Database = request.registry.folkmoot_database
    session = database.request_session(request.site.id, request.tm if in_transaction(request) else None)
    request.add_finished_callback(lambda _: session.close())
    return session


def in_transaction(request: Request) -> bool:
    """Whether the request's transaction is still to be committed; an error page is made after it was rolled back."""
    try:
        request.tm.get()
    except (AttributeError, NoTransaction):
        return False
    return True


def locale(request: Request) -> str:
    """The language of the page: of its address (even a wrong one), else the person's, the cookie's, the tenant's."""
    asked = request.path_info.lstrip("/").partition("/")[0]
    if asked in request.site.locales:
        return str(asked)
    account = request.account if request.path_info.startswith("/admin") else None
    for choice in (account.locale if account else None, request.cookies.get(LANGUAGE_COOKIE)):
        if choice in request.site.locales:
            return str(choice)
    return request.site.default_locale


def translator(request: Request) -> gettext.NullTranslations:
    """The catalogue of the page's language over all packages of the composition; on a plugin's page its own first."""
    return translations(request.locale, getattr(request, "packages_of_words", request.registry.folkmoot_packages))


def now(request: Request) -> datetime.datetime:
    """The moment of the request, one for all of it."""
    return datetime.datetime.now(datetime.UTC)


def account(request: Request) -> CurrentAccount | None:
    """The signed-in person, or None; asks the database only when the browser sent a session cookie."""
    found: CurrentAccount | None = request.find_service(IAccountSessions).current(request)
    return found


def say(request: Request, text: str, **values: Any) -> str:
    """A translated sentence with its named placeholders filled; moments among them become days in words."""
    message = request.translator.gettext(text)
    return message % {name: _in_words(request, value) for name, value in values.items()} if values else message


def _in_words(request: Request, value: Any) -> Any:
    """A moment as the day it falls on in the tenant's zone; anything else as it is."""
    if not isinstance(value, datetime.datetime):
        return value
    local = request.site.local
    return formats.day_and_month(local(value).date(), request.locale, local(request.now).date())


def say_many(request: Request, singular: str, plural: str, count: int, **values: Any) -> str:
    """A translated sentence that depends on a number; %(num)s is that number, grouped as other whole numbers are."""
    return request.translator.ngettext(singular, plural, count) % formats.of_plural(count, values, request.locale)


def csrf_token(request: Request) -> str:
    """The token that every form of this page carries."""
    return str(get_csrf_token(request))


def find_service(request: Request, interface: Any) -> Any:
    """A service by its interface, made once a request. Takes the place of pyramid_services' own look-up.

    That one goes through two adapter registries for each call (0.1 ms); here the application remembers the factories.
    """
    made: dict[Any, Any] = request.__dict__.setdefault("_services", {})
    found = made.get(interface)
    if found is None:
        factories = request.registry.folkmoot_factories
        factory = factories.get(interface)
        if factory is None:
            factory = factories[interface] = find_service_factory(request, interface)
        found = made[interface] = factory(getattr(request, "context", None), request)
    return found


def includeme(config: Configurator) -> None:
    """Put the attributes on every request."""
    for function in (site, db, locale, now, account):
        config.add_request_method(function, function.__name__, reify=True)
    config.add_request_method(translator, property=True)  # a page of a plugin has another than what came before it
    config.add_request_method(public_navigation)
    config.add_request_method(admin_navigation)
    config.add_request_method(flash)
    config.add_request_method(pop_flash)
    config.add_request_method(csrf_token)
    config.add_request_method(say, "gettext")
    config.add_request_method(say_many, "ngettext")
    config.add_request_method(lambda request: request.registry.folkmoot_plugins, "plugins", property=True)
    config.add_request_method(lambda request: request.registry.folkmoot_composition, "composition", property=True)
