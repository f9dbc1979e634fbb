# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whole votes for tests: cast, changed, revoked, sealed and certified through the library, as a town would."""

import hashlib
import random
from dataclasses import dataclass, field

from folkmoot_essential.counting import Rule, rule
from folkmoot_essential.ledger import heads as signing
from folkmoot_essential.ledger.ballots import Ballot, commitment, made, tracker
from folkmoot_essential.ledger.bundle.content import About, Content
from folkmoot_essential.ledger.bundle.files import Seed
from folkmoot_essential.ledger.bundle.writing import rule_file
from folkmoot_essential.ledger.heads import SignedHead, State
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.limits import Judge
from folkmoot_essential.ledger.log import Cast, Change, Decision, Entry, Revoke, leaf
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.ledger.vote import BallotLimits, Contest, Option, Vote, options_hash

ELECTION = "4d9fbd4e-2c73-4b5a-9a7f-0d8c7f5f6a01"
LIMITS = {
    "approval": {"min_length": 1, "max_length": 3, "max_sum_cost": "9000000"},
    "ordinal": {"min_length": 1, "max_length": 3},
    "cumulative": {"max_length": 5, "max_sum_points": 10, "max_points": 6},
    "score": {"max_points": 5},
}


def a_vote(kind: str, districts: tuple[str, ...] = (), limits: dict[str, object] | None = None) -> Vote:
    """A budget for the town, and one for each district."""
    allowed = BallotLimits.of_json(LIMITS[kind] if limits is None else limits)
    contests = tuple(
        Contest(id=one, title={"en": f"Budget {one}", "nl": "Begroting"}, budget="10000000", limits=allowed)
        for one in ("", *districts)
    )
    return Vote.of_json({
        "kind": kind, "currency": "EUR", "unit": 100, "contests": [one.as_json() for one in contests],
    })  # fmt: skip


def some_options(vote: Vote, each: int, chance: random.Random) -> list[Option]:
    """The same number of options for each contest, some of them alike in cost."""
    found: list[Option] = []
    for contest in vote.contests:
        for number in range(1, each + 1):
            cost = str(chance.randint(4, 12) * 250_000)
            name = f"{contest.id or 'town'}-{number}"
            title = {"en": f'Ôption "{number}"; of {contest.id}', "nl": "Bankjes"}
            found.append(Option(id=name, number=len(found) + 1, title=title, cost=cost, contest=contest.id))
    return found


def a_ballot(vote: Vote, options: list[Option], chance: random.Random) -> Ballot:
    """A valid ballot, drawn at random; now and then a blank one."""
    judge = Judge(vote, options)
    while True:
        district = chance.choice(vote.districts) if vote.districts else ""
        choices, points = {}, {}
        for contest in {"", district} if chance.random() > 0.05 else ():
            there = [one.id for one in options if one.contest == contest]
            chosen = chance.sample(there, min(len(there), chance.randint(0, 3)))
            choices[contest] = tuple(chosen)
            if vote.kind in ("cumulative", "score"):
                points[contest] = tuple(chance.randint(0, 3) for _ in chosen)
        ballot = made(choices, points or None, district, ranked=vote.kind == "ordinal")
        if not judge.problems(ballot):
            return ballot


@dataclass
class Town:
    """A vote while it is open: what the voting plugin keeps."""

    vote: Vote
    options: list[Option]
    chosen: Rule
    keys: ElectionKeys = field(default_factory=ElectionKeys.new)
    log: list[Entry] = field(default_factory=list)
    heads: list[SignedHead] = field(default_factory=list)
    box: dict[str, tuple[Ballot, bytes]] = field(default_factory=dict)
    frontier: Frontier = field(default_factory=Frontier)

    def __post_init__(self) -> None:
        hashed = hashlib.sha256(rule_file(self.chosen)).hexdigest()
        self.heads.append(signing.first(
            self.keys, ELECTION, hashed, options_hash(self.options), self.vote.hash, "2026-11-01T08:00:00Z"
        ))  # fmt: skip

    def cast(self, ballot: Ballot, nonce: bytes, kind: str = "cast") -> str:
        """One ballot more; its commitment."""
        secret = self.keys.secret_of(nonce)
        commits = commitment(secret, ballot)
        self.box[commits] = (ballot, secret)
        self._log(Cast(kind=kind, commitment=commits))
        return commits

    def change(self, before: str, ballot: Ballot, nonce: bytes) -> str:
        """A ballot in the place of another."""
        secret = self.keys.secret_of(nonce)
        commits = commitment(secret, ballot)
        del self.box[before]
        self.box[commits] = (ballot, secret)
        self._log(Change(commitment=commits, replaces=before))
        return commits

    def revoke(self, commits: str, reason: str = "not-eligible") -> None:
        """A ballot is taken out in the scrutiny."""
        del self.box[commits]
        self._log(Revoke(commitment=commits, reason=reason))

    def head(self, at: str, state: State = "open") -> SignedHead:
        """A head of the log as it is."""
        root = self.frontier.root().hex()
        self.heads.append(signing.following(self.keys, self.heads[-1].head, self.frontier.size, root, at, state))
        return self.heads[-1]

    def content(self, level: str = "L2", **more: object) -> Content:
        """Everything, at certification."""
        about = About(
            ELECTION, "Havenbrug", {"en": "Budget 2026", "fr": "Budget « 2026 »"}, "2026-11-01T08:00:00Z",
            "2026-11-20T20:00:00Z", "2026-11-22T08:00:00Z", level, str(more.pop("auditor", "")),
        )  # fmt: skip
        box = [(ballot, tracker(secret)) for ballot, secret in self.box.values()]
        seed = Seed(source="The lottery of 21 November", seed="12-34-56", drawn="2026-11-21T19:00:00Z")
        return Content(about, self.chosen, self.vote, self.options, self.log, self.heads, box, seed, **more)  # type: ignore[arg-type]

    def _log(self, entry: Entry) -> None:
        self.log.append(entry)
        self.frontier.append(leaf(entry))


def a_town(
    kind: str = "approval", name: str = "greedy", voters: int = 60, districts: tuple[str, ...] = (), each: int = 6,
    seed: int = 1, limits: dict[str, object] | None = None, **parameters: str,
) -> Town:  # fmt: skip
    """A vote with ballots, changes, revocations, a decision and heads in between, all from a seed."""
    chance = random.Random(seed)
    vote = a_vote(kind, districts, limits)
    options = some_options(vote, each, chance)
    town = Town(vote, options, rule(name, parameters), ElectionKeys(chance.randbytes(32)))
    cast = []
    for number in range(voters):
        cast.append(town.cast(a_ballot(vote, options, chance), chance.randbytes(16)))
        if chance.random() < 0.2:
            place = chance.randrange(len(cast))
            cast[place] = town.change(cast[place], a_ballot(vote, options, chance), chance.randbytes(16))
        if number % 25 == 24:
            town.head(f"2026-11-02T{number // 25 % 24:02}:00:00Z")
    town.head("2026-11-20T20:00:00Z", "closed")
    for commits in cast[:2]:
        town.revoke(commits)
    town._log(Decision(what="Two ballots of people who live elsewhere", digest="ab" * 32))
    return town
