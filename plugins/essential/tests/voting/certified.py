# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Certified votes of every form of ballot, and their bundles read and counted again apart from the pages."""

import functools
import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from folkmoot.platform import Platform
from folkmoot.testing import Town, make_town
from folkmoot_essential.counting import Election, Rule, rule
from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.ballots import Ballot, made
from folkmoot_essential.ledger.contests import Result, count_contests, election
from folkmoot_essential.ledger.vote import Option, Vote
from folkmoot_essential.voting import casting, opening
from folkmoot_essential.voting.models import VotingBundle
from folkmoot_essential.voting.results import looking

from .conftest import Vote as Furnished
from .conftest import make_vote

FORMS: dict[str, dict[str, Any]] = {
    "budget": {"form": "budget", "counting": "equal-shares", "most": None},
    "several": {"form": "several", "counting": "greedy"},
    "one": {"form": "one", "counting": "most", "budget": 0},
    "points": {"form": "points", "counting": "equal-shares", "points": 6, "most": None},
    "ranking": {"form": "ranking", "counting": "most", "budget": 0, "most": None},
    "shared": {"form": "several", "counting": "phragmen"},
}
"""Settings of each form of ballot, and of each way of counting."""


def ballots(form: str, number: int, seed: int = 5) -> Iterator[Ballot]:
    """Ballots as a form lets people cast them, on five options of which the first ones are liked more."""
    chance = random.Random(seed)
    for _ in range(number):
        liked = sorted(range(1, 6), key=lambda one: one * chance.random())
        keys = tuple(f"opt-{one}" for one in liked)
        if form == "points":
            yield made({"": keys[:3]}, {"": (3, 2, 1)})
        elif form == "ranking":
            yield made({"": keys[: chance.randint(1, 4)]}, ranked=True)
        else:
            most = {"one": 1, "budget": 2}.get(form, 3)
            yield made({"": tuple(sorted(keys[:most])) if form != "budget" else _basket(liked)})


def _basket(liked: Sequence[int]) -> tuple[str, ...]:
    """As many as the budget of 1,000 pays for; option n costs 200 times n."""
    left, kept = 5, []
    for one in liked:
        if one <= left:
            left -= one
            kept.append(f"opt-{one}")
    return tuple(kept)


def cast_all(vote: Furnished, those: Sequence[Ballot]) -> None:
    """Each by a person of their own, through the service."""
    with vote.town.session() as db:
        opened = vote.election(db)
        keys, options = opening.keys_of(db, opened), list(vote.rows(db))
        for place, one in enumerate(those):
            voter = casting.Voter("roll", f"person {place}", None, one.district)
            casting.cast(db, opened, keys, options, voter, one)


def certified(town: Town, form: str, number: int = 60, **settings: Any) -> Furnished:
    """A certified vote of that form with so many ballots."""
    vote = make_vote(town, **{**FORMS[form], **settings})
    vote.turn()
    cast_all(vote, list(ballots(form, number)))
    vote.end()
    vote.certify()
    return vote


@dataclass(frozen=True)
class Finished:
    """A certified vote of which everything is counted, for tests that only read it. kept: what was counted further.

    early, page: its page of results before and after that.
    """

    vote: Furnished
    kept: dict[str, Any]
    bundle: VotingBundle
    opened: "Opened"
    early: Any
    page: Any


@functools.cache
def finished(platform: Platform, form: str) -> Finished:
    """One for each form, made when the first test of this process asks for it."""
    vote = certified(make_town(platform), form)
    early = page_of(vote)
    kept = look(vote)
    return Finished(vote, kept, *bundle_of(vote), early, page_of(vote))


def page_of(vote: Furnished, locale: str = "en") -> Any:
    """The page of results as visitors see it."""
    return vote.town.browser().get(f"{vote.page.replace('/en/', f'/{locale}/')}/results")


def look(vote: Furnished) -> dict[str, Any]:
    """Let the job run until nothing waits; gives what is kept of it."""
    for _ in range(50):
        with vote.town.session() as db:
            looking.run(vote.context(db))
        with vote.town.session() as db:
            kept = vote.bundle(db).result.get(looking.FURTHER)
        if kept is not None and not kept["waiting"]:
            return dict(kept)
    raise AssertionError("the job goes on for ever")


@dataclass(frozen=True)
class Opened:
    """What anybody can read in a bundle."""

    data: bytes

    def lines(self, name: str) -> list[Any]:
        """The values of a file of lines."""
        return [canonical.read(line) for line in self.file(name).splitlines()]

    def file(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.data)) as bundle:
            return bundle.read(name)

    @cached_property
    def vote(self) -> Vote:
        return Vote.of_json(canonical.read(self.file("vote.json")))

    @cached_property
    def options(self) -> list[Option]:
        return [Option.of_json(one) for one in self.lines("options.jsonl")]

    @cached_property
    def rule(self) -> Rule:
        said: Any = canonical.read(self.file("rule.json"))
        return rule(said["name"], said["parameters"])

    @cached_property
    def box(self) -> list[tuple[Ballot, int]]:
        return [(Ballot.of_json(one["ballot"]), one.get("n", 1)) for one in self.lines("box.jsonl")]

    @cached_property
    def totals(self) -> dict[str, Any]:
        found: Any = canonical.read(self.file("totals.json"))
        return dict(found)

    @cached_property
    def result(self) -> Result:
        """The first contest, counted again."""
        return count_contests(self.vote, self.options, self.box, self.rule)[0]

    @property
    def election(self) -> Election:
        return election(self.vote, self.vote.contests[0], self.options, self.box)


def bundle_of(vote: Furnished) -> tuple[VotingBundle, Opened]:
    """The row, and what is in its file."""
    with vote.town.session() as db:
        row = vote.bundle(db)
        return row, Opened(row.bundle)
