# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The quick count of equal shares tells what a slow one by definition tells: every price, every payer, every tie."""

import random
from collections import Counter

import pytest

from folkmoot_essential.counting import Ballot, BallotKind, Election, Project, rule
from folkmoot_essential.counting.shares import question

from . import slow_shares

PER_UTILITY = 200


def drawn(chance: random.Random, kind: str) -> Election:
    """Many ties (few costs), voters left with nothing, points of none, groups of many, and blank ballots."""
    names = "abcdefghijkl"[: chance.randint(2, 12)]
    scale = chance.choice([1, 1, 10, 10_000, 10**9])
    costs = {name: chance.choice([0, *range(1, 7)]) * scale + chance.choice([0, 0, 0, 1]) for name in names}
    ballots = []
    for _ in range(chance.choice([3, 12, 40])):
        chosen = tuple(chance.sample(names, chance.randint(0, len(names))))
        points = tuple(chance.randint(0, 4) for _ in chosen) if kind == "cumulative" else ()
        ballots.append(Ballot(chosen, points, chance.choice([1, 1, 1, 2, 9, 400])))
    projects = tuple(Project(name, cost=cost) for name, cost in costs.items())
    return Election(BallotKind(kind), projects, tuple(ballots), chance.randint(1, max(sum(costs.values()), 1)))


@pytest.mark.parametrize("few", [0, question.FEW], ids=["by bounds", "plainly where few vote"])
@pytest.mark.parametrize("utility", ["cost", "cardinality", "points"])
def test_every_trace_is_the_one_of_the_definition(utility: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question, "FEW", few)
    chance, seen = random.Random(f"folkmoot {utility}"), Counter[str]()
    for _ in range(PER_UTILITY):
        some = drawn(chance, "cumulative" if utility == "points" else chance.choice(["approval", "ordinal"]))
        support = chance.choice([0, 0, 2, 5])
        wanted, ties, steps = slow_shares.count(some, utility, support)
        parameters = {"utility": utility, "minimum-support": str(support), "ties": "id"}
        found = rule("equal-shares", parameters).count(some)
        assert list(found.winners) == wanted
        assert [(tie.round, tie.candidates, tie.chosen) for tie in found.ties] == ties
        assert [dict(step) for step in found.trace[1:]] == steps
        emptied = sum(bool(step["paying_all_they_have"]) for step in steps)
        seen.update(winners=len(wanted), ties=len(ties), emptied=emptied)
    assert min(seen["winners"], seen["ties"], seen["emptied"]) > PER_UTILITY // 10


def test_a_copy_of_an_election_is_counted_by_itself() -> None:
    """What was worked out of an election stays with it: one with other ballots is another."""
    one = drawn(random.Random("copy"), "approval")
    before = rule("equal-shares", {"ties": "id"}).count(one)
    other = Election(one.kind, one.projects, (*one.ballots, Ballot(("a",), (), 10_000)), one.budget)
    assert rule("equal-shares", {"ties": "id"}).count(other).trace != before.trace
    assert rule("equal-shares", {"ties": "id"}).count(one) == before
