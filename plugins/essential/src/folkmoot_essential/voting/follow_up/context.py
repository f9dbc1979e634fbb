# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The winner, and the stage of it, in an address of the back office; PROJECT_EDIT is decided on the phase."""

from collections.abc import Sequence
from functools import cached_property

from pyramid.httpexceptions import HTTPNotFound

from folkmoot_essential.voting.context import OptionContext, VotingContext
from folkmoot_essential.voting.follow_up.stages import Stage, stages_of
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.models import VotingOption


class FollowContext(VotingContext):
    """A phase with its winners and their stages."""

    @cached_property
    def winners(self) -> list[VotingOption]:
        """The options that are to be carried out; none before certification."""
        return winners(self.request.db, self.election, self.options)

    @cached_property
    def stages(self) -> Sequence[Stage]:
        """The stages of this vote's winners in their order."""
        return stages_of(self.request.db, self.phase.id, self.request.site)

    @property
    def follow_crumbs(self) -> list[tuple[str, str]]:
        """To the list of winners."""
        return [*self.crumbs, (self.request.gettext("Follow-up"), self.url("voting.winners"))]


class WinnerContext(FollowContext, OptionContext):
    """One winner by the number of its option."""

    @cached_property
    def winner(self) -> VotingOption:
        """The option; asked only by views that the permission has let in. Raises HTTPNotFound for one that lost."""
        found = self.option
        if found.id not in {one.id for one in self.winners}:
            raise HTTPNotFound
        return found

    @property
    def winner_title(self) -> str:
        """Its title in the page's language."""
        return str(self.request.site.text(self.winner.title, self.request.locale))


class StepContext(WinnerContext):
    """One stage of one winner."""

    @cached_property
    def stage(self) -> Stage:
        """The stage by its key. Raises HTTPNotFound."""
        key = self.request.matchdict["stage"]
        found = next((one for one in self.stages if one.key == key), None)
        if found is None:
            raise HTTPNotFound
        return found

    @property
    def stage_title(self) -> str:
        """The organiser's word for it."""
        return str(self.request.site.text(self.stage.title, self.request.locale))
