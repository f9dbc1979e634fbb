# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The phase in an address of the back office; PROJECT_EDIT is decided on it."""

import uuid
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IProjects, ProjectContext, ProjectPhase
from folkmoot_essential.voting.composing import options_of, settings_of
from folkmoot_essential.voting.envelopes.envelopes import Envelope, envelopes_of
from folkmoot_essential.voting.models import VotingElection, VotingOption
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.settings import VotingSettings

METHOD = "voting"


def public_address(request: Request, phase: PhaseInfo, route: str) -> str:
    """An address of a phase for everybody; whoever came by a preview's link keeps that link's token."""
    here = request.context
    if isinstance(here, ProjectContext) and here.project.slug == phase.project_slug:
        return here.url(route, number=phase.number)
    return str(request.route_path(route, slug=phase.project_slug, number=phase.number))


class VotingContext:
    """A voting phase and its vote, for those who manage its project."""

    is_public = False

    def __init__(self, request: Request) -> None:
        if request.account is None or not request.account.is_staff:
            raise HTTPForbidden
        self.request = request
        try:
            phase_id = uuid.UUID(request.matchdict["phase"])
        except ValueError:
            raise HTTPNotFound from None
        found: ProjectPhase | None = request.find_service(IProjects).phase(request.db, phase_id, request.now)
        if found is None or found.method != METHOD:
            raise HTTPNotFound
        self.phase: ProjectPhase = found
        self.project_id: uuid.UUID = found.project_id

    @cached_property
    def election(self) -> VotingElection | None:
        """The vote, once it has opened."""
        return election_of(self.request.db, self.phase.id)

    @cached_property
    def options(self) -> Sequence[VotingOption]:
        """What is voted on, by number."""
        return options_of(self.request.db, self.phase)

    @cached_property
    def envelopes(self) -> Sequence[Envelope]:
        """The purses of areas, the town's first; none where the vote has one budget."""
        return envelopes_of(self.request.db, self.phase)

    @property
    def settings(self) -> VotingSettings:
        """What the organiser has decided."""
        return settings_of(self.phase)

    @property
    def state(self) -> str:
        """Where the vote stands: "before", "open", "closed" or "certified"."""
        return "before" if self.election is None else self.election.state

    def url(self, route: str, **kw: Any) -> str:
        """An address about this phase."""
        return str(self.request.route_path(route, phase=self.phase.id, **kw))

    @property
    def title(self) -> str:
        """The phase's title in the page's language."""
        return str(self.request.site.text(self.phase.title, self.request.locale))

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """All votes, and this one."""
        request = self.request
        return [
            (request.gettext("Votes"), request.route_path("voting.index")),
            (self.title, self.url("voting.desk")),
        ]


class OptionContext(VotingContext):
    """An option of the phase by its number."""

    @cached_property
    def option(self) -> VotingOption:
        """The option; asked only by views that the permission has let in. Raises HTTPNotFound."""
        number = int(self.request.matchdict["number"])
        found = next((one for one in self.options if one.number == number), None)
        if found is None:
            raise HTTPNotFound
        return found
