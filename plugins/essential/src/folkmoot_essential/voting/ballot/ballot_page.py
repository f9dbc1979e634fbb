# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ballot in its phase's page, and what happens when it is sent."""

from collections.abc import Sequence
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import func, select

from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot.interfaces import IVerifications, Permission, ProjectContext, ProjectPhase, Refusal
from folkmoot_essential.ledger.key_folder import KeyProblem
from folkmoot_essential.ledger.limits import BallotProblem
from folkmoot_essential.voting import casting, wording
from folkmoot_essential.voting.ballot import booth
from folkmoot_essential.voting.ballot.ballot_kept import Kept, kept_of
from folkmoot_essential.voting.ballot.ballot_parts import parts
from folkmoot_essential.voting.ballot.ballot_wording import said, worth_saying
from folkmoot_essential.voting.ballot.booth import Sent
from folkmoot_essential.voting.ballot.promises import promises
from folkmoot_essential.voting.composing import Choice, choices_of, options_of, settings_of
from folkmoot_essential.voting.context import METHOD, public_address
from folkmoot_essential.voting.envelopes import districts, envelope_wording
from folkmoot_essential.voting.envelopes.envelopes import contests_of
from folkmoot_essential.voting.models import VotingElection, VotingHead
from folkmoot_essential.voting.opening import CannotOpen, election_of, keys_of, opened
from folkmoot_essential.voting.options import option_pictures
from folkmoot_essential.voting.scrutiny import moving


def shown(request: Request, phase: PhaseInfo, sent: Sent | None = None, problems: Sequence[BallotProblem] = (),
          refused: Refusal | None = None) -> dict[str, Any]:  # fmt: skip
    """What the template ballot.jinja2 shows. sent: what comes back to its voter with problems or a total."""
    election, settings = election_of(request.db, phase.id), settings_of(phase)
    vote, who = districts.vote_in(request.db, phase, election, request.site), booth.voter(request, phase)
    options = [one for one in options_of(request.db, phase) if not one.withdrawn]
    options = booth.in_order(options, phase.id, booth.seed_of(request))
    refused = refused or booth.refusal(request, phase) or districts.refusal(request.db, phase, vote, election, who)
    kept = Kept() if refused or election is None else kept_of(request.db, who, election, settings.form)
    if kept is None:
        refused, kept = booth.NO_KEYS, Kept()
    if kept.paper:
        refused = booth.ON_PAPER
    typed = sent.typed if sent else kept.typed
    given = who.district if who and districts.by_roll(phase, vote, election) else None
    wished = [sent.ballot.district] if sent else [str(request.GET.get("district", "")), kept.district]
    district = districts.district_of(vote, given, wished)
    contests = contests_of(vote, district) if district else vote.contests
    titles = {one.key: request.site.text(one.title, request.locale) for one in options}
    return {
        "phase": phase, "election": election, "settings": settings, "refused": refused, "kept": kept, "typed": typed,
        "state": _state(request, phase, election), "sent": sent, "moved": moving.moved(request.db, election),
        "options": options, "titles": titles, "district": district, "given": given is not None,
        "districts": districts.choices(vote, request), "pictures": option_pictures.shown(request, options),
        "purses": parts(request, settings.form, vote, contests, options, typed),
        "errors": [
            (one.code, one.option, said(one, vote, settings, titles, request)) for one in worth_saying(problems)
        ],
        "rule": wording.rule_in_words(settings, request.gettext) + envelope_wording.in_words(vote, settings, request),
        "heads": _heads(request, election), "promises": promises(request, vote, settings, election),
        "addresses": {
            name: public_address(request, phase, name)
            for name in ("voting.cast", "voting.receipt", "voting.results", "projects.phase")
        },
    }  # fmt: skip


def _state(request: Request, phase: PhaseInfo, election: VotingElection | None) -> str:
    """Of a vote that has opened by the database's clock alone, as casting."""
    if election is None:
        return "before" if phase.state == "upcoming" else "open" if phase.state == "open" else "never"
    over = election.closes_at is not None and booth.moment(request) >= election.closes_at
    return "closed" if election.state == "open" and over else election.state


def _heads(request: Request, election: VotingElection | None) -> list[str]:
    """Fingerprints of the first and the newest; a head's size would tell how many have voted."""
    if election is None:
        return []
    newest = select(func.max(VotingHead.number)).where(VotingHead.election_id == election.id).scalar_subquery()
    statement = select(VotingHead.fingerprint).where(
        VotingHead.election_id == election.id, VotingHead.number.in_((0, newest))
    )
    return list(request.db.scalars(statement.order_by(VotingHead.number)))


