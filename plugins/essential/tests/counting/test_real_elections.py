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
QUICK = 4_000
"""Elections with more distinct ballots than this are counted hundreds of times only in the drills: minutes each."""
LARGE = 6_000
"""And those with more than this at all."""


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


def differing(folder: Path, wanted: Any) -> tuple[list[str], int]:
    """Elections and rules that come out otherwise, and how many were compared; `wanted` chooses by key and ballots."""
    wrong, compared = [], 0
    distinct = sizes(folder)
    for name, outcomes in expected(folder).items():
        keys = [key for key in outcomes if key in RULES and wanted(key, distinct[name])]
        reading = read(folder / "instances" / name) if keys else None
        for key in keys:
            assert reading is not None
            compared += 1
            if not agrees(reading, key, outcomes):
                wrong.append(f"{name} {key}")
    return wrong, compared


def test_every_single_count_agrees(shared_data: Path) -> None:
    wrong, compared = differing(shared_data / "pb", lambda key, ballots: "add1" not in key and ballots < LARGE)
    assert (wrong, compared) == ([], 119)


def test_repeated_counts_of_small_elections_agree(shared_data: Path) -> None:
    wrong, compared = differing(shared_data / "pb", lambda key, ballots: "add1" in key and ballots < QUICK)
    assert (wrong, compared) == ([], 48)


@pytest.mark.drill
def test_every_single_count_of_large_elections_agrees(shared_data: Path) -> None:
    wrong, compared = differing(shared_data / "pb", lambda key, ballots: "add1" not in key and ballots >= LARGE)
    assert (wrong, compared) == ([], 15)


@pytest.mark.drill
def test_repeated_counts_of_large_elections_agree(shared_data: Path) -> None:
    wrong, compared = differing(shared_data / "pb", lambda key, ballots: "add1" in key and ballots >= QUICK)
    assert (wrong, compared) == ([], 10)


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
