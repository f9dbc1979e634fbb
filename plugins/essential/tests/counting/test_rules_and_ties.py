# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A rule is its name, version and every parameter; ties are broken as declared, and told."""

import ast
import re
import sys
from pathlib import Path

import pytest

import folkmoot_essential.counting
from folkmoot_essential.counting import WrongParameter, names, rule
from folkmoot_essential.counting.ties import Ties, lot

from .elections import election


def test_the_hash_of_a_rule_never_changes_unnoticed() -> None:
    assert rule("irv").hash == "092b9237a17c0218794ad6cd797b9e2c8df73f8f0cfcb47a213cd64f1433d40c"
    assert rule("irv", {"ties": "id"}).hash != rule("irv").hash
    assert rule("greedy").hash == rule("greedy", {"score": "votes", "threshold": "0"}).hash


@pytest.mark.parametrize(
    ("name", "parameters"),
    [("schulze", {}), ("irv", {"seats": "1"}), ("greedy", {"threshold": "-1"}), ("approval", {"seats": "0"}),
     ("greedy", {"score": "likes"}), ("greedy", {"threshold": "1.5"})],
)  # fmt: skip
def test_what_a_rule_does_not_know_is_refused(name: str, parameters: dict[str, str]) -> None:
    with pytest.raises(WrongParameter):
        rule(name, parameters)


def test_every_rule_has_its_parameters_decided() -> None:
    for name in names():
        assert "ties" in rule(name).parameters
        assert re.fullmatch("[0-9a-f]{64}", rule(name).hash)


def test_the_policy_is_cost_then_votes_then_lot() -> None:
    ties = Ties("cost-votes-lot", "seed", {"a": 2, "b": 1, "c": 1, "d": 1}, {"b": 3, "c": 5, "d": 5})
    assert (ties.choose("ab", 1), ties.met[-1].by) == ("b", "cost")
    assert (ties.choose("bc", 2), ties.met[-1].by) == ("c", "votes")
    drawn = min("cd", key=lambda one: lot("seed", one))
    assert (ties.choose("cd", 3), ties.met[-1].by) == (drawn, "lot")
    assert ties.last("cd", 4) != drawn
    assert ties.choose("a", 5) == "a"
    assert len(ties.met) == 4


def test_a_lot_is_the_seed_and_nothing_else() -> None:
    equal = election("approval", 1, dict.fromkeys("abcdefgh", 1), "1: a b c d e f g h")
    drawn = {seed: rule("greedy").count(equal, seed).winners for seed in ("1", "2", "3", "4", "5", "6")}
    assert drawn["1"] == rule("greedy").count(equal, "1").winners
    assert len(set(drawn.values())) > 1
    assert rule("greedy", {"ties": "id"}).count(equal, "1").winners == ("a",)


def test_nothing_is_counted_with_binary_fractions() -> None:
    folder = Path(folkmoot_essential.counting.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.Name) and node.id in ("float", "complex")), path.name
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), path.name
            assert not isinstance(node, ast.Pow), path.name  # 10 ** -1 is one
            assert not isinstance(node, ast.Div), path.name  # fractions are made of two whole numbers


def test_the_library_needs_nothing_of_folkmoot() -> None:
    folder = Path(folkmoot_essential.counting.__file__).parent
    for path in folder.rglob("*.py"):
        tree = list(ast.walk(ast.parse(path.read_text())))
        names = [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
        names += [one.name for node in tree if isinstance(node, ast.Import) for one in node.names]
        for name in names:
            assert name.split(".")[0] in {*sys.stdlib_module_names, "folkmoot_essential"}, (path.name, name)
            assert not name.startswith("folkmoot_essential") or name.startswith("folkmoot_essential.counting"), name
