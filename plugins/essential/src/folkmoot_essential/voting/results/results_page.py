# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The results of a certified vote, for everybody, and the bundle that recounts them."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.interfaces import Permission, ProjectContext, ProjectPhase
from folkmoot_essential.counting import rule
from folkmoot_essential.ledger.contests import recountable
from folkmoot_essential.ledger.levels import Level
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting import wording
from folkmoot_essential.voting.ballot.ballot_page import crumbs
from folkmoot_essential.voting.composing import options_of, settings_of
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.envelopes import envelope_wording
from folkmoot_essential.voting.envelopes.envelopes import funded
from folkmoot_essential.voting.follow_up.strip import strip
from folkmoot_essential.voting.models import VotingBundle, VotingElection
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.results import contest_page, deviating
from folkmoot_essential.voting.results.looking import BOUNDS, FURTHER
from folkmoot_essential.voting.results.speaking import Speaker
from folkmoot_essential.voting.results.taking_part import CHANNELS, district_titles, turnout


def certified(
    request: Request, context: ProjectContext
) -> tuple[ProjectPhase, VotingElection | None, VotingBundle | None]:
    """The phase in the address, its vote, and its bundle once it is certified. Raises HTTPNotFound."""
    phase = context.phase
    if phase is None or phase.method != METHOD:
        raise HTTPNotFound
    election = election_of(request.db, phase.id)
    if election is None or election.state != "certified":
        return phase, election, None
    statement = select(VotingBundle).where(VotingBundle.election_id == election.id)
    return phase, election, request.db.scalar(statement)


@view_config(
    route_name="voting.results", permission=Permission.PROJECT_READ, request_method="GET",
    renderer="folkmoot_essential.voting:templates/results.jinja2",
)  # fmt: skip
def results(context: ProjectContext, request: Request) -> dict[str, Any]:
    """Winners, every option and why, rounds, other rules, turnout, and how to recount; before certification only when
    that will be."""
    phase, election, bundle = certified(request, context)
    page: dict[str, Any] = {"crumbs": crumbs(context, request, phase), "phase": phase, "bundle": bundle}
    if bundle is None or election is None:
        return page
    return page | _shown(request, phase, election, bundle) | {
        "election": election, "download": context.url("voting.bundle", number=phase.number), "most": BOUNDS.options,
        "strip": strip(request, phase, election),
    }  # fmt: skip


def _shown(request: Request, phase: ProjectPhase, election: VotingElection, bundle: VotingBundle) -> dict[str, Any]:
    options = {one.key: one for one in options_of(request.db, phase)}
    titles = {key: request.site.text(one.title, request.locale) for key, one in options.items()}
    vote = funded(Vote.of_json(election.vote), bundle.result)
    counted = rule(election.rule["name"], election.rule["parameters"])
    speaker, decided = Speaker(request, titles), deviating.decided(request.db, election)
    held = {key: decided[one.number] for key, one in options.items() if one.number in decided}
    further = bundle.result.get(FURTHER)
    settings = settings_of(phase)
    said = wording.rule_in_words(settings, request.gettext) + envelope_wording.in_words(vote, settings, request)
    waits = further is None or bool(further["waiting"])
    contests = [contest_page.shown(one, speaker, held, waits) for one in contest_page.contests(bundle, vote, counted)]
    return {
        "contests": contests, "turnout": turnout(bundle.turnout), "channels": CHANNELS,
        "rule": said, "districts": district_titles(vote), "titles": titles, "held": held,
        "recountable": bundle.level != Level.TOTALS or recountable(vote, counted),
        "no_ballots": bool((further or {}).get("no_ballots")),
        "withdrawn": [(titles[key], one.withdrawn) for key, one in options.items() if one.withdrawn],
    }  # fmt: skip


@view_config(route_name="voting.bundle", permission=Permission.PROJECT_READ, request_method="GET")
def download(context: ProjectContext, request: Request) -> Response:
    """The recount bundle, byte for byte as it was certified."""
    _phase, _election, bundle = certified(request, context)
    if bundle is None:
        raise HTTPNotFound
    headers = {"Content-Disposition": 'attachment; filename="recount.zip"'}
    return Response(bundle.bundle, content_type="application/zip", headers=headers)
