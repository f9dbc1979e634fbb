# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Templates: the environment, and the names that every template knows."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from jinja2 import pass_context, pass_eval_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup
from pyramid.config import Configurator
from pyramid.events import BeforeRender
from pyramid.request import Request
from pyramid.threadlocal import get_current_request

from folkmoot.i18n import formats
from folkmoot.i18n.catalogues import LANGUAGES, direction
from folkmoot.web.output import Generator, escaped
from folkmoot.web.rich_text import rich_text
from folkmoot.web.theme import theme_hash

JINJA = {
    "jinja2.extensions": "jinja2.ext.do\njinja2.ext.loopcontrols",
    "jinja2.directories": "folkmoot:web/templates",
    "jinja2.trim_blocks": "true",
    "jinja2.lstrip_blocks": "true",
    "jinja2.autoescape": "true",
    "jinja2.undefined": "strict",
    "jinja2.auto_reload": "false",
    "jinja2.cache_size": "-1",
    "jinja2.newstyle": "true",
    "jinja2.i18n.gettext": "folkmoot.web.templating.GetTextWrapper",
}
THEME_COOKIE = "theme"


class GetTextWrapper:
    """What pyramid_jinja2 asks for; templates call gettext and ngettext below instead."""

    def __init__(self, domain: str) -> None:
        pass

    @staticmethod
    def gettext(message: str) -> str:
        """One message."""
        return str(get_current_request().translator.gettext(message))

    @staticmethod
    def ngettext(singular: str, plural: str, count: int) -> str:
        """A message that depends on a number."""
        return str(get_current_request().translator.ngettext(singular, plural, count))


@pass_eval_context
def gettext(eval_context: EvalContext, message: str, /, **values: Any) -> str:
    """A message in the page's language, as Jinja's own newstyle gettext, without its three calls for each of them."""
    text: str = get_current_request().translator.gettext(message)
    text = Markup(text) if eval_context.autoescape else text  # noqa: S704  # our own catalogues
    return text % values if values or "%" in text else text


@pass_eval_context
def ngettext(eval_context: EvalContext, singular: str, plural: str, number: int, /, **values: Any) -> str:
    """A message that depends on a number, which is also its placeholder num; whole numbers are grouped."""
    request = get_current_request()
    text: str = request.translator.ngettext(singular, plural, number)
    text = Markup(text) if eval_context.autoescape else text  # noqa: S704  # our own catalogues
    return text % formats.of_plural(number, values, request.locale)


@dataclass(frozen=True)
class Language:
    """An entry of the language menu: the same page in another language."""

    code: str
    name: str
    url: str
    current: bool


def languages(request: Request) -> list[Language]:
    """The tenant's languages, each with the address of this page in it."""

    def address(code: str) -> str:
        if request.matched_route is None or "lang" not in (request.matchdict or {}):
            return f"/{code}/language?to={request.path}" if request.path.startswith("/admin") else f"/{code}/"
        path = f"/{code}{request.path[3:]}"
        return f"{path}?{request.query_string}" if request.query_string else path

    return [Language(code, LANGUAGES[code], address(code), code == request.locale) for code in request.site.locales]


class Screen:
    """Everything a template may use besides its own values, made once a page; costly parts only when asked for."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def route(self, name: str, **kw: Any) -> str:
        """The path of a route; the language is filled in."""
        return str(self._request.route_path(name, **kw))

    def static(self, name: str) -> str:
        """The address of a static file."""
        return str(self._request.registry.folkmoot_statics.url(name))

    def media(self, key: str, width: int | None = None) -> str:
        """The address of an uploaded picture or file."""
        return str(self._request.route_path("media.file", key=key if width is None else f"{width}/{key}"))


def add_globals(event: BeforeRender) -> None:
    """Put the names of folkmoot's templates into the rendering context."""
    request: Request | None = event.get("request")
    if request is None or "site" in event:
        return
    screen = Screen(request)
    site = request.site
    event.update(
        site=site, account=request.account, locale=request.locale, dir=direction(request.locale), now=request.now,
        theme_mode=_theme_mode(request), theme_url=f"/theme/{theme_hash(site.brand, site.accent)}.css",
        route=screen.route, static=screen.static, csrf_token=request.csrf_token, media=screen.media,
        languages=languages(request), flash=request.pop_flash, page_assets=PageAssets(), nav=request.public_navigation,
        admin_nav=request.admin_navigation,
    )  # fmt: skip


@dataclass(frozen=True)
class PageAssets:
    """Style sheets and modules that a plugin's page adds, as addresses."""

    css: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


def _theme_mode(request: Request) -> str:
    mode = request.cookies.get(THEME_COOKIE, "")
    return mode if mode in ("light", "dark") else ""


