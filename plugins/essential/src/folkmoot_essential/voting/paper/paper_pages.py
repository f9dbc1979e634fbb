# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's pages of papers: what waits, entering one, and looking again where two clerks differ."""

import uuid
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.contributions.tables import account
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IAudit, Permission
from folkmoot_essential.ledger.key_folder import KeyProblem
from folkmoot_essential.voting.casting import Invalid
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.envelopes import districts
from folkmoot_essential.voting.models import VotingElection, VotingPaper
from folkmoot_essential.voting.opening import keys_of
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.paper import paper, paper_form, paper_numbers, paper_typed, paper_wording
from folkmoot_essential.voting.paper.paper import Counting, Outcome, Said
from folkmoot_essential.voting.paper.paper_form import Sheet
from folkmoot_essential.voting.paper.paper_numbers import PaperNumber

PER_PAGE = 200
SHORT = 6
"""A list of so many options stands open beside the numbers."""
TOLD = {
    Outcome.WAITS: _("Paper %(number)s is entered. Another clerk has to enter it too."),
    Outcome.REPLACED: _("You had entered paper %(number)s before; what you entered now took its place."),
    Outcome.CAST: _("Paper %(number)s: two clerks agree. It is in the box."),
    Outcome.SPOILT: _("Paper %(number)s: two clerks agree that it can't be counted."),
    Outcome.DIFFERS: _("Paper %(number)s: the clerks have read different things. Look at the paper again."),
    Outcome.TWICE: _("Paper %(number)s wasn't counted: another paper of the same person is in the box."),
}
REFUSED = {
    "ended": _("Papers aren't taken any more, since certification is proposed. Nothing was entered."),
    "settled": _("Two clerks have agreed on this paper before. Nothing was changed."),
    "keys-missing": _("The keys of this vote can't be read now. Nothing was entered; please tell the operator."),
}
OUTCOMES = {"cast": _("in the box"), "spoilt": _("can't be counted")}


@view_config(route_name="voting.paper", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "paper.jinja2")
def listed(context: VotingContext, request: Request) -> dict[str, Any]:
    """What waits for whom; after closing also the papers on which two agree, with those who read them."""
    election, me = context.election, request.account.id
    found: dict[str, Any] = {"context": context, "election": election, "outcomes": OUTCOMES}
    if election is None:
        return {**found, "waiting": None, "taken": False, "papers": [], "page": 1, "pages": 1}
    waiting = paper_numbers.awaiting(request.db, election, me) if election.state != "certified" else None
    return {**found, "waiting": waiting, "taken": paper.taken(request.db, election), **_settled(request, election)}


def _settled(request: Request, election: VotingElection) -> dict[str, Any]:
    """A page of papers with an outcome; none while the vote is open, for they would tell how many came."""
    if election.state == "open":
        return {"papers": [], "page": 1, "pages": 1, "people": {}}
    asked = request.GET.get("page", "1")
    number = max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
    statement = select(VotingPaper).where(VotingPaper.election_id == election.id, VotingPaper.outcome != "")
    rows = request.db.scalars(
        statement.order_by(VotingPaper.number).limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    ).all()
    clerks = {who for row in rows for who in (row.entered_by, row.agreed_by) if who is not None}
    return {
        "papers": rows[:PER_PAGE], "page": number, "pages": number + (len(rows) > PER_PAGE),
        "people": names(request, clerks),
    }  # fmt: skip


