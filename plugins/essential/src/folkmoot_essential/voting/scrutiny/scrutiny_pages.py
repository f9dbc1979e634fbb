# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of scrutiny: who took part, and what one person proposes and another confirms."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNoContent, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAudit, IJobs, Permission
from folkmoot_essential.ledger.key_folder import KeyProblem
from folkmoot_essential.ledger.vote import Vote
from folkmoot_essential.voting import certifying
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.models import VotingDecision, VotingElection
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.paper.paper_numbers import unreconciled
from folkmoot_essential.voting.results.taking_part import district_titles
from folkmoot_essential.voting.scrutiny import deciding, moving, scrutiny

LONGEST = 500
KINDS = {
    deciding.REVOKE: _("Revoke a ballot"), deciding.WITHDRAW: _("Withdraw an option"),
    deciding.SEED: _("Enter the seed of the lot"), deciding.CERTIFY: _("Certify the vote"),
    deciding.MOVE: _("Move the end of voting"), deciding.HANDOVER: _("Hand over the auditor's copy"),
    deciding.DEVIATE: _("Carry out otherwise than counted"),
}  # fmt: skip
CODES = {
    "not-eligible": _("Wasn't allowed to vote"), "double": _("Has voted twice"),
    "voted-on-paper": _("Has voted on paper as well"),
}  # fmt: skip
REASONS = {deciding.MOVE: "move_reason", deciding.WITHDRAW: "withdraw_reason"}
"""Fields of their own, since all three stand on one page."""
OUTCOMES = {"proposed": _("waits for a second person"), "confirmed": _("confirmed"), "refused": _("refused")}
SENTENCES = {
    "wrong-state": _("This can't be decided at this moment of the vote."),
    "same-person": _("Another member of staff has to confirm this: nobody decides alone."),
    "decided": _("Somebody else has decided this a moment ago."),
    "no-such-voter": _("Choose the person whose ballot is to be revoked, and why."),
    "reason-missing": _("Please give a reason."),
    "no-such-option": _("Choose the option that is to be withdrawn."),
    "seed-missing": _("Enter the seed: what was drawn, exactly as it was made public."),
    "keys-missing": _("The keys of this vote can't be read now. Nothing was decided; please tell the operator."),
    "moment-missing": _("Enter a date and a time that exist."),
    "moment-past": _("Voting can only end at a moment that is still to come, and another than planned now."),
    "moment-impossible": _("The phase can't end then."),
    "papers-open": _("Some papers aren't settled yet: two clerks have to agree on each of them first."),
    "too-long": _("At most 500 characters, please."),
}  # fmt: skip
Proposal = tuple[str, dict[str, Any]]


