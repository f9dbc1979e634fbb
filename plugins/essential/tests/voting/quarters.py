# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A vote in a town of three districts with money of their own, and how people of each of them vote."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from folkmoot.accounts.models import Account
from folkmoot.projects.models import ActionRule, Area
from folkmoot.testing import Town
from folkmoot_essential.ledger.ballots import made
from folkmoot_essential.voter_roll.models import VoterRoll, VoterRollEntry
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingEnvelope, VotingOption

from .conftest import Vote, make_vote

AMOUNTS = {"": 100_000, "north": 50_000, "south": 40_000, "east": 30_000}
OPTIONS = {
    "": (40_000, 70_000), "north": (20_000, 30_000, 45_000), "south": (10_000, 35_000), "east": (15_000, 20_000),
}  # fmt: skip
"""Costs by contest; options are numbered through: 1 and 2 are the town's, 3 to 5 the north's, 6 and 7, 8 and 9."""


def make_areas(town: Town, names: Iterable[str] = ("north", "south", "east")) -> dict[str, Area]:
    with town.session() as db:
        found = {
            name: Area(slug=name, title=dict.fromkeys(town.site.locales, f"The {name}"), position=place)
            for place, name in enumerate(names)
        }
        db.add_all(found.values())
    return found


def divided(town: Town, amounts: Mapping[str, int] = AMOUNTS, **settings: Any) -> Vote:
    """A vote with envelopes that hasn't opened."""
    vote = make_vote(town, **{"form": "budget", "budget": sum(amounts.values()) // 100, **settings})
    make_areas(town)
    costs = [(contest, cost) for contest, own in OPTIONS.items() for cost in own]
    with town.session() as db:
        for old in vote.rows(db):
            db.delete(old)
        db.flush()
        for number, (contest, cost) in enumerate(costs, 1):
            titles = {locale: f"Option {number} {locale}" for locale in town.site.locales}
            db.add(VotingOption(phase_id=vote.phase.id, number=number, title=titles, cost=cost, contest=contest))
        for contest, amount in amounts.items():
            db.add(VotingEnvelope(phase_id=vote.phase.id, contest=contest, amount=amount))
    return vote


def enrolled(vote: Vote, people: Mapping[str, Iterable[Account]]) -> None:
    """Only verified people vote, and all of these are on the roll. people: by district."""
    with vote.town.session() as db:
        db.add(ActionRule(phase_id=vote.phase.id, action="voting", who="verified"))
        roll = VoterRoll(phase_id=vote.phase.id)
        db.add(roll)
        db.flush()
        pairs = [(district, one) for district, accounts in people.items() for one in accounts]
        for number, (district, one) in enumerate(pairs, 1):
            db.add(VoterRollEntry(
                roll_id=roll.id, number=number, identity=secrets.token_bytes(32), district=district, account_id=one.id,
                reference_hash=secrets.token_bytes(32),
            ))  # fmt: skip


def cast_all(vote: Vote, ballots: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Cast ballots of new people: district and numbers of options."""
    people = [(vote.town.account(), *one) for one in ballots]
    with vote.town.session() as db:
        election, rows = vote.election(db), list(vote.rows(db))
        keys = opening.keys_of(db, election)
        contests = {one.number: one.contest for one in rows}
        for person, district, numbers in people:
            chosen: dict[str, tuple[str, ...]] = {}
            for number in numbers:
                chosen[contests[number]] = (*chosen.get(contests[number], ()), f"opt-{number}")
            casting.cast(db, election, keys, rows, vote.voter(person), made(chosen, district=district))
