# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the walks need to know of votes: addresses, what forms send, and a vote in each of its states."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pyramid.request import Request
from sqlalchemy.orm import Session
from tests.walks import districts, follow_up, vote_results

from folkmoot.accounts.models import Account
from folkmoot.interfaces import IProjects
from folkmoot.projects.models import Phase
from folkmoot_essential.ledger.ballots import made as ballot
from folkmoot_essential.voting import casting, certifying, closing, opening
from folkmoot_essential.voting.composing import options_of
from folkmoot_essential.voting.models import VotingAuditorCopy, VotingElection, VotingObserver, VotingOption
from folkmoot_essential.voting.paper import paper
from folkmoot_essential.voting.paper.paper_numbers import PaperNumber
from folkmoot_essential.voting.scrutiny import deciding

if TYPE_CHECKING:
    from tests.walks.furniture import Furnished

Values = Callable[["Furnished"], Mapping[str, str]]
SETTINGS = {"form": "budget", "budget": 1000, "counting": "greedy", "publication": "L2"}
LONG = "Straßenbahnhaltestellenüberdachungsbeleuchtungsanlagenerneuerung"
ARABIC = "حديقة صغيرة للأطفال قرب المكتبة العامة"
UTC = datetime.UTC


def _desk(key: str) -> Values:
    return lambda made: {"phase": str(made.phases[key].id)}


def _option(made: "Furnished") -> Mapping[str, str]:
    return {**_desk("vote-planned")(made), "number": "1"}


def _public(number: int) -> Values:
    return lambda made: {"slug": made.projects["voted"].slug, "number": str(number)}


def _draft(made: "Furnished") -> Mapping[str, str]:
    return {"slug": made.projects["draft"].slug, "number": "2"}


PARAMETERS: dict[str, Values] = {
    "voting.desk": _desk("vote-planned"), "voting.scrutiny": _desk("vote-closed"),
    "voting.options": _desk("vote-planned"), "voting.from_contributions": _desk("vote-planned"),
    "voting.envelopes": _desk("vote-planned"),
    "voting.option": _option, "voting.option_delete": _option,
    **{f"voting.{name}": _desk("vote-open") for name in ("paper", "paper_entry", "paper_print")},
    "voting.paper_again": lambda made: {**_desk("vote-open")(made), "paper": "A-1"},
    "voting.observers": _desk("vote-planned"), "voting.auditor": _desk("vote-certified"),
    "voting.copy": _public(1),
    "voting.results": _public(1), "voting.bundle": _public(1),
    "voting.cast": _public(3), "voting.receipt": _public(3),
}  # fmt: skip
BODIES: dict[str, Callable[["Furnished"], Mapping[str, Any]]] = {
    "voting.scrutiny": lambda _: {"do": "seed", "seed": "4 8 15 16 23 42"},
    "voting.observers": lambda _: {"email": "court@example.org"},
    "voting.auditor": lambda _: {"do": "propose", "reason": "The court asks for it"},
    "voting.copy": lambda _: {"first": "0" * 32, "second": "1" * 32},
    "voting.paper_entry": lambda _: {"batch": "B", "serial": "1", "says": "ballot", "choice": "opt-1"},
    "voting.paper_again": lambda _: {"says": "ballot", "choice": "opt-1"},
    "voting.options": lambda made: {f"title.{locale}": "Trees" for locale in made.town.site.locales} | {"cost": "5"},
    "voting.option": lambda made: {f"title.{locale}": "Oaks" for locale in made.town.site.locales} | {"cost": "6"},
    "voting.from_contributions": lambda _: {},
    "voting.envelopes": lambda _: {"all.amount": "5"},
}
DRAFTS: dict[str, Values] = dict.fromkeys(
    ("voting.results", "voting.bundle", "voting.cast", "voting.copy"), _draft
)  # fmt: skip
PARAMETERS |= follow_up.PARAMETERS | vote_results.PARAMETERS
BODIES |= follow_up.BODIES | vote_results.BODIES
DRAFTS |= follow_up.DRAFTS


