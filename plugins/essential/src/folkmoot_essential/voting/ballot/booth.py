# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The booth: who stands in it, and how a form becomes a ballot."""

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyramid.request import Request
from sqlalchemy import func, select

from folkmoot.contributions.tables import account as account_table
from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IActionRules, IVerifications, ProjectPhase, Refusal
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.limits import BallotProblem, Choosable
from folkmoot_essential.ledger.vote import TOWN
from folkmoot_essential.voting.casting import Voter
from folkmoot_essential.voting.models import VotingElection, VotingOption
from folkmoot_essential.voting.opening import now
from folkmoot_essential.voting.settings import Form

ACTION = "voting"
MOST_DIGITS = 6
MOMENT, VOTERS, ELECTIONS = "folkmoot.voting.moment", "folkmoot.voting.voters", "folkmoot.voting.elections"
"""What is asked of the database once a request."""
NOT_SIGNED_IN = Refusal(
    "not-signed-in", _("Please sign in to vote: each person has one ballot."), _("Sign in"), "accounts.sign_in"
)
CLOSED = Refusal(
    "phase-closed", _("Voting is closed, so nothing was cast now. A ballot that you had cast before counts.")
)
VOTED_OTHERWISE = Refusal(
    "voted-already", _("You voted before you entered the code of your letter, and that ballot counts."),
    _("If you want to change it, come to the town's desk."),
)  # fmt: skip
ON_PAPER = Refusal(
    "voted-on-paper", _("Your ballot on paper is in the box, and paper counts before the web."),
    _("If you have given no paper, tell the town: somebody has voted in your name."),
)  # fmt: skip
NO_KEYS = Refusal("vote-unavailable", _("Voting isn't possible at the moment. Please try again in a few minutes."))

Typed = dict[str, str]
"""By option what a voter put beside it: "1" where it is chosen, else its points or its place as typed."""


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: what was typed, its ballot, and what already the form can't take."""

    typed: Typed
    ballot: Ballot
    problems: list[BallotProblem]


def refusal(request: Request, phase: PhaseInfo) -> Refusal | None:
    """Why the person asking can't vote in a phase now, or None if they can."""
    rules = request.find_service(IActionRules)
    found: Refusal | None = rules.refusal(request.db, request.account, phase, ACTION, moment(request))
    if found and found.code == CLOSED.code:
        return CLOSED
    return found or (NOT_SIGNED_IN if request.account is None else None)


def moment(request: Request) -> datetime.datetime:
    """When the request came, by the database's clock: a worker whose own clock is wrong turns nobody away."""
    known: datetime.datetime | None = request.__dict__.get(MOMENT)
    if known is None:
        known = request.__dict__[MOMENT] = now(request.db)
    return known


def election(request: Request, phase: PhaseInfo) -> VotingElection | None:
    """The vote of a phase as it stood when the request came, and by the way the database's clock."""
    kept: dict[uuid.UUID, VotingElection | None] = request.__dict__.setdefault(ELECTIONS, {})
    if phase.id not in kept:
        statement = select(VotingElection, func.clock_timestamp()).where(VotingElection.phase_id == phase.id)
        row = request.db.execute(statement).one_or_none()
        kept[phase.id] = None if row is None else row[0]
        if row is not None:
            request.__dict__.setdefault(MOMENT, row[1])
    return kept[phase.id]


def voter(request: Request, phase: PhaseInfo) -> Voter | None:
    """Who asks, as the vote knows them: by the roll where one is asked for, else by their e-mail address.

    Either outlives the account, so that registering again gives no second ballot. None for visitors.
    """
    kept, key = request.__dict__.setdefault(VOTERS, {}), phase.id
    if key not in kept:
        kept[key] = _voter(request, phase)
    found: Voter | None = kept[key]
    return found


def _voter(request: Request, phase: PhaseInfo) -> Voter | None:
    account = request.account
    if account is None:
        return None
    rule = phase.rules.get(ACTION) if isinstance(phase, ProjectPhase) else None
    if rule is not None and rule.who is Who.VERIFIED:
        known = request.find_service(IVerifications).of(request.db, account, phase)
        if known is not None:
            return Voter("roll", known.token.hex(), account.id, known.district, known.label)
    email = request.db.scalar(select(account_table.c.email).where(account_table.c.id == account.id))
    return Voter("email", str(email), account.id)


