# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists of ideas: a phase's, and all of the town's."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.hookspecs.contributions import HIDDEN
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IContributions, ListQuery, Page, Permission
from folkmoot_essential.ideation import filters, rules
from folkmoot_essential.ideation.cards import Cards
from folkmoot_essential.ideation.filters import Addresses, Choice
from folkmoot_essential.ideation.orders import ORDERS
from folkmoot_essential.ideation.ranking import moment_of_orders
from folkmoot_essential.ideation.settings import DEFAULTS, IdeationSettings, View
from folkmoot_essential.ideation.tags import METHOD, Tags, outlines

ON_MAP = 200
"""How many ideas a page of the map view holds."""


def values(request: Request, phase: PhaseInfo | None, path: str) -> dict[str, Any]:
    """Everything the list's template needs; path: the address of the page it stands on."""
    settings = rules.settings_of(phase)
    choice = filters.read(request, settings)
    tags = Tags(request)
    address = Addresses(path, choice, settings)
    page = find(request, phase, choice, tags)
    cards = Cards(request, tags, phase).of(page.rows)
    return {
        "words": settings.words, "choice": choice, "tags": tags, "address": address, "page": page, "cards": cards,
        "total": request.ngettext(settings.words.one, settings.words.many, page.total),
        "chips": filters.chips(request, choice, tags, address), "views": _views(request, choice, address),
        "orders": [(key, request.gettext(order.title)) for key, order in ORDERS.items()],
        "statuses": [(str(one.id), one.name) for one in tags.statuses if one.slug not in HIDDEN],
        "points": _points(cards) if choice.view == View.MAP else [],
        "outline": outlines(request) if choice.view == View.MAP else "",
        "share_url": share_url(request, phase), "settings": settings, "path": path,
        "keep": {**choice.keep, **({"view": choice.view} if choice.view != settings.view else {})},
    }  # fmt: skip


def find(request: Request, phase: PhaseInfo | None, choice: Choice, tags: Tags) -> Page:
    """The rows of one page."""
    topics, area, statuses = filters.ids(choice, tags)
    account = request.account
    query = ListQuery(
        methods=() if phase else (METHOD,), phase_id=phase.id if phase else None, text=choice.text,
        language=request.locale, topics=topics, area_id=area, statuses=statuses, order=ORDERS[choice.order],
        author_id=account.id if choice.mine and account else None, day=request.site.local(request.now).date(),
        now=moment_of_orders(request.now), viewer_id=account.id if account else None, page=choice.page,
        drafts=phase is not None, per_page=ON_MAP if choice.view == View.MAP else 20,
    )  # fmt: skip
    found: Page = request.find_service(IContributions).listing(request.db, query)
    return found


def _views(request: Request, choice: Choice, address: Addresses) -> list[dict[str, Any]]:
    titles = {View.CARDS: ("Cards", "grid"), View.MAP: ("Map", "map"), View.LIST: ("List", "list")}
    names = {"Cards": request.gettext("Cards"), "Map": request.gettext("Map"), "List": request.gettext("List")}
    return [
        {"label": names[title], "icon": icon, "url": address(view=str(view)), "current": choice.view == view}
        for view, (title, icon) in titles.items()
    ]


def _points(cards: list[Any]) -> list[dict[str, str]]:
    return [
        {"title": card.title, "url": card.url, "lat": card.latitude, "lon": card.longitude, "text": card.area}
        for card in cards
        if card.latitude
    ]


def share_url(request: Request, phase: PhaseInfo | None) -> str:
    """Where a new one is written, or "" where the list isn't of one open phase that takes them."""
    if phase is None or phase.state != "open" or not rules.settings_of(phase).posting:
        return ""
    query = {"preview": request.GET["preview"]} if request.GET.get("preview") else {}
    return str(request.route_path("ideation.new", slug=phase.project_slug, number=phase.number, _query=query))


@view_config(
    route_name="ideation.index",
    renderer="folkmoot_essential:ideation/templates/index.jinja2",
    permission=Permission.PUBLIC,
)
def index(context: Any, request: Request) -> dict[str, Any]:
    """All ideas of the town, across its projects."""
    return values(request, None, request.path)


def block(request: Request, count: int = 3) -> dict[str, Any]:
    """A few ideas for the home page."""
    tags = Tags(request)
    settings: IdeationSettings = DEFAULTS
    page = find(request, None, Choice(order=settings.order), tags)
    return {"cards": Cards(request, tags, None).of(page.rows[:count]), "url": request.route_path("ideation.index")}