def _site(context: Context) -> Any:
    """Of the page, or within macros that are shared by all pages, of the request."""
    return context.get("site") or get_current_request().site


def _locale(context: Context) -> str:
    return context.get("locale") or get_current_request().locale


def _now(context: Context) -> datetime.datetime:
    return context.get("now") or get_current_request().now


@pass_context
def multiloc(context: Context, value: Mapping[str, str] | None) -> str:
    """The best language of a multilingual text."""
    return str(_site(context).text(value, _locale(context)))


@pass_context
def lang_of(context: Context, value: Mapping[str, str] | None) -> str:
    """The language that the multiloc filter answers in."""
    return str(_site(context).language_of(value, _locale(context)))


@pass_context
def date(context: Context, value: datetime.datetime | datetime.date) -> str:
    """A date in words, in the tenant's zone, without the year when it is near."""
    day = _site(context).local(value).date() if isinstance(value, datetime.datetime) else value
    return formats.day_and_month(day, _locale(context), _site(context).local(_now(context)).date())


@pass_context
def last_day(context: Context, closes_at: datetime.datetime) -> str:
    """The last day on which something that closes then is open, in words."""
    return date(context, _site(context).last_day(closes_at))


@pass_context
def date_and_time(context: Context, value: datetime.datetime) -> str:
    """A moment in words, in the tenant's zone."""
    return formats.date_and_time(_site(context).local(value), _locale(context))


@pass_context
def number(context: Context, value: int) -> str:
    """A whole number."""
    return formats.number(value, _locale(context))


@pass_context
def money(context: Context, value: int) -> str:
    """An amount in the tenant's currency, given in its smallest unit."""
    return formats.money(value, _site(context).currency, _locale(context))


@pass_context
def ago(context: Context, value: datetime.datetime) -> str:
    """How long ago a moment was."""
    return formats.ago(value, _now(context), _locale(context))


@pass_context
def file_size(context: Context, value: int) -> str:
    """A size in bytes as people say it."""
    return formats.file_size(value, _locale(context))


@pass_context
def language_name(context: Context, code: str) -> str:
    """A language's name in the language of the page: "anglais"."""
    return formats.language(code, _locale(context))


def paragraphs(value: str) -> Markup:
    """A citizen's plain text as paragraphs and line breaks; everything in it is escaped."""
    blocks = [block.strip() for block in value.replace("\r\n", "\n").split("\n\n") if block.strip()]
    html = [Markup("<p>{}</p>").format(Markup("<br>").join(block.split("\n"))) for block in blocks]
    return Markup("\n").join(html)


FILTERS = {
    "multiloc": multiloc, "lang_of": lang_of, "date": date, "last_day": last_day,
    "datetime": date_and_time, "number": number,
    "money": money, "ago": ago, "paragraphs": paragraphs, "rich_text": rich_text,
    "file_size": file_size, "language_name": language_name,
}  # fmt: skip


def includeme(config: Configurator) -> None:
    """Set up Jinja and the names of every template."""
    config.add_settings(JINJA)
    config.include("pyramid_jinja2")
    config.add_jinja2_renderer(".jinja2")
    config.add_subscriber(add_globals, BeforeRender)
    names = shared_names(config.registry.folkmoot_statics.url)
    config.action(None, lambda: _complete(config.get_jinja2_environment(), names), order=9999)


class CompiledTemplates(BytecodeCache):
    """Compiled templates of this process, shared by the applications of all compositions.

    A new composition then serves its first visitors without compiling what the old one has compiled already.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of the same template and source, if it is there."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


COMPILED = CompiledTemplates()
SHARED_FOLDERS = ("layouts/", "macros/", "errors/")


def shared_names(url: Callable[[str], str]) -> dict[str, Any]:
    """What macros may use: they are made once for all pages, so it must find the request by itself."""
    return {
        "_": gettext, "gettext": gettext, "ngettext": ngettext, "static": url, "current_request": get_current_request,
        "csrf_token": lambda: get_current_request().csrf_token(),
        "route": lambda name, **kw: get_current_request().route_path(name, **kw),
    }  # fmt: skip


def _complete(environment: Any, names: dict[str, Any]) -> None:
    """Add the filters, and let shared templates be compiled once and not anew for each template that uses them.

    pyramid_jinja2 looks for every name beside the asking template first, and therefore caches it under both names:
    each page then compiles all macros again, about a second of work.
    """
    environment.filters.update(FILTERS)
    environment.globals.update(names)
    environment.escaped, environment.code_generator_class = escaped, Generator
    environment.bytecode_cache = COMPILED
    beside = environment.join_path
    environment.join_path = lambda uri, parent: uri if uri.startswith(SHARED_FOLDERS) else beside(uri, parent)