def in_order(options: Iterable[VotingOption], phase_id: uuid.UUID, seed: str) -> list[VotingOption]:
    """Options in an order that differs from voter to voter and stays the same for one of them."""

    def place(option: VotingOption) -> bytes:
        return hashlib.sha256(f"folkmoot-order/1\n{phase_id}\n{seed}\n{option.key}".encode()).digest()

    return sorted(options, key=place)


def seed_of(request: Request) -> str:
    """The account's, or for visitors the day's."""
    return str(request.account.id) if request.account else f"{request.site.local(request.now):%Y-%m-%d}"


def sent(request: Request, form: Form, options: Sequence[Choosable], district: str | None = None) -> Sent:
    """What a form says; nothing typed is lost, whatever it is.

    options: all of the vote, whatever the district. district: the voter's; None: as the form says, where there are any.
    """
    contests = {one.key: one.contest for one in options}
    if form in (Form.POINTS, Form.RANKING):
        typed = {one.key: str(request.POST.get(f"{form}.{one.key}", ""))[:20].strip() for one in options}
        typed = {key: text for key, text in typed.items() if text}
    else:
        typed = {key: "1" for key in request.POST.getall("choice") if isinstance(key, str) and key in contests}
    return read(form, typed, contests, _district(request, contests) if district is None else district)


def read(form: Form, typed: Typed, contests: Mapping[str, str], district: str) -> Sent:
    """The ballot of what was typed. contests: of each option that there is."""
    found, numbers = _numbers(form, typed)
    if form is Form.RANKING:
        chosen = tuple(sorted(numbers, key=lambda key: numbers[key]))
        found += _same_place(numbers, contests)
    else:
        chosen = tuple(key for key in numbers if numbers[key])
    ballot = _ballot(form, chosen, numbers, contests, district)
    if not found and not ballot.choices:
        found = [BallotProblem("nothing-chosen")]
    return Sent(typed, ballot, found)


def _district(request: Request, contests: Mapping[str, str]) -> str:
    """The district that a form names; "" in a vote without any."""
    named = request.POST.get("district", "")
    return named if isinstance(named, str) and any(contests.values()) else ""


def _ballot(
    form: Form, chosen: Sequence[str], numbers: Mapping[str, int], contests: Mapping[str, str], district: str
) -> Ballot:  # fmt: skip
    choices: dict[str, tuple[str, ...]] = {}
    for key in chosen:
        choices[contests[key]] = (*choices.get(contests[key], ()), key)
    points = {one: tuple(numbers[key] for key in keys) for one, keys in choices.items()}
    return made(choices, points if form is Form.POINTS else None, district, ranked=form is Form.RANKING)


def _numbers(form: Form, typed: Typed) -> tuple[list[BallotProblem], dict[str, int]]:
    found: list[BallotProblem] = []
    numbers: dict[str, int] = {}
    for key, text in typed.items():
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
            numbers[key] = int(text)
        else:
            found.append(BallotProblem(f"{form}-not-a-number", TOWN, key))
    return found, numbers


def _same_place(numbers: Mapping[str, int], contests: Mapping[str, str]) -> list[BallotProblem]:
    """Two options of one contest at one place; each contest has its own order."""
    places = [(contests[key], place) for key, place in numbers.items()]
    twice = next((key for key, place in numbers.items() if places.count((contests[key], place)) > 1), None)
    return [] if twice is None else [BallotProblem("place-twice", contests[twice], twice, value=numbers[twice])]


def of_ballot(form: Form, ballot: Ballot) -> Typed:
    """A ballot as the form shows it."""
    typed: Typed = {}
    for contest, chosen in ballot.choices.items():
        if form is Form.POINTS:
            typed |= {key: str(given) for key, given in zip(chosen, ballot.points[contest], strict=True)}
        elif form is Form.RANKING:
            typed |= {key: str(place) for place, key in enumerate(chosen, start=1)}
        else:
            typed |= dict.fromkeys(chosen, "1")
    return typed


def draft_bytes(typed: Typed, district: str = "") -> bytes:
    """What is kept of an unfinished ballot."""
    return json.dumps({"district": district, "typed": typed}, sort_keys=True).encode()


def of_draft(data: bytes) -> tuple[Typed, str]:
    """What was kept, and the district it is of."""
    kept = json.loads(data)
    return {str(key): str(text) for key, text in kept["typed"].items()}, str(kept["district"])
