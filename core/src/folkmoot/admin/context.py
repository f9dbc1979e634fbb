# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What pages of one project or one phase are about; the permission PROJECT_EDIT is decided on these."""

import uuid

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPRequestEntityTooLarge
from pyramid.request import Request

from folkmoot.projects.interfaces import IProjects, ProjectPhase
from folkmoot.projects.models import Project
from folkmoot.projects.slugs import PATTERN
from folkmoot_licensing import MAX_BUNDLE

LARGEST_FORM = 2 * MAX_BUNDLE
"""Bytes: the largest file, and what a form adds to it on the way."""


class AdminProject:
    """A project by the slug in the address; nobody but staff learns which slugs exist."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        slug = request.matchdict["slug"]
        projects = request.find_service(IProjects)
        found: Project | None = projects.by_slug(request.db, slug) if PATTERN.fullmatch(slug) else None
        if found is None:
            raise HTTPNotFound
        self.project: Project = found
        self.project_id: uuid.UUID = found.id


class AdminPhase(AdminProject):
    """A phase of that project."""

    def __init__(self, request: Request) -> None:
        super().__init__(request)
        phase_id = id_of(request.matchdict["phase"])
        found: ProjectPhase | None = request.find_service(IProjects).phase(request.db, phase_id, request.now)
        if found is None or found.project_id != self.project_id:
            raise HTTPNotFound
        self.phase: ProjectPhase = found


class LicenceForm:
    """A form with a licence file: one that is too large is refused before anything of it is read."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_administrator:
            raise HTTPForbidden
        if (request.content_length or 0) > LARGEST_FORM:
            request.body = b""  # what the server has kept of it goes away now and not with the request
            raise TooLargeForLicence


class TooLargeForLicence(HTTPRequestEntityTooLarge):
    """Its title is the code that the page shows."""

    title = "size"


def id_of(text: str) -> uuid.UUID:
    """An id from an address or a form; 404 where it can't be one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise HTTPNotFound from None