@view_config(
    route_name="voting.scrutiny", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "scrutiny.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def page(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """Who took part, what waits for a second person, and forms for proposals; what was typed stays when refused."""
    election = context.election
    if election is None:
        raise HTTPNotFound
    if request.GET.get("part") == "state" and election.state != "certified":
        return HTTPNoContent()  # the page asks again and again while the vote is being certified
    code = ""
    if request.method == "POST":
        code = _act(context, election, request)
        if not code:
            return HTTPSeeOther(context.url("voting.scrutiny"))
        request.response.status_int = 422
    return _shown(context, election, request) | {
        "code": code, "sentence": request.gettext(SENTENCES[code]) if code else "", "typed": request.POST,
    }  # fmt: skip


def _act(context: VotingContext, election: VotingElection, request: Request) -> str:
    """Do what the form asks for; a code of SENTENCES when it can't be."""
    do = request.POST.get("do", "")
    try:
        with request.db.begin_nested():
            if do in ("confirm", "refuse"):
                return _decide(context, election, request, do)
            return _propose(context, election, request, do)
    except deciding.Refused as refused:
        return refused.code
    except KeyProblem:
        return "keys-missing"


def _propose(context: VotingContext, election: VotingElection, request: Request, do: str) -> str:
    """One person's half."""
    if do not in PROPOSALS:
        raise HTTPNotFound
    details, code = moving.asked(request) if do == deciding.MOVE else PROPOSALS[do](request.POST)
    reason = request.POST.get(REASONS.get(do, "reason"), "").strip()
    if code or len(reason) > LONGEST:
        return code or "too-long"
    if do == deciding.WITHDRAW and details["option"] not in _standing(context):
        return "no-such-option"
    made = deciding.propose(request.db, election, do, details, reason, request.account.id)
    _note(request, made, "proposed")
    request.flash(request.gettext("Proposed. It is done as soon as another member of staff confirms it."))
    return ""


def _standing(context: VotingContext) -> set[int]:
    return {one.number for one in context.options if not one.withdrawn}


def _revoke(form: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    token, code = form.get("token", ""), form.get("code", "")
    return {"token": token, "code": code}, "" if token and code else "no-such-voter"


def _withdraw(form: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    number = form.get("option", "")
    fine = number.isascii() and number.isdecimal() and len(number) < 10
    return {"option": int(number) if fine else 0}, "" if fine else "no-such-option"


def _seed(form: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    seed = form.get("seed", "").strip()
    return {"seed": seed}, "seed-missing" if not seed else "too-long" if len(seed) > LONGEST else ""


PROPOSALS: Mapping[str, Callable[[Mapping[str, str]], tuple[dict[str, Any], str]]] = {
    deciding.REVOKE: _revoke, deciding.WITHDRAW: _withdraw, deciding.SEED: _seed,
    deciding.CERTIFY: lambda _form: ({}, ""), deciding.MOVE: lambda _form: ({}, ""),
}  # fmt: skip


def _decide(context: VotingContext, election: VotingElection, request: Request, do: str) -> str:
    """The other person's half, or anybody's no."""
    decision = _decision(request, election)
    if do == "refuse":
        deciding.refuse(request.db, decision, request.account.id)
        _note(request, decision, "refused")
        request.flash(request.gettext("Refused: nothing was done."), "info")
        return ""
    deciding.confirm(request.db, election, decision, request.account.id)
    _note(request, decision, "confirmed")
    if decision.kind == deciding.MOVE:
        moving.follow(request, election)
    if decision.kind == deciding.CERTIFY:
        arguments = {"election": str(election.id)}
        request.find_service(IJobs).defer(
            request.db, "voting", certifying.TASK.name, arguments, lock=f"voting:{election.id}"
        )
        request.flash(request.gettext("Confirmed. The vote is being counted and certified; this takes a moment."))
    else:
        request.flash(request.gettext("Confirmed and done. It stands in the public log of the vote."))
    return ""


def _decision(request: Request, election: VotingElection) -> VotingDecision:
    try:
        asked = uuid.UUID(request.POST.get("decision", ""))
    except ValueError:
        raise HTTPNotFound from None
    found: VotingDecision | None = request.db.scalar(
        select(VotingDecision).where(VotingDecision.election_id == election.id, VotingDecision.id == asked)
    )
    if found is None:
        raise HTTPNotFound
    return found


def _note(request: Request, decision: VotingDecision, verb: str) -> None:
    """The audit log learns that somebody decided, and never about which voter."""
    details = {"kind": decision.kind, "election": str(decision.election_id)}
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, f"voting.{verb}", "voting_decision", decision.id, details)


def _shown(context: VotingContext, election: VotingElection, request: Request) -> dict[str, Any]:
    made = deciding.decisions(request.db, election)
    text, asked = request.GET.get("q", ""), request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    closed = election.state != "open"
    found = scrutiny.participants(request.db, election, text, number) if closed else None
    tokens = [one.details["token"] for one in made if one.kind == deciding.REVOKE]
    return {
        "context": context, "election": election, "found": found, "text": text, "decisions": made,
        "people": _people(request, made), "voters": scrutiny.names_of(request.db, tokens, election),
        "moments": moving.moments, "kinds": KINDS, "codes": CODES, "outcomes": OUTCOMES, "me": request.account.id,
        "certifying": closed and election.state != "certified" and _confirmed(made),
        "options": {one.number: one for one in context.options},
        "districts": district_titles(Vote.of_json(election.vote)), "asked": _waits(made, deciding.CERTIFY),
        "papers_open": unreconciled(request.db, election) if election.state == "closed" else 0,
        "address": lambda page: context.url("voting.scrutiny", _query={"q": text, "page": page}),
    }  # fmt: skip


def _confirmed(made: list[VotingDecision]) -> bool:
    return any(one.kind == deciding.CERTIFY and one.outcome == "confirmed" for one in made)


def _waits(made: list[VotingDecision], kind: str) -> bool:
    return any(one.kind == kind and one.outcome == "proposed" for one in made)


def _people(request: Request, made: list[VotingDecision]) -> dict[uuid.UUID, str]:
    """Names of those who proposed and confirmed, in one statement."""
    wanted = {who for one in made for who in (one.proposed_by, one.confirmed_by) if who is not None}
    query = select(account.c.id, account.c.display_name).where(account.c.id.in_(wanted))
    return {row.id: row.display_name for row in request.db.execute(query)} if wanted else {}
