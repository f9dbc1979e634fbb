# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Random elections full of ties, and rules with every parameter drawn; the same for the same seed."""

from random import Random
from typing import Any

from folkmoot_essential.counting import Ballot, BallotKind, Election, Limits, Project, Rule, rule
from folkmoot_essential.counting.rules import METHODS, Method

NAMES = ("a", "b", "10", "9", "é", "ﬁ", "𝔸", "opt-1", "Z", "opt-10")
"""Ids whose order by code point isn't the one by UTF-16 unit, nor the one of numbers or dictionaries."""

INTRICATE = ("equal-shares", "equal-shares", "equal-shares", "equal-shares", "phragmen")
"""Drawn more often than the others: most of what can go wrong is in these."""


def drawn(chance: Random) -> tuple[Election, Rule, str]:
    """An election, a rule that counts its kind of ballot, and a seed for lots."""
    method = METHODS[chance.choice((*METHODS, *INTRICATE))]
    return (
        election(chance, chance.choice(sorted(method.kinds))),
        _rule(chance, method),
        chance.choice(("", "7", "sé\n")),
    )


def shared(chance: Random) -> tuple[Election, Rule, str]:
    """An election in which many rounds are paid, by voters who run out of money; costs hardly differ."""
    names = chance.sample(NAMES, chance.randint(7, 10))
    base = chance.choice((10, 1_000, 10**15))
    projects = tuple(Project(name, cost=base + chance.choice((0, 0, 1, base // 2, base // 3))) for name in names)
    pointed = chance.random() < 0.4
    kind = chance.choice((BallotKind.CUMULATIVE, BallotKind.SCORE)) if pointed else BallotKind.APPROVAL
    ballots = tuple(_ballot(chance, kind, names, 5) for _ in range(chance.randint(8, 20)))
    unit = max(base // chance.choice((10, 40, 150)), 1)
    found = Election(kind, projects, ballots, base * chance.randint(3, 9), unit, "EUR", Limits(max_length=5))
    method = METHODS[chance.choice(("equal-shares", "equal-shares", "equal-shares", "phragmen"))]
    utility = {"utility": chance.choice(("cost", "cardinality", "points"))} if method.name == "equal-shares" else {}
    return found, rule(method.name, {**_rule(chance, method).parameters, "envelopes": "none", **utility}), "7"


def election(chance: Random, kind: BallotKind) -> Election:
    """Few costs, few voters, and groups of voters who chose alike."""
    names = chance.sample(NAMES, chance.choice((1, 2, 4, 6, 8, 10)))
    dear = chance.choice((3, 8, 40, 120))
    costs = [chance.randint(0, dear) for _ in range(chance.randint(1, 4))]
    projects = tuple(
        Project(
            name, "", chance.choice(costs), chance.choice(("", "x", "y")), chance.choice(("", "n", "m")),
            chance.choice(("", "", "g")),
        )
        for name in names
    )  # fmt: skip
    longest = chance.choice((None, None, 1, 3))
    ballots = tuple(_ballot(chance, kind, names, longest) for _ in range(chance.choice((0, 1, 3, 6, 9, 15))))
    envelopes = {name: chance.randint(0, 2 * dear) for name in ("", "x", "y", "n") if chance.random() < 0.7}
    return Election(
        kind, projects, ballots, chance.randint(0, 5 * dear), chance.choice((1, 1, 2, 10)), "EUR",
        Limits(max_length=longest), envelopes,
    )  # fmt: skip


def _ballot(chance: Random, kind: BallotKind, names: list[str], longest: int | None) -> Ballot:
    chosen = chance.sample(names, chance.randint(0, min(longest or len(names), len(names))))
    pointed = kind in (BallotKind.CUMULATIVE, BallotKind.SCORE)
    points = tuple(chance.randint(0, 4) for _ in chosen) if pointed else ()
    return Ballot(
        tuple(chosen if kind is BallotKind.ORDINAL else sorted(chosen)),
        points,
        chance.randint(1, 5),
        chance.choice(("", "", "n", "m")),
    )


def _rule(chance: Random, method: Method) -> Rule:
    def value(name: str, choices: tuple[str, ...], least: int) -> str:
        if name == "envelopes" and chance.random() < 0.6:
            return "none"
        if choices:
            return chance.choice(choices)
        return str(chance.choice((0, 0, 1, 2, 3, 7)) if least == 0 else chance.randint(least, 4))

    return rule(method.name, {one.name: value(one.name, one.choices, one.least) for one in method.parameters})


def as_page(one: Election, chosen: Rule, seed: str) -> dict[str, Any]:
    """What `count` of the page is asked, but for the amounts, which are texts here and large integers there."""
    return {
        "election": {
            "kind": one.kind.value, "budget": str(one.budget), "unit": str(one.unit),
            "longest": one.limits.max_length or 0,
            "options": [
                {"id": project.id, "cost": str(project.cost), "category": project.category,
                 "district": project.district, "exclusive": project.exclusive}
                for project in one.projects
            ],
            "ballots": [
                {"choices": list(ballot.choices), "points": _points(one, ballot), "weight": ballot.weight,
                 "district": ballot.district}
                for ballot in one.ballots
            ],
            "totals": None, "envelopes": {name: str(amount) for name, amount in one.envelopes.items()},
        },
        "rule": {"name": chosen.method.name, "version": chosen.method.version, "parameters": dict(chosen.parameters)},
        "seed": seed,
    }  # fmt: skip


def _points(one: Election, ballot: Ballot) -> list[int] | None:
    return list(ballot.points) if one.kind in (BallotKind.CUMULATIVE, BallotKind.SCORE) else None


COUNT = """async asked => {
  const { count } = folkmoot["count.js"];
  const outcomes = [];
  for (const { election, rule, seed } of asked) {
    const amounts = { budget: BigInt(election.budget), unit: BigInt(election.unit) };
    const options = election.options.map(option => ({ ...option, cost: BigInt(option.cost) }));
    const envelopes = new Map(Object.entries(election.envelopes).map(([name, amount]) => [name, BigInt(amount)]));
    try {
      const { winners, spent, ties } = await count({ ...election, ...amounts, options, envelopes }, rule, seed);
      outcomes.push({ winners, spent: String(spent), ties });
    } catch (error) {
      outcomes.push({ refused: error.constructor.name, why: error.message });
    }
  }
  return outcomes;
}"""
"""Counts them all in the page, one after the other."""