def names(request: Request, wanted: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What accounts are called, in one statement."""
    query = select(account.c.id, account.c.display_name).where(account.c.id.in_(wanted))
    return {row.id: row.display_name for row in request.db.execute(query)} if wanted else {}


@view_config(
    route_name="voting.paper_entry", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "paper_entry.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def entry(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """A form like the citizens', for one paper after the other; it never says what another clerk has read."""
    election = _election(context)
    if request.method == "GET":
        return _form(context, request, election, paper_form.blank(context))
    return _enter(context, request, election, paper_form.sheet(context))


@view_config(
    route_name="voting.paper_again", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "paper_entry.jinja2",
    request_method=("GET", "POST"),
)  # fmt: skip
def again(context: VotingContext, request: Request) -> dict[str, Any] | Response:
    """The paper is looked at again: what was read, by whom, and a form for what it says.

    Open only where two clerks have entered it and don't agree. Whoever of them was wrong corrects, or a third person
    reads the paper: it is settled as soon as any two say the same.
    """
    election, number = _election(context), _number(request)
    if election.state == "certified":
        return HTTPSeeOther(context.url("voting.paper"))
    try:
        read = paper.entries(request.db, _counting(context, election), number)
    except KeyProblem:
        return _form(context, request, election, paper_form.blank(context), refused="keys-missing")
    if len(read) < 2:
        return HTTPSeeOther(context.url("voting.paper"))
    if request.method == "GET":
        return _form(context, request, election, paper_form.blank(context), number, read)
    return _enter(context, request, election, paper_form.sheet(context, number), read)


def _election(context: VotingContext) -> VotingElection:
    if context.election is None:
        raise HTTPNotFound
    return context.election


def _number(request: Request) -> PaperNumber:
    batch, _dash, serial = request.matchdict["paper"].partition("-")
    return PaperNumber(batch, int(serial))


def _counting(context: VotingContext, election: VotingElection) -> Counting:
    return Counting(election, keys_of(context.request.db, election), list(context.options))


def _enter(
    context: VotingContext, request: Request, election: VotingElection, sent: Sheet,
    read: dict[uuid.UUID, Said] | None = None,
) -> dict[str, Any] | Response:  # fmt: skip
    """Keep what was read; what can't be taken comes back with everything that was typed."""
    done = _kept(context, request, election, sent)
    if not isinstance(done, Outcome) or sent.number is None:
        return _form(context, request, election, sent, sent.number if read else None, read, done)
    if read:
        _note(request, election, sent.number, done)
    return _go_on(context, request, sent.number, done, looked_again=read is not None)


def _kept(context: VotingContext, request: Request, election: VotingElection, sent: Sheet) -> str:
    """What came of it: an Outcome; else a code of REFUSED, "" where the form itself says what is wrong."""
    if not paper.taken(request.db, election):
        return "ended"
    if sent.said is None or sent.number is None:
        return ""
    try:
        with request.db.begin_nested():
            return paper.enter(request.db, _counting(context, election), sent.number, sent.said, request.account.id)
    except Invalid as error:
        sent.problems.extend(error.problems)
        return ""
    except (paper.Ended, paper.Settled) as error:
        return "ended" if isinstance(error, paper.Ended) else "settled"
    except KeyProblem:
        return "keys-missing"


def _go_on(
    context: VotingContext, request: Request, number: PaperNumber, outcome: Outcome, *, looked_again: bool
) -> Response:  # fmt: skip
    """To the next paper of the pile, or to where this one is looked at again."""
    wrong = outcome in (Outcome.DIFFERS, Outcome.TWICE)
    request.flash(request.gettext(TOLD[outcome], number=str(number)), "warn" if wrong else "ok")
    if wrong and not looked_again:
        return HTTPSeeOther(context.url("voting.paper_again", paper=str(number)))
    if looked_again:
        return HTTPSeeOther(context.url("voting.paper"))
    following = {"batch": number.batch, "serial": number.after.serial}
    return HTTPSeeOther(context.url("voting.paper_entry", _query=following))


def _note(request: Request, election: VotingElection, number: PaperNumber, outcome: Outcome) -> None:
    """The audit log learns that a paper was looked at again, and never what it says."""
    details = {"election": str(election.id), "paper": str(number), "outcome": outcome.value}
    audit = request.find_service(IAudit)
    audit.record(request.db, request.account.id, "voting.paper_again", "voting_election", election.id, details)


def _form(
    context: VotingContext, request: Request, election: VotingElection, sent: Sheet,
    number: PaperNumber | None = None, read: dict[uuid.UUID, Said] | None = None, refused: str = "",
) -> dict[str, Any]:  # fmt: skip
    if request.method == "POST":
        request.response.status_int = 503 if refused == "keys-missing" else 422
    titles = {one.key: request.site.text(one.title, request.locale) for one in context.options}
    vote = districts.vote_in(request.db, context.phase, election, request.site)
    wrong = paper_wording.troubles(context, sent, vote, titles)
    return {
        "context": context, "election": election, "settings": context.settings, "sent": sent, "titles": titles,
        "numbered": paper_wording.numbered(titles),
        "options": context.options, "errors": wrong, "codes": [code for _name, code in sent.errors],
        "refused": refused, "sentence": request.gettext(REFUSED[refused]) if refused else "", "number": number,
        "taken": paper.taken(request.db, election), "asks_holder": paper_form.asks_holder(context),
        "read": read or {}, "people": names(request, set(read or ())), "why": paper_form.WHY,
        "same": _same(read), "districts": districts.choices(vote, request),
        "numbers_hint": paper_typed.HINTS.get(context.settings.form, paper_typed.HINT),
        "open_list": len(context.options) <= SHORT or bool(sent.typed) or any(name in titles for name, _said in wrong),
        "focus": request.method == "GET" and number is None and bool(sent.values["serial"]),
    }  # fmt: skip


def _same(read: dict[uuid.UUID, Said] | None) -> bool:
    """Whether two clerks agree, and yet the paper isn't in the box: its holder has another one there."""
    said = [one.canonical() for one in (read or {}).values()]
    return len(said) != len(set(said))
