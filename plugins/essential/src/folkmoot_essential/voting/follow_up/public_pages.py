# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What everybody sees of winners: all of them, one of them with its stages, and being told about it."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.interfaces import IMedia, Permission, ProjectContext, ProjectPhase
from folkmoot_essential.voting.ballot.ballot_page import crumbs
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.follow_up import audience, pictures, wording
from folkmoot_essential.voting.follow_up.history import history
from folkmoot_essential.voting.follow_up.progress import Progress, progress
from folkmoot_essential.voting.follow_up.stages import stages_of
from folkmoot_essential.voting.follow_up.winners import winners
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.opening import election_of

TEMPLATES = "folkmoot_essential.voting:templates/"


def _found(context: ProjectContext, request: Request) -> tuple[ProjectPhase, list[VotingOption]]:
    """The phase in the address and its winners. Raises HTTPNotFound where there are none (yet)."""
    phase = context.phase
    if phase is None or phase.method != METHOD:
        raise HTTPNotFound
    found = winners(request.db, election_of(request.db, phase.id), options_of(request.db, phase))
    if not found:
        raise HTTPNotFound
    return phase, found


def _winner(context: ProjectContext, request: Request) -> tuple[ProjectPhase, VotingOption]:
    phase, found = _found(context, request)
    number = int(request.matchdict["option"])
    winner = next((one for one in found if one.number == number), None)
    if winner is None:
        raise HTTPNotFound
    return phase, winner


@view_config(
    route_name="voting.follow_up", permission=Permission.PROJECT_READ, request_method="GET",
    renderer=TEMPLATES + "follow_up.jinja2",
)  # fmt: skip
def listed(context: ProjectContext, request: Request) -> dict[str, Any]:
    """All winners with the stage each has reached."""
    phase, found = _found(context, request)
    all_of_them = progress(request.db, found, stages_of(request.db, phase.id, request.site))
    return {
        "crumbs": crumbs(context, request, phase), "found": all_of_them,
        "delivered": sum(one.delivered for one in all_of_them), "spent": _spent(all_of_them),
        "address": lambda number: context.url("voting.winner", number=phase.number, option=number),
    }  # fmt: skip


def _spent(found: list[Progress]) -> int:
    return sum(one.spent or 0 for one in found)


@view_config(
    route_name="voting.winner", permission=Permission.PROJECT_READ, request_method="GET",
    renderer=TEMPLATES + "follow_up_winner.jinja2",
)  # fmt: skip
def shown(context: ProjectContext, request: Request) -> dict[str, Any]:
    """One winner: its stages with dates, money, texts and pictures, what was corrected, and whether one is told."""
    phase, winner = _winner(context, request)
    [found] = progress(request.db, [winner], stages_of(request.db, phase.id, request.site))
    ids = [one.id for one in found.steps.values()]
    media = request.find_service(IMedia)
    return {
        "crumbs": [*crumbs(context, request, phase), _up(context, request, phase)], "winner": winner, "found": found,
        "pictures": pictures.of_steps(request.db, media, ids, request.site, request.locale),
        "changes": history(request, ids), "told": _told(request, winner),
        "follow": context.url("voting.follow", number=phase.number, option=winner.number),
    }  # fmt: skip


def _up(context: ProjectContext, request: Request, phase: ProjectPhase) -> tuple[str, str]:
    return request.gettext("What becomes of it"), context.url("voting.follow_up", number=phase.number)


def _told(request: Request, winner: VotingOption) -> bool:
    return request.account is not None and audience.wants(request.db, winner, request.account.id)


@view_config(route_name="voting.follow", permission=Permission.PROJECT_READ, request_method="POST")
def follow(context: ProjectContext, request: Request) -> Response:
    """Ask to be told of a winner, or not to be any more; visitors are led to the page where they sign in."""
    phase, winner = _winner(context, request)
    back = context.url("voting.winner", number=phase.number, option=winner.number)
    if request.account is None:
        return HTTPSeeOther(request.route_path("accounts.sign_in", _query={"to": back}))
    wanted = request.POST.get("wants") == "1"
    audience.choose(request.db, winner, request.account.id, wants=wanted)
    request.flash(request.gettext(wording.TOLD_FROM_NOW if wanted else wording.NOT_TOLD))
    return HTTPSeeOther(back)


@view_config(
    route_name="voting.letters", permission=Permission.PROJECT_READ, request_method=("GET", "POST"),
    renderer=TEMPLATES + "follow_up_letters.jinja2",
)  # fmt: skip
def letters(context: ProjectContext, request: Request) -> dict[str, Any]:
    """End the letters from a link in one of them, without signing in; a button, as machines open links too."""
    phase, winner = _winner(context, request)
    reader = audience.reader_of(request.db, winner, request.GET.get("who", ""), request.GET.get("key", ""))
    if reader is not None and request.method == "POST":
        audience.choose(request.db, winner, reader, wants=False)
    elif reader is None and "who" in request.GET:
        request.response.status_int = 410
    return {
        "crumbs": crumbs(context, request, phase), "winner": winner, "known": reader is not None,
        "done": reader is not None and request.method == "POST", "here": request.path_qs,
        "page": context.url("voting.winner", number=phase.number, option=winner.number),
    }  # fmt: skip
