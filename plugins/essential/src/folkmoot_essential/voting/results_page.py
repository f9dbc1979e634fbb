# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The results of a certified vote, for everybody, and the bundle that recounts them."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission, ProjectContext, ProjectPhase
from folkmoot_essential.counting import rule
from folkmoot_essential.ledger.contests import recountable
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting import wording
from folkmoot_essential.voting.ballot_page import crumbs
from folkmoot_essential.voting.composing import options_of, settings_of
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.models import VotingBundle, VotingElection
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.results_wording import why

FEWEST = 10
"""Groups smaller than this aren't shown."""
CHANNELS = {"web": _("On the web"), "paper": _("On paper")}


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
    """Winners, every option and why, turnout, and how to recount; before certification only when that will be."""
    phase, election, bundle = certified(request, context)
    page: dict[str, Any] = {"crumbs": crumbs(context, request, phase), "phase": phase, "bundle": bundle}
    if bundle is None or election is None:
        return page
    options = {one.key: one for one in options_of(request.db, phase)}
    titles = {key: request.site.text(one.title, request.locale) for key, one in options.items()}
    vote, chosen = Vote.of_json(election.vote), rule(election.rule["name"], election.rule["parameters"])
    told = bundle.level != "L0" or recountable(vote, chosen)
    contests = [_contest(one, vote, titles, request, told) for one in bundle.result["contests"]]
    return page | {
        "election": election, "contests": contests, "turnout": turnout(bundle.turnout), "channels": CHANNELS,
        "rule": wording.rule_in_words(settings_of(phase), request.gettext), "told": told,
        "withdrawn": [(titles[key], one.withdrawn) for key, one in options.items() if one.withdrawn],
        "download": context.url("voting.bundle", number=phase.number),
    }  # fmt: skip


def _contest(found: Mapping[str, Any], vote: Vote, titles: Mapping[str, str], request: Request,
             told: bool) -> dict[str, Any]:  # fmt: skip
    """One purse: a line for each option, winners first."""
    contest = next(one for one in vote.contests if one.id == found["id"])
    reasons = {one["option"]: one for one in found["why"]}
    votes, points = found["totals"]["votes"], found["totals"].get("points")
    score = points or votes
    places = {key: place for place, key in enumerate(found["winners"], start=1)}
    order = sorted(reasons, key=lambda key: (key not in places, places.get(key, 0), -score[key], key))
    rows = [
        {
            "title": titles.get(key, key), "place": places.get(key, 0), "votes": votes[key],
            "points": points[key] if points else None, "cost": int(reasons[key]["cost"]),
            "why": why(reasons[key], titles, request) if told else "",
        }
        for key in order
    ]  # fmt: skip
    bars = [(titles.get(key, key), score[key], formats.number(score[key], request.locale)) for key in order]
    return {
        "rows": rows, "bars": bars, "points": points is not None, "budget": int(contest.budget),
        "spent": int(found["spent"]), "ballots": found["totals"]["ballots"], "winners": len(places),
    }  # fmt: skip


def turnout(found: Mapping[str, Any]) -> dict[str, Any]:
    """How many took part. Channels are shown only when none of them is a small group, so that none can be inferred."""
    channels = found["channels"]
    small = any(number < FEWEST for number in channels.values())
    return {
        "voters": found["voters"], "eligible": found.get("eligible"), "channels": {} if small else channels,
        "hidden": small,
    }  # fmt: skip


@view_config(route_name="voting.bundle", permission=Permission.PROJECT_READ, request_method="GET")
def download(context: ProjectContext, request: Request) -> Response:
    """The recount bundle, byte for byte as it was certified."""
    _phase, _election, bundle = certified(request, context)
    if bundle is None:
        raise HTTPNotFound
    headers = {"Content-Disposition": 'attachment; filename="recount.zip"'}
    return Response(bundle.bundle, content_type="application/zip", headers=headers)
