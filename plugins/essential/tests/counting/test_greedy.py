# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Greedy: the best first, as long as the money lasts."""

from dataclasses import replace

import pytest

from folkmoot_essential.counting import Election, Project, rule

from .elections import election

SMALL = election("approval", 100, {"a": 60, "b": 50, "c": 30, "d": 5}, "5: a b", "4: b c", "3: c d", "1: a")


def winners(election: Election, name: str = "greedy", **parameters: str) -> list[str]:
    given = {key.replace("_", "-"): value for key, value in parameters.items()}
    return list(rule(name, given).count(election).winners)


@pytest.mark.parametrize(
    ("parameters", "wanted"),
    [
        ({}, ["b", "c", "d"]),
        ({"overshoot": "stop"}, ["b", "c"]),
        ({"threshold": "4"}, ["b", "c"]),
        ({"score": "votes-per-cost"}, ["d", "c", "b"]),
    ],
)
def test_a_small_budget(parameters: dict[str, str], wanted: list[str]) -> None:
    # votes: a 6, b 9, c 7, d 3. b (50) and c (30) fit, a (60) doesn't, d (5) does.
    assert winners(SMALL, **parameters) == wanted


def test_each_decision_is_in_the_trace() -> None:
    trace = rule("greedy").count(SMALL).trace
    told = [(step["project"], step["score"], step["left"], step["decision"]) for step in trace]
    assert told == [("b", "9", "100", "funded"), ("c", "7", "50", "funded"), ("a", "6", "20", "does-not-fit"),
                    ("d", "3", "20", "funded")]  # fmt: skip


def test_of_projects_that_exclude_each_other_one_wins() -> None:
    apart = replace(
        SMALL, projects=tuple(replace(one, exclusive="x" if one.id in "bc" else "") for one in SMALL.projects)
    )
    assert winners(apart) == ["b", "d"]
    assert winners(apart, exclusive="ignore") == ["b", "c", "d"]


def test_envelopes_and_their_leftovers() -> None:
    projects = tuple(Project(one.id, cost=one.cost, category="x" if one.id in "ab" else "y") for one in SMALL.projects)
    parted = replace(SMALL, projects=projects, envelopes={"x": 70, "y": 30})
    assert winners(parted, envelopes="category") == ["b", "c"]
    assert winners(parted, envelopes="category", leftovers="pool") == ["b", "c", "d"]


def test_points_count_where_the_rule_says_so() -> None:
    cumulative = election("cumulative", 10, {"a": 6, "b": 6}, "1: a=5", "2: b=1")
    assert winners(cumulative) == ["b"]
    assert winners(cumulative, score="points") == ["a"]