@view_config(
    route_name="voting.cast", permission=Permission.PROJECT_READ, request_method=("GET", "POST"),
    renderer="folkmoot_essential.voting:templates/vote.jinja2",
)  # fmt: skip
def cast(context: ProjectContext, request: Request) -> dict[str, Any] | Response:
    """Cast a ballot or keep it for later; what can't be taken comes back with everything that was typed."""
    phase = context.phase
    if phase is None or phase.method != METHOD:
        raise HTTPNotFound
    back = context.url("projects.phase", number=phase.number)
    if request.method == "GET":
        return HTTPSeeOther(back)
    options = [one for one in choices_of(request.db, phase) if not one.withdrawn]
    booth.election(request, phase)  # first of all, for it brings the clock along
    sent = booth.sent(request, settings_of(phase).form, options)
    refused = booth.refusal(request, phase) or _outside(request, phase)
    if refused is not None:
        return _again(context, request, phase, sent, 403, refused=refused)
    if request.POST.get("do") == "save":
        return _save(context, request, phase, sent)
    return _cast(context, request, phase, sent, options)


def _outside(request: Request, phase: ProjectPhase) -> Refusal | None:
    election = booth.election(request, phase)
    vote = districts.vote_in(request.db, phase, election, request.site)
    return districts.refusal(request.db, phase, vote, election, booth.voter(request, phase))


def _cast(context: ProjectContext, request: Request, phase: ProjectPhase, sent: Sent,
          options: list[Choice]) -> dict[str, Any] | Response:  # fmt: skip
    if sent.problems:
        return _again(context, request, phase, sent, 422, sent.problems)
    try:
        election, keys, who = _ready(request, phase)
        casting.cast(request.db, election, keys, options, who, sent.ballot)
    except casting.Invalid as error:
        return _again(context, request, phase, sent, 422, error.problems)
    except (casting.NotOpen, CannotOpen):
        return _again(context, request, phase, sent, 403, refused=booth.CLOSED)
    except (casting.VotedOtherwise, casting.VotedOnPaper) as error:
        otherwise = isinstance(error, casting.VotedOtherwise)
        return _again(
            context, request, phase, sent, 403, refused=booth.VOTED_OTHERWISE if otherwise else booth.ON_PAPER
        )
    except KeyProblem:
        return _again(context, request, phase, sent, 503, refused=booth.NO_KEYS)
    request.flash(request.gettext("Thank you! Your ballot is in the box."))
    return HTTPSeeOther(context.url("projects.phase", number=phase.number))


def _save(context: ProjectContext, request: Request, phase: ProjectPhase, sent: Sent) -> dict[str, Any] | Response:
    try:
        election, keys, who = _ready(request, phase)
    except CannotOpen:
        return _again(context, request, phase, sent, 403, refused=booth.CLOSED)
    except KeyProblem:
        return _again(context, request, phase, sent, 503, refused=booth.NO_KEYS)
    casting.keep_draft(request.db, election, keys, who, booth.draft_bytes(sent.typed, sent.ballot.district))
    if request.headers.get("HX-Request"):
        return _again(context, request, phase, sent, 200)
    request.flash(request.gettext("Saved for later. It isn't cast yet."), "info")
    return HTTPSeeOther(context.url("projects.phase", number=phase.number))


def _ready(request: Request, phase: ProjectPhase) -> tuple[VotingElection, Any, casting.Voter]:
    """The vote, opened if nobody did, its keys and the voter. Raises CannotOpen, KeyProblem."""
    election = booth.election(request, phase)
    if election is None:
        found = request.find_service(IVerifications).eligible(request.db, phase)
        election = opened(request.db, phase, request.site, sum(found.values()) if found else None)
    who = booth.voter(request, phase)
    if election.state != "open" or who is None:
        raise CannotOpen("not-open")
    return election, keys_of(request.db, election), who


def _again(context: ProjectContext, request: Request, phase: ProjectPhase, sent: Sent, status: int,
           problems: Sequence[BallotProblem] = (), refused: Refusal | None = None) -> dict[str, Any]:  # fmt: skip
    request.response.status_int = status
    return {**shown(request, phase, sent, problems, refused), "crumbs": crumbs(context, request, phase)}


def crumbs(context: ProjectContext, request: Request, phase: ProjectPhase) -> list[tuple[str, str]]:
    """To the phase."""
    site, locale = request.site, request.locale
    return [
        (request.gettext("Projects"), request.route_path("projects.index")),
        (site.text(context.project.title, locale), context.url()),
        (site.text(phase.title, locale), context.url("projects.phase", number=phase.number)),
    ]
