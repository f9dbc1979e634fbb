# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Text pages of the town (about, house rules, privacy, accessibility), and the footer that leads to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyramid.events import BeforeRender
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.projects.views.cards import other_language
from folkmoot.security.permissions import Permission
from folkmoot.web.navigation import Entry, Group

TITLES = {
    "about": _("About this platform"),
    "house-rules": _("House rules"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
}
MODEL_PAGES = {"accessibility"}
"""Pages that a town has by law, and has with a model text until it writes its own."""


@dataclass(frozen=True)
class TownPage:
    """A page as the town wrote it; body is empty where there is only the model text."""

    name: str
    title: Mapping[str, str]
    body: Mapping[str, str]


def town_pages(request: Request) -> dict[str, TownPage]:
    """The pages there are, the usual ones first. settings["pages"]: name -> {"title": …, "body": …}, each by locale."""
    written: Mapping[str, Any] = request.site.settings.get("pages", {})
    names = [*TITLES, *(name for name in written if name not in TITLES)]
    pages = {
        name: TownPage(name, written.get(name, {}).get("title", {}), written.get(name, {}).get("body", {}))
        for name in names
    }
    return {name: page for name, page in pages.items() if page.body or name in MODEL_PAGES}


def title_of(request: Request, page: TownPage) -> str:
    """The page's title: the town's own words, else the usual ones."""
    own: str = request.site.text(page.title, request.locale)
    return own or str(request.gettext(TITLES.get(page.name, page.name)))


@view_config(route_name="pages.show", renderer="folkmoot:projects/templates/page.jinja2", permission=Permission.PUBLIC)
def show(request: Request) -> dict[str, Any]:
    """One page."""
    page = town_pages(request).get(request.matchdict["name"])
    if page is None:
        raise HTTPNotFound
    return {
        "page": page, "title": title_of(request, page), "lang": other_language(request, dict(page.body)),
        "host": request.site.hosts[0] if request.site.hosts else request.host,
    }  # fmt: skip


def add_footer(event: BeforeRender) -> None:
    """Lead to the town's pages from the foot of every page."""
    request: Request | None = event.get("request")
    if request is None or "footer_nav" in event or "folkmoot.site" not in request.environ:
        return
    entries = tuple(
        Entry(title_of(request, page), request.route_path("pages.show", name=page.name))
        for page in town_pages(request).values()
    )
    event["footer_nav"] = [Group(request.gettext("About"), entries)]
