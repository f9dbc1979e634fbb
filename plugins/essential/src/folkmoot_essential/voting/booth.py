# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The booth: who stands in it, and how a form becomes a ballot."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyramid.request import Request
from sqlalchemy import select

from folkmoot.contributions.tables import account as account_table
from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IActionRules, IVerifications, ProjectPhase, Refusal
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.limits import BallotProblem
from folkmoot_essential.ledger.vote import TOWN
from folkmoot_essential.voting.casting import Voter
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.settings import Form

ACTION = "voting"
MOST_DIGITS = 6
NOT_SIGNED_IN = Refusal(
    "not-signed-in", _("Please sign in to vote: each person has one ballot."), _("Sign in"), "accounts.sign_in"
)
CLOSED = Refusal("phase-closed", _("Voting is closed, so nothing was cast."))
VOTED_OTHERWISE = Refusal(
    "voted-already", _("You voted before you entered the code of your letter, and that ballot counts."),
    _("If you want to change it, come to the town's desk."),
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
    found: Refusal | None = rules.refusal(request.db, request.account, phase, ACTION, request.now)
    return found or (NOT_SIGNED_IN if request.account is None else None)


def voter(request: Request, phase: PhaseInfo) -> Voter | None:
    """Who asks, as the vote knows them: by the roll where one is asked for, else by their e-mail address.

    Either outlives the account, so that registering again gives no second ballot. None for visitors.
    """
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


def sent(request: Request, form: Form, options: Sequence[VotingOption]) -> Sent:
    """What a form says; nothing typed is lost, whatever it is."""
    if form in (Form.POINTS, Form.RANKING):
        typed = {one.key: str(request.POST.get(f"{form}.{one.key}", ""))[:20].strip() for one in options}
        typed = {key: text for key, text in typed.items() if text}
    else:
        known = {one.key for one in options}
        typed = {key: "1" for key in request.POST.getall("choice") if isinstance(key, str) and key in known}
    found, numbers = _numbers(form, typed)
    if form is Form.RANKING:
        chosen = tuple(sorted(numbers, key=lambda key: numbers[key]))
        found += _same_place(numbers)
    else:
        chosen = tuple(key for key in numbers if numbers[key])
    points = {TOWN: tuple(numbers[key] for key in chosen)} if form is Form.POINTS else None
    ballot = made({TOWN: chosen}, points, ranked=form is Form.RANKING)
    if not found and not ballot.choices:
        found = [BallotProblem("nothing-chosen")]
    return Sent(typed, ballot, found)


def _numbers(form: Form, typed: Typed) -> tuple[list[BallotProblem], dict[str, int]]:
    found: list[BallotProblem] = []
    numbers: dict[str, int] = {}
    for key, text in typed.items():
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
            numbers[key] = int(text)
        else:
            found.append(BallotProblem(f"{form}-not-a-number", TOWN, key))
    return found, numbers


def _same_place(numbers: Mapping[str, int]) -> list[BallotProblem]:
    places = list(numbers.values())
    twice = next((key for key, place in numbers.items() if places.count(place) > 1), None)
    return [] if twice is None else [BallotProblem("place-twice", TOWN, twice, value=numbers[twice])]


def of_ballot(form: Form, ballot: Ballot) -> Typed:
    """A ballot as the form shows it."""
    chosen = ballot.choices.get(TOWN, ())
    if form is Form.POINTS:
        return {key: str(given) for key, given in zip(chosen, ballot.points.get(TOWN, ()), strict=True)}
    if form is Form.RANKING:
        return {key: str(place) for place, key in enumerate(chosen, start=1)}
    return dict.fromkeys(chosen, "1")


def draft_bytes(typed: Typed) -> bytes:
    """What is kept of an unfinished ballot."""
    return json.dumps(typed, sort_keys=True).encode()


def of_draft(data: bytes) -> Typed:
    """What was kept."""
    return {str(key): str(text) for key, text in json.loads(data).items()}
