# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The idea in an address: found once a request, and only where the person asking may know of it."""

import uuid
from typing import Any

from pyramid.decorator import reify
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from folkmoot.interfaces import IContributions, IProjects, ProjectPhase
from folkmoot_essential.ideation.rules import settings_of
from folkmoot_essential.ideation.settings import IdeationSettings

METHOD = "ideation"


class IdeaContext:
    """An idea that this request may see. Hidden ones and those of drafts exist only for their author and staff.

    idea: a row of IContributions.by_number. gone: it was withdrawn; then the page says so and shows nothing of it.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        account = request.account
        number = int(request.matchdict["number"])
        self.idea: Any = self._find(number) if number < 2**63 else None
        if self.idea is None or self.idea.method != METHOD:
            raise HTTPNotFound
        self.project_id: uuid.UUID = self.idea.project_id
        self.is_staff: bool = account is not None and account.manages(self.project_id)
        self.is_author: bool = account is not None and account.id == self.idea.author_id
        self.gone: bool = self.idea.withdrawn_at is not None
        self.is_public: bool = self.idea.project_state != "draft" or self.is_staff
        hidden = self.idea.published_at is None and not (self.is_author or self.is_staff)
        if not self.is_public or (hidden and not self.gone):
            raise HTTPNotFound

    def _find(self, number: int) -> Any:
        request, account = self.request, self.request.account
        return request.find_service(IContributions).by_number(request.db, number, account.id if account else None)

    @reify
    def phase(self) -> ProjectPhase | None:
        """The phase it was shared in, with rules and settings."""
        found: ProjectPhase | None = self.request.find_service(IProjects).phase(
            self.request.db, self.idea.phase_id, self.request.now
        )
        return found

    @property
    def settings(self) -> IdeationSettings:
        """The settings of its phase."""
        return settings_of(self.phase)

    @property
    def may_change(self) -> bool:
        """Its author, while the phase is open; staff may at any time."""
        open_now = self.phase is not None and self.phase.state == "open" and not self.phase.project_archived
        return not self.gone and (self.is_staff or (self.is_author and open_now))

    @property
    def may_withdraw(self) -> bool:
        """Its author, at any time."""
        return self.is_author and not self.gone

    def url(self, **query: str) -> str:
        """The address of its page in the reader's language."""
        return str(self.request.route_path("ideation.show", number=self.idea.number, _query=query))


class IdeaSubject(IdeaContext):
    """The same for a request that only reacts: without the idea's texts, pictures and counts."""

    def _find(self, number: int) -> Any:
        return self.request.find_service(IContributions).subject(self.request.db, number)
