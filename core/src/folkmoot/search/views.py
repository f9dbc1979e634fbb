# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page that searches the whole site."""

import uuid
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import func, select

from folkmoot.contributions.tables import contribution, project
from folkmoot.search.interfaces import Found, ISearch
from folkmoot.security.permissions import Permission

MOST = 50
KINDS = ("project", "contribution")


@dataclass(frozen=True)
class Result:
    """One line of the page."""

    kind: str
    title: str
    text: str
    url: str
    language: str


@view_config(route_name="search", renderer="folkmoot:search/templates/search.jinja2", permission=Permission.PUBLIC)
def search(context: Any, request: Request) -> dict[str, Any]:
    """Projects and contributions with these words, best first."""
    words = request.GET.get("q", "").strip()
    results: list[Result] = []
    if words:
        found = request.find_service(ISearch).find(request.db, words, request.locale, KINDS, limit=MOST)
        results = _results(request, found)
    return {"words": words, "results": results}


def _results(request: Request, found: list[Found]) -> list[Result]:
    """Titles and addresses in two statements; what isn't public (any more) is left out."""
    ids = {kind: [one.subject_id for one in found if one.kind == kind] for kind in KINDS}
    known = {**_projects(request, ids["project"]), **_contributions(request, ids["contribution"])}
    return [known[one.subject_id] for one in found if one.subject_id in known]


def _projects(request: Request, ids: list[uuid.UUID]) -> dict[uuid.UUID, Result]:
    if not ids:
        return {}
    query = select(project.c.id, project.c.slug, project.c.title, project.c.lead)
    rows = request.db.execute(query.where(project.c.id.in_(ids), project.c.state != "draft"))
    text, language = request.site.text, request.site.language_of
    return {
        row.id: Result(
            "project", text(row.title, request.locale), text(row.lead, request.locale),
            request.route_path("projects.show", slug=row.slug), language(row.title, request.locale),
        )
        for row in rows
    }  # fmt: skip


def _contributions(request: Request, ids: list[uuid.UUID]) -> dict[uuid.UUID, Result]:
    c = contribution.c
    query = select(c.id, c.number, c.method, c.title, func.left(c.body, 240).label("text"), c.language)
    query = query.select_from(contribution.join(project, project.c.id == c.project_id))
    shown = c.published_at.is_not(None), c.withdrawn_at.is_(None), project.c.state != "draft"
    found = {}
    for row in request.db.execute(query.where(c.id.in_(ids), *shown)) if ids else ():
        url = contribution_url(request, row.method, row.number)
        if url:
            found[row.id] = Result("contribution", row.title, row.text, url, row.language)
    return found


def contribution_url(request: Request, method_id: str, number: int) -> str:
    """The page of a contribution, which its method's plugin names; "" when its module isn't active."""
    method = request.plugins.method(method_id)
    route = method.contribution_route if method is not None else ""
    return str(request.route_path(route, number=number)) if route else ""
