# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What a reader chose: read from the address, and turned into addresses again, so that a view can be passed on."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from folkmoot_standard.reporting import periods
from folkmoot_standard.reporting.acts import Scope
from folkmoot_standard.reporting.names import Named, Names, by_slug
from folkmoot_standard.reporting.periods import Period

NAMES = ("period", "from", "to", "project", "phase", "topic", "area", "method", "compare")
"""Everything that an address of the dashboard may say."""


@dataclass(frozen=True)
class Choice:
    """A view of the dashboard. compare: a second project, beside the first."""

    period: Period
    project: Named | None = None
    phase: Named | None = None
    topic: Named | None = None
    area: Named | None = None
    method: str = ""
    compare: Named | None = None

    @property
    def only(self) -> dict[str, Any]:
        """What narrows the acts beside project and period, by the names of acts.DIMENSIONS."""
        chosen = {name: found.id for name, found in self._named() if found}
        return chosen | ({"method": self.method} if self.method else {})

    def _named(self) -> tuple[tuple[str, Named | None], ...]:
        return (("phase", self.phase), ("topic", self.topic), ("area", self.area))

    @property
    def narrowed(self) -> bool:
        """Whether anything but the period is chosen."""
        return bool(self.project or self.only)

    def scope(self, names: Names, period: Period, zone: Any) -> Scope:
        """What is counted for a period of this choice."""
        projects = (self.project.id,) if self.project else tuple(names.projects)
        return Scope(projects, period.begins(zone), period.ends(zone), self.only)

    def query(self, **changed: str) -> dict[str, str]:
        """The address' part after the question mark, by name, with something changed."""
        own = {"from": self.period.first, "to": self.period.last} if not self.period.preset else {}
        values = {
            "period": self.period.preset, **{name: str(day) for name, day in own.items() if day},
            **{name: found.slug for name, found in (("project", self.project), *self._named()) if found},
            "method": self.method, "compare": self.compare.slug if self.compare else "", **changed,
        }  # fmt: skip
        return {name: value for name, value in values.items() if value}


def address(request: Request, query: Mapping[str, str], route: str = "reporting.dashboard", **parts: str) -> str:
    """The path of a page with a query."""
    path = str(request.route_path(route, **parts))
    return f"{path}?{urlencode(query)}" if query else path


def read(request: Request, names: Names) -> Choice:
    """What the address says; 404 for a thing that isn't there, or not for this person."""
    get = request.GET
    today = request.site.local(request.now).date()
    project = _find(names.projects, get.get("project", ""))
    phase = _find(names.phases, get.get("phase", ""))
    compare = _find(names.projects, get.get("compare", ""))
    method = get.get("method", "")
    if method and method not in request.plugins.methods:
        raise HTTPNotFound
    if phase and project and phase.parent != project.id:
        phase = None  # another project was chosen in the form, whose phases weren't on it yet
    return Choice(
        periods.read(get, today), project, phase, _find(names.topics, get.get("topic", "")),
        _find(names.areas, get.get("area", "")), method,
        compare if project and compare and compare.id != project.id else None,
    )  # fmt: skip


def _find(known: Mapping[Any, Named], slug: str) -> Named | None:
    if not slug:
        return None
    found = by_slug(known.values(), slug)
    if found is None:
        raise HTTPNotFound
    return found


def today(request: Request) -> datetime.date:
    """The day it is in the tenant's zone."""
    found: datetime.date = request.site.local(request.now).date()
    return found
