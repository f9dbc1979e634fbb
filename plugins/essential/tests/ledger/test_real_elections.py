# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ballots of real cities, cast again, bundled, and recounted by a stranger."""

from pathlib import Path

import pytest

from folkmoot_essential.counting import Election, read, rule
from folkmoot_essential.ledger.ballots import made
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import write
from folkmoot_essential.ledger.levels import forecast
from folkmoot_essential.ledger.vote import BallotLimits, Option, Vote

from .votes import Town

pytestmark = pytest.mark.real_data


def held_again(election: Election, name: str, **parameters: str) -> Town:
    """The election as one vote of the town."""
    contest = {
        "id": "", "title": {"en": "Town"}, "budget": str(election.budget),
        "limits": BallotLimits.of(election.limits).as_json(),
    }  # fmt: skip
    vote = Vote.of_json(
        {"kind": str(election.kind), "currency": election.currency, "unit": election.unit, "contests": [contest]}
    )
    options = [
        Option(id=one.id, number=place, title={"en": one.name}, cost=str(one.cost), contest="")
        for place, one in enumerate(election.projects, start=1)
    ]
    town = Town(vote, options, rule(name, parameters))
    ranked = election.kind == "ordinal"
    for ballot in election.ballots:
        cast = made({"": ballot.choices}, {"": ballot.points} if ballot.points else None, ranked=ranked)
        for _ in range(ballot.weight):
            town.cast(cast, len(town.log).to_bytes(16, "big"))
    town.head("2026-11-20T20:00:00Z", "closed")
    return town


@pytest.mark.parametrize(
    ("file", "name", "parameters"),
    [
        ("Hungary_Budapest_2025_XI_Ujbuda.pb", "equal-shares", {"completion": "utilitarian"}),
        ("Poland_Krakow_2018_Swoszowice.pb", "greedy", {"score": "points"}),
        ("Poland_Katowice_2025_Zarzecze.pb", "equal-shares", {"utility": "points"}),
        ("Poland_Lodz_2025_Katedralna.pb", "phragmen", {}),
    ],
)
def test_a_real_election_comes_out_as_it_is_counted(
    shared_data: Path, file: str, name: str, parameters: dict[str, str]
) -> None:
    election = read(next((shared_data / "pb").rglob(file))).election
    town = held_again(election, name, **parameters)
    verdict = verify(write(town.content(), town.keys), expect_key=town.keys.public)
    direct = town.chosen.count(election, "12-34-56")
    assert (verdict.exit, verdict.findings) == (Exit.AGREES, [])
    assert verdict.results[0].outcome.winners == direct.winners
    assert verdict.results[0].outcome.spent == direct.spent


@pytest.mark.parametrize(
    "file",
    ["Poland_Lodz_2020.pb.gz", "Poland_Krakow_2018.pb.gz", "Warszawa_2024_Mokotow.pb.gz", "Poland_Gdansk_2020.pb.gz",
     "Hungary_Budapest_2023_VIII_Jozsefvaros.pb"],
)  # fmt: skip
def test_the_forecast_of_ballots_that_nobody_else_cast(shared_data: Path, file: str) -> None:
    """Within a factor of two of what happened, or under one in a hundred both."""
    election = read(next((shared_data / "pb").rglob(f"*{file}"))).election
    alone = sum(one.weight for one in election.ballots if one.weight == 1 and one.choices)
    limits, voters = election.limits, election.voters
    said = forecast(election.kind, len(election.projects), voters, limits.min_length or 0, limits.max_length).alone
    assert alone <= 2 * said * voters
    assert said * voters <= 2 * alone or said * 100 < 1
