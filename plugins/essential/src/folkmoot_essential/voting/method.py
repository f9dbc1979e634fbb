# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The voting method: what a phase of voting is to core."""

import json
import uuid
from collections.abc import Mapping

from markupsafe import Markup
from pyramid.renderers import render
from pyramid.request import Request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from folkmoot.hookspecs.methods import (
    Action,
    Capability,
    Figure,
    Link,
    ParticipationMethod,
    PhaseInfo,
    PhasePage,
    Table,
    Who,
)
from folkmoot.i18n import mark as _
from folkmoot_essential.voting.ballot import ballot_page
from folkmoot_essential.voting.ballot.booth import ACTION
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.follow_up import exporting as follow_up
from folkmoot_essential.voting.follow_up.strip import strip
from folkmoot_essential.voting.models import VotingBox, VotingBundle, VotingElection, VotingTookPart
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.results import exporting
from folkmoot_essential.voting.settings import VotingSettings


class Voting(ParticipationMethod):
    """People vote or share out a budget."""

    id = METHOD
    title = _("Vote")
    description = _("People vote or share out a budget; the count explains itself, and anybody can recount it.")
    icon = "check"
    Settings = VotingSettings
    actions = (Action(ACTION, _("Vote"), Who.REGISTERED),)
    capabilities = frozenset({Capability.BALLOTS})

    def phase_page(self, request: Request, phase: PhaseInfo) -> PhasePage:
        """The ballot while voting is open; before and after, what there is to know."""
        values = ballot_page.shown(request, phase)
        values["strip"] = strip(request, phase, values["election"])
        body = Markup(render("folkmoot_essential.voting:templates/phase.jinja2", values, request))  # noqa: S704  # our own template
        return PhasePage(body, wide=True, uses=("htmx",), css=("voting/ballot.css",), modules=("voting/ballot.js",))

    def organiser_links(self, request: Request, phase: PhaseInfo) -> list[Link]:
        """The vote's desk."""
        return [Link(request.gettext("Manage the vote"), request.route_path("voting.desk", phase=phase.id), "check")]

    def statistics(self, db: Session, phase_ids: list[uuid.UUID]) -> Mapping[uuid.UUID, list[Figure]]:
        """Voters of certified votes; nobody sees a number before."""
        statement = (
            select(VotingElection.phase_id, func.count(VotingTookPart.id))
            .outerjoin(VotingTookPart, VotingTookPart.election_id == VotingElection.id)
            .where(VotingElection.phase_id.in_(phase_ids), VotingElection.state == "certified")
            .group_by(VotingElection.phase_id)
        )
        rows = db.execute(statement).all() if phase_ids else []
        return {phase_id: [Figure(_("Voters"), number, "voters")] for phase_id, number in rows}

    def exports(self, db: Session, phase: PhaseInfo) -> list[Table]:
        """Result and turnout of a certified vote, and its box where each ballot was published anyway."""
        statement = (
            select(VotingBox.tracker, VotingBox.ballot)
            .join(VotingElection, VotingElection.id == VotingBox.election_id)
            .join(VotingBundle, VotingBundle.election_id == VotingElection.id)
            .where(VotingElection.phase_id == phase.id, VotingElection.state == "certified", VotingBundle.level == "L2")
            .order_by(VotingBox.tracker)
        )
        rows = [(tracker, json.dumps(ballot, sort_keys=True)) for tracker, ballot in db.execute(statement)]
        ballots = [Table("ballots", ("tracker", "ballot"), rows)] if rows else []
        return [*exporting.tables(db, phase), *ballots, *follow_up.tables(db, phase)]

    def results_public(self, phase: PhaseInfo) -> bool:
        """Not while people vote; after closing there are no figures either before certification (see statistics)."""
        return phase.state == "closed"

    def frozen(self, db: Session, phase_id: uuid.UUID) -> bool:
        """From its opening on, what people vote by is fixed."""
        return election_of(db, phase_id) is not None
