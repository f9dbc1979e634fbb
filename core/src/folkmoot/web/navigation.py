# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The public main navigation and the back office's side navigation."""

from dataclasses import dataclass

from pyramid.request import Request

from folkmoot.i18n import mark as _


@dataclass(frozen=True)
class Entry:
    """One entry; `current` marks where the reader is."""

    label: str
    url: str
    icon: str = ""
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """Entries of the back office under one heading ("" for the first group)."""

    label: str
    entries: tuple[Entry, ...]


def public_navigation(request: Request) -> list[Entry]:
    """Projects first, then what the plugins add."""
    links = [(request.gettext("Projects"), request.route_path("projects.index"))]
    links += [(link.label, link.url) for link in request.plugins.navigation(request)]
    return [Entry(label, url, current=_is_under(request, url)) for label, url in links]


CORE_SECTIONS = (
    ("admin.home", _("Overview"), "home", "staff"),
    ("admin.projects", _("Projects"), "folder", "staff"),
)
SETTINGS_SECTIONS = (
    ("admin.people", _("People"), "people", "administer"),
    ("admin.topics", _("Topics and areas"), "tag", "administer"),
    ("admin.modules", _("Modules"), "puzzle", "administer"),
    ("admin.settings", _("Settings"), "settings", "administer"),
    ("admin.audit", _("Audit log"), "shield", "administer"),
)


def admin_navigation(request: Request) -> list[Group]:
    """Core's sections, the plugins' sections, then what only administrators see."""
    plugins = tuple(
        Entry(section.label, section.url, section.icon, _is_under(request, section.url), section.count)
        for section in request.plugins.admin_sections(request)
    )
    return [
        Group("", (*_entries(request, CORE_SECTIONS), *plugins)),
        Group(request.gettext("Platform"), _entries(request, SETTINGS_SECTIONS)),
    ]


def _entries(request: Request, sections: tuple[tuple[str, str, str, str], ...]) -> tuple[Entry, ...]:
    allowed = [section for section in sections if section[3] == "staff" or request.account.is_administrator]
    return tuple(
        Entry(request.gettext(label), url, icon, _is_under(request, url))
        for route, label, icon, who in allowed
        for url in [request.route_path(route)]
    )


def _is_under(request: Request, url: str) -> bool:
    return request.path == url or (url != "/admin" and request.path.startswith(url.rstrip("/") + "/"))
