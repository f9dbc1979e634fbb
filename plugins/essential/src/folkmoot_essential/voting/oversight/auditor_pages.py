# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Handing over the auditor's copy in the back office, and taking it with both halves of the code."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAudit, Permission, ProjectContext
from folkmoot_essential.voting.ballot.ballot_page import crumbs
from folkmoot_essential.voting.context import METHOD, VotingContext
from folkmoot_essential.voting.models import VotingDecision, VotingElection
from folkmoot_essential.voting.opening import election_of
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.oversight import auditing
from folkmoot_essential.voting.paper.paper_pages import names
from folkmoot_essential.voting.scrutiny import deciding

LONGEST = 500
SENTENCES = {
    "reason-missing": _("Please give a reason."), "too-long": _("At most 500 characters, please."),
    "same-person": _("Another member of staff has to confirm this: nobody decides alone."),
    "decided": _("Somebody else has decided this a moment ago."),
    "wrong-state": _("This can't be decided at this moment of the vote."),
}  # fmt: skip


@view_config(
    route_name="voting.auditor", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "auditor.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def desk(context: VotingContext, request: Request) -> dict[str, Any]:
    """Who has handed the copy over, and the halves of the code; each is shown in one answer and kept nowhere."""
    election = context.election
    if election is None:
        raise HTTPNotFound
    code, half = _act(request, election) if request.method == "POST" else ("", "")
    if code:
        request.response.status_int = 422
    made = auditing.handovers(request.db, election)
    people = {who for one in made for who in (one.proposed_by, one.confirmed_by) if who is not None}
    public = {"slug": context.phase.project_slug, "number": context.phase.number}
    return {
        "context": context, "election": election, "digest": auditing.digest_of_copy(request.db, election),
        "handovers": made, "people": names(request, people), "me": request.account.id, "half": half, "code": code,
        "sentence": request.gettext(SENTENCES[code]) if code else "", "reason": request.POST.get("reason", ""),
        "page": request.route_url("voting.copy", **public),
    }  # fmt: skip


def _act(request: Request, election: VotingElection) -> tuple[str, str]:
    """A code of SENTENCES where nothing was done, and half of the code where something was."""
    reason = request.POST.get("reason", "").strip()
    if len(reason) > LONGEST:
        return "too-long", ""
    try:
        with request.db.begin_nested():
            return "", _done(request, election, request.POST.get("do", ""), reason)
    except deciding.Refused as refused:
        return refused.code, ""
    except auditing.NoCopy:
        return "wrong-state", ""


def _done(request: Request, election: VotingElection, do: str, reason: str) -> str:
    db, me = request.db, request.account.id
    if do == "propose":
        decision, half = auditing.propose(db, election, reason, me)
    else:
        decision, half = _decision(request, election), ""
    if do == "confirm":
        half = auditing.confirm(db, election, decision, me)
    elif do == "refuse":
        deciding.refuse(db, decision, me)
    elif do != "propose":
        raise HTTPNotFound
    details = {"kind": decision.kind, "election": str(election.id)}
    verb = {"propose": "proposed", "confirm": "confirmed", "refuse": "refused"}[do]
    request.find_service(IAudit).record(db, me, f"voting.{verb}", "voting_decision", decision.id, details)
    return half


def _decision(request: Request, election: VotingElection) -> VotingDecision:
    try:
        asked = uuid.UUID(request.POST.get("decision", ""))
    except ValueError:
        raise HTTPNotFound from None
    found: VotingDecision | None = request.db.scalar(
        select(VotingDecision).where(
            VotingDecision.election_id == election.id, VotingDecision.id == asked,
            VotingDecision.kind == deciding.HANDOVER,
        )
    )  # fmt: skip
    if found is None:
        raise HTTPNotFound
    return found


@view_config(
    route_name="voting.copy", permission=Permission.PROJECT_READ, renderer=TEMPLATES + "auditor_copy.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def copy(context: ProjectContext, request: Request) -> dict[str, Any] | Response:
    """A form for both halves; the copy for whoever has them."""
    phase = context.phase
    election = election_of(request.db, phase.id) if phase is not None and phase.method == METHOD else None
    if phase is None or election is None or not auditing.digest_of_copy(request.db, election):
        raise HTTPNotFound
    wrong = request.method == "POST"
    if wrong:
        found = auditing.take(request.db, election, request.POST.get("first", ""), request.POST.get("second", ""))
        if found is not None:
            details = {"election": str(election.id)}
            audit = request.find_service(IAudit)
            audit.record(request.db, None, "voting.auditor_copy_taken", "voting_election", election.id, details)
            response = Response(found, content_type="application/zip")
            response.content_disposition = 'attachment; filename="auditor.zip"'
            response.cache_control = "no-store"
            return response
        request.response.status_int = 422
    return {"crumbs": crumbs(context, request, phase), "auditor": election.auditor, "wrong": wrong,
            "digest": auditing.digest_of_copy(request.db, election)}  # fmt: skip