def furnish_votes(made: "Furnished", db: Session, request: Request) -> None:
    """A project with a certified, a closed, an open and a planned vote, and a certified one in a draft."""
    for key in ("vote-certified", "vote-closed", "vote-open", "vote-planned", "vote-draft"):
        _options(made, db, made.phases[key])
    districts.furnish(made, db)
    db.add(VotingObserver(phase_id=made.phases["vote-planned"].id, email=f"{LONG.lower()}@example.org"))
    people = list(made.people.values())
    for key in ("vote-certified", "vote-closed", "vote-open", "vote-draft"):
        election = _opened(made, db, request, key)
        for place, person in enumerate(people):
            _cast(db, request, election, person, 1 + place % 3)
        vote_results.crowd(made, db, request, election)
        if key != "vote-open":
            _end(made, db, election, key)
            closing.close(db, election)
        if key == "vote-open":
            _papers(made, db, request, election)
        if key == "vote-closed":
            _proposed(made, db, election)
        if key in ("vote-certified", "vote-draft"):
            certifying.certify(db, election, "Town", _phase(db, request, made.phases[key].id))
            db.add(VotingAuditorCopy(election_id=election.id, bundle=b"a zip", sha256="5e" * 32))
    follow_up.furnish(made, db, request)
    vote_results.furnish(made, db)


def make_phases(made: "Furnished") -> None:
    """The phases of votes; in the draft's project as the second."""
    town, voted = made.town, made.projects["voted"]
    made.phases |= {
        "vote-certified": town.phase(voted, "voting", -20, 5, settings=SETTINGS),
        "vote-closed": town.phase(voted, "voting", -18, 5, settings=SETTINGS),
        "vote-open": town.phase(voted, "voting", -5, 20, settings={**SETTINGS, "seed_source": "The lottery"}),
        "vote-planned": town.phase(voted, "voting", 30, 40, settings={**SETTINGS, "auditor": "The court"}),
        "vote-draft": town.phase(made.projects["draft"], "voting", -0.5, 9, settings=SETTINGS),
    }
    districts.make_phase(made, SETTINGS)


def _options(made: "Furnished", db: Session, phase: Phase) -> None:
    for number, title in enumerate((LONG, ARABIC, "Trees along the canal"), 1):
        titles = dict.fromkeys(made.town.site.locales, title)
        db.add(VotingOption(phase_id=phase.id, number=number, title=titles, description=titles, cost=number * 25_000))
    db.flush()


def _phase(db: Session, request: Request, phase_id: uuid.UUID) -> Any:
    return request.find_service(IProjects).phase(db, phase_id, datetime.datetime.now(UTC))


def _opened(made: "Furnished", db: Session, request: Request, key: str) -> VotingElection:
    return opening.opened(db, _phase(db, request, made.phases[key].id), request.site)


def _end(made: "Furnished", db: Session, election: VotingElection, key: str) -> None:
    """Let the closing moment of a vote, and but for the draft's of its phase, have passed."""
    election.closes_at = opening.now(db)
    if key != "vote-draft":
        db.merge(made.phases[key]).closes_at = election.closes_at
    db.flush()


def _cast(db: Session, request: Request, election: VotingElection, person: Account, number: int) -> None:
    election.closes_at = None
    db.flush()
    options = list(options_of(db, _phase(db, request, election.phase_id)))
    voter = casting.Voter("email", person.email, person.id)
    keys = opening.keys_of(db, election)
    casting.cast(db, election, keys, options, voter, ballot({"": (f"opt-{number}",)}))


def _papers(made: "Furnished", db: Session, request: Request, election: VotingElection) -> None:
    """A paper that two clerks have read differently, and two that wait for one of them."""
    options = list(options_of(db, _phase(db, request, election.phase_id)))
    counting = paper.Counting(election, opening.keys_of(db, election), options)
    manager, second = made.people["manager"].id, made.people["second"].id
    for serial, clerk, choice in ((1, manager, 1), (1, second, 2), (2, manager, 1), (3, second, 1)):
        said = paper.Said(ballot({"": (f"opt-{choice}",)}))
        paper.enter(db, counting, PaperNumber("A", serial), said, clerk)


def _proposed(made: "Furnished", db: Session, election: VotingElection) -> None:
    """One decision that waits, and one that was refused."""
    manager, second = made.people["manager"].id, made.people["second"].id
    withdraw = deciding.propose(db, election, deciding.WITHDRAW, {"option": 2}, f"{LONG} {LONG}", manager)
    deciding.refuse(db, withdraw, second)
    deciding.propose(db, election, deciding.CERTIFY, {}, "", manager)
