# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The phase and the entry in an address of the back office; PROJECT_EDIT is decided on these."""

import uuid
from functools import cached_property
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPRequestEntityTooLarge
from pyramid.request import Request

from folkmoot.interfaces import AreaTag, IProjects, ProjectPhase
from folkmoot_essential.voter_roll import entries
from folkmoot_essential.voter_roll.models import VoterRollEntry
from folkmoot_essential.voter_roll.sheet import MOST_BYTES

LARGEST_FORM = MOST_BYTES + 100_000
"""Bytes: the largest list, and what a form adds to it on the way."""


class RollContext:
    """A phase and its roll, for those who manage its project."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        self.request = request
        if (request.content_length or 0) > LARGEST_FORM:
            request.body = b""  # what the server has kept of it goes away now and not with the request
            raise HTTPRequestEntityTooLarge
        try:
            phase_id = uuid.UUID(request.matchdict["phase"])
        except ValueError:
            raise HTTPNotFound from None
        found: ProjectPhase | None = request.find_service(IProjects).phase(request.db, phase_id, request.now)
        if found is None:
            raise HTTPNotFound
        self.phase: ProjectPhase = found
        self.project_id: uuid.UUID = found.project_id

    @cached_property
    def areas(self) -> list[AreaTag]:
        """The town's areas, which districts are."""
        found: list[AreaTag] = self.request.find_service(IProjects).areas(self.request.db)
        return found

    def district(self, slug: str) -> str:
        """A district's name for staff."""
        if not slug:
            return str(self.request.gettext("No district"))
        title = next((area.title for area in self.areas if area.slug == slug), None)
        return str(self.request.site.text(title, self.request.locale)) if title else slug

    def url(self, route: str, **kw: Any) -> str:
        """An address about this phase."""
        return str(self.request.route_path(route, phase=self.phase.id, **kw))

    @property
    def title(self) -> str:
        """The phase's title in the page's language."""
        return str(self.request.site.text(self.phase.title, self.request.locale))

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """All rolls, and this one."""
        request = self.request
        return [
            (request.gettext("Voter rolls"), request.route_path("voter_roll.index")),
            (self.title, self.url("voter_roll.roll")),
        ]


class EntryContext(RollContext):
    """An entry of the roll by its number."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        number = int(request.matchdict["number"])
        entry = entries.by_number(request.db, self.phase.id, number) if self._manages else None
        if self._manages and entry is None:
            raise HTTPNotFound
        self._entry = entry

    @property
    def _manages(self) -> bool:
        """Others than the managers don't learn which entries there are."""
        return bool(self.request.account.manages(self.project_id))

    @property
    def entry(self) -> VoterRollEntry:
        """The entry; asked only by views that the permission has let in."""
        if self._entry is None:
            raise HTTPNotFound
        return self._entry
