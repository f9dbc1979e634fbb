# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's page of official decisions: where the town carries out something else than was counted."""

import uuid
from collections.abc import Sequence
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAudit, Permission
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.models import VotingBundle, VotingDecision, VotingElection
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.results import deviating
from folkmoot_essential.voting.scrutiny import deciding

LONGEST = 500
CHOICES = {"funded": True, "not-funded": False}
SENTENCES = {
    "wrong-state": _("This can only be decided once the result is certified."),
    "same-person": _("Another member of staff has to confirm this: nobody decides alone."),
    "decided": _("Somebody else has decided this a moment ago."),
    "no-such-option": _("Choose the option."),
    "no-choice": _("Choose what the town decides."),
    "reason-missing": _("Please give a reason: everybody can read it beside the result."),
    "nothing-changes": _("That is how it stands already."),
    "too-long": _("At most 500 characters, please."),
}  # fmt: skip
FIELDS = {"no-such-option": "option", "no-choice": "choice", "nothing-changes": "choice"}
"""Which field a sentence belongs to; the others belong to the reason."""


@view_config(
    route_name="voting.deviations", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "deviations.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def page(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """What was decided, what waits for a second person, and the form to propose; what was typed stays when refused."""
    election = context.election
    bundle = None if election is None else request.db.scalar(
        select(VotingBundle).where(VotingBundle.election_id == election.id)
    )  # fmt: skip
    if election is None or bundle is None:
        raise HTTPNotFound
    code = ""
    if request.method == "POST":
        code = _act(election, request)
        if not code:
            return HTTPSeeOther(context.url("voting.deviations"))
        request.response.status_int = 422
    return _shown(context, election, bundle, request) | {
        "code": code, "sentence": request.gettext(SENTENCES[code]) if code else "", "typed": request.POST,
        "wrong": FIELDS.get(code, "reason") if code and request.POST.get("do") == "propose" else "",
    }  # fmt: skip


def _act(election: VotingElection, request: Request) -> str:
    """Do what the form asks for; a code of SENTENCES when it can't be."""
    do = request.POST.get("do", "")
    if do not in ("propose", "confirm", "refuse"):
        raise HTTPNotFound
    try:
        with request.db.begin_nested():
            return _propose(election, request) if do == "propose" else _decide(election, request, do)
    except deciding.Refused as refused:
        return refused.code


def _propose(election: VotingElection, request: Request) -> str:
    form = request.POST
    number, choice, reason = form.get("option", ""), form.get("choice", ""), form.get("reason", "").strip()
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return "no-such-option"
    if choice not in CHOICES:
        return "no-choice"
    if len(reason) > LONGEST:
        return "too-long"
    made = deviating.propose(request.db, election, int(number), CHOICES[choice], reason, request.account.id)
    _note(request, made, "proposed")
    request.flash(request.gettext("Proposed. It stands beside the result as soon as another member of staff confirms."))
    return ""


def _decide(election: VotingElection, request: Request, do: str) -> str:
    decision = _decision(request, election)
    if do == "refuse":
        deciding.refuse(request.db, decision, request.account.id)
        _note(request, decision, "refused")
        request.flash(request.gettext("Refused: nothing was done."), "info")
        return ""
    deviating.confirm(request.db, election, decision, request.account.id)
    _note(request, decision, "confirmed")
    request.flash(request.gettext("Confirmed. It stands beside the result now, with its reason."))
    return ""


def _decision(request: Request, election: VotingElection) -> VotingDecision:
    asked = request.POST.get("decision", "")
    found = next((one for one in deviating.proposals(request.db, election) if str(one.id) == asked), None)
    if found is None:
        raise HTTPNotFound
    return found


def _note(request: Request, decision: VotingDecision, verb: str) -> None:
    details = {"kind": decision.kind, "election": str(decision.election_id), **decision.details}
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, f"voting.{verb}", "voting_decision", decision.id, details)


def _shown(context: VotingContext, election: VotingElection, bundle: VotingBundle, request: Request) -> dict[str, Any]:
    made, won = deviating.proposals(request.db, election), deviating.computed(bundle.result)
    options = {one.number: one for one in context.options if not one.withdrawn}
    return {
        "context": context, "decisions": made, "people": _people(request, made), "me": request.account.id,
        "options": options, "won": {number for number, one in options.items() if one.key in won},
    }  # fmt: skip


def _people(request: Request, made: Sequence[VotingDecision]) -> dict[uuid.UUID, str]:
    """Names of those who proposed and confirmed, in one statement."""
    wanted = {who for one in made for who in (one.proposed_by, one.confirmed_by) if who is not None}
    query = select(account.c.id, account.c.display_name).where(account.c.id.in_(wanted))
    return {row.id: row.display_name for row in request.db.execute(query)} if wanted else {}
