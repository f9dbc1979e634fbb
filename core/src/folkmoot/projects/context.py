# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The project in an address: the factory of every public route below /projects/{slug}."""

import secrets
import uuid
from functools import cached_property
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from folkmoot.projects.interfaces import IProjects, ProjectPhase
from folkmoot.projects.models import Project


class ProjectContext:
    """A project that this request may see; any other doesn't exist for it.

    A draft is seen by those who manage it, and by whoever was given its preview link. preview: the token of that link
    when it opened this request, else "": addresses within the project carry it on.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._projects = request.find_service(IProjects)
        found: Project | None = self._projects.by_slug(request.db, request.matchdict["slug"])
        if found is None:
            raise HTTPNotFound
        self.project: Project = found
        self.project_id: uuid.UUID = found.id
        self.preview: str = _valid_token(request, found)
        self.is_public: bool = found.state != "draft" or bool(self.preview)
        if not self.is_public and not (request.account and request.account.manages(found.id)):
            raise HTTPNotFound

    @cached_property
    def phases(self) -> list[ProjectPhase]:
        """All phases of the project, as of this request's moment."""
        found: list[ProjectPhase] = self._projects.phases(self._request.db, self.project_id, self._request.now)
        return found

    @cached_property
    def phase(self) -> ProjectPhase | None:
        """The phase whose number is in the address (404 without such), else the current one."""
        asked = (self._request.matchdict or {}).get("number")
        if asked is None:
            current: ProjectPhase | None = self._projects.current(self.phases)
            return current
        found = next((phase for phase in self.phases if str(phase.number) == asked), None)
        if found is None:
            raise HTTPNotFound
        return found

    def url(self, route: str = "projects.show", **kw: Any) -> str:
        """An address within this project; it keeps the preview link open."""
        query = {"preview": self.preview} if self.preview else {}
        return str(self._request.route_path(route, slug=self.project.slug, _query=query, **kw))


def _valid_token(request: Request, project: Project) -> str:
    token: str = request.GET.get("preview", "")
    if project.state != "draft" or not token:
        return ""
    return token if secrets.compare_digest(token.encode(), project.preview_token.encode()) else ""
