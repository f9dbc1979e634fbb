# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a voter may keep: the receipt of the ballot as it stands, until the vote is certified."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission, ProjectContext, ProjectPhase
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.key_folder import KeyProblem
from folkmoot_essential.ledger.receipts import Receipt
from folkmoot_essential.voting import casting
from folkmoot_essential.voting.ballot import booth
from folkmoot_essential.voting.ballot.ballot_page import crumbs
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.opening import election_of, keys_of

NO_RECEIPT = _("There is no receipt: who has a ballot in the box gets one until the result is certified.")


@view_config(
    route_name="voting.receipt", permission=Permission.SIGNED_IN, request_method="GET",
    renderer="folkmoot_essential.voting:templates/receipt.jinja2",
)  # fmt: skip
def receipt(context: ProjectContext, request: Request) -> dict[str, Any] | Response:
    """The receipt on a page, or as a file with ?download=1; back to the phase where nothing was cast."""
    phase = context.phase
    if phase is None or phase.method != METHOD:
        raise HTTPNotFound
    request.response.headers["Cache-Control"] = "private, no-store"
    found = _found(request, phase)
    if found is None:
        request.flash(request.gettext(NO_RECEIPT), "info")
        return HTTPSeeOther(context.url("projects.phase", number=phase.number))
    if "download" in request.GET:
        return _file(found)
    return {
        "receipt": found.data().decode(), "commitment": found.commitment, "chosen": _chosen(request, phase, found),
        "download": request.current_route_path(_query={"download": "1"}), "crumbs": crumbs(context, request, phase),
    }  # fmt: skip


def _found(request: Request, phase: ProjectPhase) -> Receipt | None:
    election, who = election_of(request.db, phase.id), booth.voter(request, phase)
    if election is None or who is None or election.state == "certified":
        return None
    try:
        return casting.receipt(request.db, election, keys_of(request.db, election), who)
    except KeyProblem:
        return None


def _chosen(request: Request, phase: ProjectPhase, found: Receipt) -> list[str]:
    """What the ballot says, in words: titles in its order, with points where there are some."""
    titles = {one.key: request.site.text(one.title, request.locale) for one in options_of(request.db, phase)}
    ballot = Ballot.of_json(found.ballot)
    rows: list[str] = []
    for contest, keys in ballot.choices.items():
        given = ballot.points.get(contest)
        names = [titles.get(key, key) for key in keys]
        rows += names if given is None else [f"{name}: {points}" for name, points in zip(names, given, strict=True)]
    return rows


def _file(found: Receipt) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="receipt.json"', "Cache-Control": "private, no-store"}
    return Response(found.data(), content_type="application/json", charset="utf-8", headers=headers)
