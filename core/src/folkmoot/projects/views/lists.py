# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists of projects: all of them with filters, and those of a folder."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.media.models import MediaFile
from folkmoot.projects.interfaces import AreaTag, IProjects, ProjectQuery, TopicTag
from folkmoot.projects.models import Folder
from folkmoot.projects.views.cards import Card, folder_card, other_language, picture, project_card
from folkmoot.security.permissions import Permission

PER_PAGE = 24
FILTERS = ("topic", "area", "state")


@view_config(
    route_name="projects.index", renderer="folkmoot:projects/templates/index.jinja2", permission=Permission.PUBLIC
)
def index(request: Request) -> dict[str, Any]:
    """All projects, and the folders that some of them are in."""
    projects = request.find_service(IProjects)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    filtered = any(asked.values())
    folders = [] if filtered else projects.folders(request.db)
    query = ProjectQuery(**asked, drafts_for=_own_drafts(request))
    return {
        **_page(request, query, asked), "filtered": filtered, "asked": asked,
        "folders": [folder_card(request, folder) for folder in folders],
        "topics": _options(request, projects.topics(request.db)),
        "areas": _options(request, projects.areas(request.db)),
    }  # fmt: skip


def _options(request: Request, found: list[TopicTag] | list[AreaTag]) -> list[tuple[str, str]]:
    return [(one.slug, request.site.text(one.title, request.locale)) for one in found]


def _own_drafts(request: Request) -> frozenset[Any] | None:
    """Whose drafts are shown among the rest: those a manager manages, all to an administrator."""
    account = request.account
    if account is None or not account.is_staff:
        return frozenset()
    managed: frozenset[Any] = account.managed_projects
    return None if account.is_administrator else managed


def _page(request: Request, query: ProjectQuery, asked: dict[str, str]) -> dict[str, Any]:
    projects = request.find_service(IProjects)
    total = projects.count(request.db, request.now, query)
    pages = max(1, math.ceil(total / PER_PAGE))
    number = min(_number(request.GET.get("page", "1")), pages)
    window = replace(query, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    found = projects.listed(request.db, request.now, window)
    cards: list[Card] = [project_card(request, card) for card in found]
    return {"cards": cards, "total": total, "page": number, "pages": pages, "page_url": _page_url(request, asked)}


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _page_url(request: Request, asked: dict[str, str]) -> Callable[[int], str]:
    kept = {name: value for name, value in asked.items() if value}
    path = request.path
    return lambda number: f"{path}?{urlencode({**kept, 'page': str(number)})}"


@view_config(
    route_name="projects.folder", renderer="folkmoot:projects/templates/folder.jinja2", permission=Permission.PUBLIC
)
def folder(request: Request) -> dict[str, Any]:
    """Projects that belong together."""
    projects = request.find_service(IProjects)
    found: Folder | None = projects.folder_by_slug(request.db, request.matchdict["slug"])
    administrator = request.account is not None and request.account.is_administrator
    if found is None or (found.state == "draft" and not administrator):
        raise HTTPNotFound
    query = ProjectQuery(folder_id=found.id, drafts_for=_own_drafts(request), state="any")
    file = request.db.scalar(select(MediaFile).where(MediaFile.id == found.picture_id)) if found.picture_id else None
    return {
        **_page(request, query, {}), "folder": found, "image": picture(request, file),
        "lang": other_language(request, found.title),
    }  # fmt: skip
