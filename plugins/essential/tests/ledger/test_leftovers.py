# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What districts leave goes to the town's purse, where that was declared; and bundles of it are recounted."""

import io
import json
import random
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import read_bytes, rule
from folkmoot_essential.ledger.bundle import archive, writing
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.contests import count_contests, count_totals, election, totals_of
from folkmoot_essential.ledger.shapes import WrongShape
from folkmoot_essential.ledger.vote import TOWN, Vote

from .leftovers import a_flowing_town, flowing
from .votes import a_ballot, a_vote, some_options

RULES = [("approval", "greedy", {}), ("approval", "equal-shares", {}), ("approval", "phragmen", {})]


@pytest.mark.parametrize(("kind", "name", "parameters"), RULES)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=15)
def test_the_town_has_what_districts_leave(kind: str, name: str, parameters: dict[str, str], seed: int) -> None:
    chance = random.Random(seed)
    vote, chosen = a_vote(kind, ("north", "south")), rule(name, parameters)
    options = some_options(vote, 4, chance)
    box = [(a_ballot(vote, options, chance), chance.randint(1, 3)) for _ in range(chance.randint(0, 9))]
    apart = {one.contest.id: one for one in count_contests(vote, options, box, chosen, "seed")}
    joined = {one.contest.id: one for one in count_contests(flowing(vote), options, box, chosen, "seed")}
    assert list(joined) == [TOWN, "north", "south"]
    left = 0
    for district in ("north", "south"):
        assert joined[district].outcome == apart[district].outcome
        left += 10_000_000 - sum(int(one.cost) for one in options if one.id in apart[district].outcome.winners)
    richer = replace(election(vote, vote.contests[0], options, box), budget=10_000_000 + left)
    assert joined[TOWN].election == richer
    assert joined[TOWN].outcome == chosen.count(richer, "seed")


def test_totals_count_like_the_box() -> None:
    chance = random.Random(5)
    vote, chosen = flowing(a_vote("approval", ("north",))), rule("greedy", {})
    options = some_options(vote, 5, chance)
    box = [(a_ballot(vote, options, chance), 1) for _ in range(30)]
    of_box = count_contests(vote, options, box, chosen, "seed")
    of_totals = count_totals(vote, options, totals_of(vote, options, box), chosen, "seed")
    assert [one.outcome for one in of_totals] == [one.outcome for one in of_box]


@pytest.mark.parametrize(("contests", "leftovers"), [
    (("",), "town"), (("north", "south"), "town"), (("", "north"), "north"), (("", "north"), ""),
])  # fmt: skip
def test_leftovers_need_a_town_and_a_district(contests: tuple[str, ...], leftovers: str) -> None:
    value = a_vote("approval", ("north", "south")).as_json()
    value["contests"] = [one for one in value["contests"] if one["id"] in contests]
    with pytest.raises(WrongShape):
        Vote.of_json(value | {"leftovers": leftovers})


@pytest.mark.parametrize(("level", "name"), [("L1", "equal-shares"), ("L2", "phragmen"), ("L0", "greedy")])
def test_a_bundle_of_it_is_recounted(level: str, name: str) -> None:
    town = a_flowing_town("approval", name)
    verdict = verify(writing.write(town.content(level), town.keys))
    assert verdict.exit is Exit.NOT_ANCHORED, verdict.findings


def test_a_bundle_that_hides_them_is_found_out() -> None:
    town = a_flowing_town("approval", "greedy")
    data = writing.write(town.content("L2"), town.keys)
    unpacked = archive.unpack(data)
    vote = json.loads(unpacked["vote.json"])
    del vote["leftovers"]
    unpacked["vote.json"] = json.dumps(vote, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert verify(archive.pack(unpacked)).exit is Exit.BROKEN


def test_the_file_for_other_tools_has_the_money_that_there_was() -> None:
    town = a_flowing_town("approval", "greedy")
    with zipfile.ZipFile(io.BytesIO(writing.write(town.content("L2"), town.keys))) as bundle:
        read = read_bytes("election.pb", bundle.read("election-town.pb")).election
        published = json.loads(bundle.read("result.json"))["contests"]
    spent = {one["id"]: int(one["spent"]) for one in published}
    assert read.budget * (100 // read.unit) == 30_000_000 - spent["north"] - spent["south"]
    winners = next(one["winners"] for one in published if one["id"] == TOWN)
    assert list(town.chosen.count(read, "12-34-56").winners) == winners
