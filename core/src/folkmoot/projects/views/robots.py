# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What search engines read: the map of public pages in all languages, and where not to go."""

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.projects.models import Folder, Project
from folkmoot.projects.views.pages import town_pages
from folkmoot.security.permissions import Permission

HOUR = 3600
MOST = 10_000
"""The format allows 50,000 addresses a file; each page has one for every language of the town."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@view_config(route_name="sitemap", permission=Permission.PUBLIC)
def sitemap(request: Request) -> Response:
    """sitemap.xml (sitemaps.org), each page with its translations."""
    body = HEAD + "".join(_entry(request, route, kw) for route, kw in _places(request)) + "</urlset>\n"
    response = Response(body, content_type="application/xml", charset="utf-8")
    response.cache_control.max_age = HOUR
    return response


def _places(request: Request) -> Iterable[tuple[str, dict[str, Any]]]:
    yield "home", {}
    yield "projects.index", {}
    folders = select(Folder.slug).where(Folder.state == "published").order_by(Folder.id)
    for slug in request.db.scalars(folders):
        yield "projects.folder", {"slug": slug}
    public = select(Project.slug).where(Project.state != "draft", Project.listed.is_(True)).order_by(Project.id)
    for slug in request.db.scalars(public.limit(MOST)):
        yield "projects.show", {"slug": slug}
    for name in town_pages(request):
        yield "pages.show", {"name": name}


def _entry(request: Request, route: str, kw: dict[str, Any]) -> str:
    urls = {locale: request.route_url(route, lang=locale, **kw) for locale in request.site.locales}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{locale}" href={quoteattr(url)}/>' for locale, url in urls.items()
    )
    return "".join(f"<url><loc>{escape(url)}</loc>{links}</url>\n" for url in urls.values())


@view_config(route_name="robots", permission=Permission.PUBLIC)
def robots(request: Request) -> Response:
    """robots.txt: everything public may be read; forms, searches and the back office lead nowhere."""
    lines = ["User-agent: *", "Disallow: /admin", "Disallow: /api/"]
    for locale in request.site.locales:
        lines += [f"Disallow: /{locale}/search", f"Disallow: /{locale}/sign-in"]
    lines += ["", f"Sitemap: {request.route_url('sitemap')}", ""]
    response = Response("\n".join(lines), content_type="text/plain", charset="utf-8")
    response.cache_control.max_age = HOUR
    return response
