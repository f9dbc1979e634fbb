# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Real elections come out as two other programs counted them, order included."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot_essential.counting import Reading, read, rule
from folkmoot_essential.counting.declared import Undeclared, declared

pytestmark = pytest.mark.real_data

RULES: dict[str, tuple[str, dict[str, str]]] = {
    "greedy_cost": ("greedy", {}),
    "greedy_card": ("greedy-per-cost", {}),
    "phragmen_set": ("phragmen", {}),
    "mes_cost": ("equal-shares", {"utility": "cost"}),
    "mes_card": ("equal-shares", {"utility": "cardinality"}),
    "mes_points": ("equal-shares", {"utility": "points"}),
}
ADD1 = {"add1": "add1", "add1_exhaustive_stop": "add1-exhaustive"}
for utility in ("cost", "points"):
    for key, completion in ADD1.items():
        RULES[f"mes_{utility}_{key}"] = ("equal-shares", {"utility": utility, "completion": completion})
LARGE = 4_000
"""Elections with more distinct ballots than this are counted hundreds of times in a test each: half a minute."""
COUNTED_LONG = (
    "France_Toulouse_2024.pb.gz",
    "Poland_Lodz_2020.pb.gz",
    "Poland_Warszawa_2020_Wawer.pb.gz",
    "Poland_Warszawa_2021_Bielany.pb.gz",
    "Poland_Warszawa_2024_Mokotow.pb.gz",
)


def expected(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((folder / "expected.json").read_text())
    return found


def sizes(folder: Path) -> dict[str, int]:
    """How many distinct ballots each election has."""
    return {one["file"]: one["distinct"] for one in json.loads((folder / "manifest.json").read_text())["files"]}


def agrees(reading: Reading, key: str, outcomes: dict[str, Any]) -> bool:
    """Whether the winners are the same, and where counts are repeated, how many of them it took."""
    name, parameters = RULES[key]
    outcome = rule(name, {**parameters, "ties": "id"}).count(reading.election)
    winners = sorted(outcome.winners) if key.endswith("_set") else list(outcome.winners)
    return winners == outcomes[key] and outcomes.get(f"{key}_runs") in (None, outcome.trace[0].get("runs"))


def differing(folder: Path, name: str, keys: list[str]) -> list[str]:
    """Which of these rules come out otherwise."""
    if not keys:
        return []
    reading, outcomes = read(folder / "instances" / name), expected(folder)[name]
    return [f"{name} {key}" for key in keys if not agrees(reading, key, outcomes)]


def single(outcomes: dict[str, Any]) -> list[str]:
    return [key for key in outcomes if key in RULES and "add1" not in key]


def repeated(outcomes: dict[str, Any]) -> list[str]:
    return [key for key in outcomes if key in RULES and "add1" in key]


def test_every_single_count_agrees(shared_data: Path) -> None:
    folder = shared_data / "pb"
    cases = {name: single(outcomes) for name, outcomes in expected(folder).items()}
    assert sum(map(len, cases.values())) == 134
    assert [wrong for name, keys in cases.items() for wrong in differing(folder, name, keys)] == []


def test_repeated_counts_of_small_elections_agree(shared_data: Path) -> None:
    folder, distinct = shared_data / "pb", sizes(shared_data / "pb")
    cases = {name: repeated(outcomes) for name, outcomes in expected(folder).items() if distinct[name] < LARGE}
    assert sum(map(len, cases.values())) == 48
    assert [wrong for name, keys in cases.items() for wrong in differing(folder, name, keys)] == []


@pytest.mark.parametrize("name", COUNTED_LONG)
def test_repeated_counts_of_large_elections_agree(name: str, shared_data: Path) -> None:
    folder, distinct = shared_data / "pb", sizes(shared_data / "pb")
    large = {name for name, found in expected(folder).items() if repeated(found) and distinct[name] >= LARGE}
    assert large == set(COUNTED_LONG)
    assert differing(folder, name, repeated(expected(folder)[name])) == []


PUBLISHED_OTHERWISE = {
    "Poland_Lodz_2020.pb.gz": "greedy-custom: the city chose more when its budget had risen",
    "Poland_Poznan_2023_5_-_Grunwald_Polnoc_Grunwald_Poludnie_Stary_Grunwald.pb.gz": "greedy-custom: 80 % is enough",
    "Poland_Warszawa_2024_Mokotow.pb.gz": "greedy-exclusive, and the file doesn't say which exclude each other",
    "Hungary_Budapest_2023_VIII_Jozsefvaros.pb": "the file doesn't say the rule",
    "Hungary_Budapest_2025_XI_Ujbuda.pb": "the file doesn't say the rule",
}


def test_official_winners_come_out_by_the_rule_that_the_file_declares(shared_data: Path) -> None:
    folder, otherwise = shared_data / "pb", {}
    for name, outcomes in expected(folder).items():
        if "published_selected" not in outcomes:
            continue
        reading = read(folder / "instances" / name)
        try:
            winners = set(declared(reading.election, {"ties": "id"}).count(reading.election).winners)
        except Undeclared as reason:
            otherwise[name] = str(reason)
            continue
        if winners != set(outcomes["published_selected"]):
            otherwise[name] = f"{winners ^ set(outcomes['published_selected'])}"
    assert otherwise.keys() == PUBLISHED_OTHERWISE.keys(), otherwise


def test_ranked_elections_agree(shared_data: Path) -> None:
    folder = shared_data / "pb" / "ranked"
    for name, outcome in json.loads((folder / "expected.json").read_text()).items():
        reading = read(folder / name)
        assert reading.election.voters == outcome["voters"]
        names = {project.id: project.name for project in reading.election.projects}
        for method in ("plurality", "irv"):
            (winner,) = rule(method).count(reading.election).winners
            assert names[winner] == outcome[method]


def test_blt_files_are_read(shared_data: Path) -> None:
    for path in (shared_data / "pb" / "blt").glob("*.blt"):
        reading = read(path)
        assert reading.problems == ()
        assert len(rule("irv").count(reading.election).winners) == 1
