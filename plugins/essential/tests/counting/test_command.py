# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot count, as its users call it: without a database, with exit codes 0, 1 and 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FILE = (
    "META\nkey;value\nbudget;100\nvote_type;approval\nrule;greedy-no-skip\ncurrency;EUR\nPROJECTS\nproject_id;cost;name\n"
    "a;60;[bold]Playground\nb;50;Trees\nc;10;Bench\nVOTES\nvoter_id;vote\n1;a,b\n2;a,c\n3;b\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "town.pb"
    path.write_text(FILE)
    return path


def count(*words: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """The command, where no setting leads to a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")} | more
    command = [sys.executable, "-m", "folkmoot.cli", "count", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=kept, check=False, timeout=60)


def test_json_is_the_whole_answer(file: Path) -> None:
    done = count(file, "--rule", "greedy", "--parameter", "ties=id", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert sorted(answer) == ["problems", "rule", "spent", "ties", "trace", "winners"]
    assert (answer["winners"], answer["spent"], answer["problems"]) == (["a", "c"], "70", [])
    assert sorted(answer["rule"]) == ["hash", "name", "parameters", "version"]
    assert answer["ties"] == [{"round": 1, "candidates": ["a", "b"], "chosen": "a", "by": "id"}]
    assert answer["trace"][0]["budget"] == "100"


def test_the_declared_rule_and_a_table_for_people(file: Path) -> None:
    done = count(file, "--rule", "declared", "--parameter", "ties=id")
    assert done.returncode == 0
    assert "[bold]Playground" in done.stdout
    assert "spent 60 of 100 EUR" in done.stdout
    assert "overshoot=stop" in done.stdout


def test_amounts_in_json_are_digits_in_the_smallest_unit_and_in_tables_money(file: Path) -> None:
    file.write_text(FILE.replace("a;60;", "a;60.50;"))
    answer = json.loads(count(file, "--rule", "greedy", "--parameter", "ties=id", "--json").stdout)
    assert (answer["winners"], answer["spent"], answer["trace"][0]["units_of_currency"]) == (["a", "c"], "7050", "100")
    assert answer["trace"][0]["budget"] == "10000"
    assert "spent 70.50 of 100 EUR" in count(file, "--rule", "greedy", "--parameter", "ties=id").stdout


def test_why_and_how_many_votes_were_missing(file: Path) -> None:
    asked = ("--rule", "greedy", "--parameter", "ties=id", "--missing", "b")
    answer = json.loads(count(file, *asked, "--json").stdout)
    assert [one["reason"] for one in answer["explanations"]] == ["funded", "does-not-fit", "funded"]
    told = answer["explanations"][1]
    assert (told["left"], told["missing"], told["votes_missing"], told["place"]) == ("40", "10", 1, 0)
    assert "votes_missing" not in answer["explanations"][0]
    shown = count(file, *asked).stdout
    assert "It costs 50; 40 were left in its turn. Recounted: 1 more votes for it alone make it win" in shown
    assert "explanations" not in json.loads(count(file, "--rule", "greedy", "--json").stdout)
    assert count(file, "--rule", "greedy", "--missing", "zz").returncode == 2


def test_strange_words_and_a_poor_terminal_make_no_traceback(file: Path) -> None:
    file.write_text(FILE.replace("Trees", "Дерева \u2028 [/x] 🌳"))
    odd = os.fsdecode(b"seed=\xff\xfe")
    for words in (("--json",), ("--explain",)):
        done = count(file, "--rule", "greedy", "--parameter", odd, *words, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stderr) == (0, "")


def test_strict_ends_with_1_when_something_is_wrong(file: Path) -> None:
    file.write_text(FILE + "3;c\n")
    assert count(file, "--rule", "greedy").returncode == 0
    done = count(file, "--rule", "greedy", "--strict", "--json")
    assert done.returncode == 1
    assert [problem["code"] for problem in json.loads(done.stdout)["problems"]] == ["duplicate-ballot"]


def test_a_lot_without_a_seed_is_a_problem(file: Path) -> None:
    file.write_text(FILE.replace("b;50", "b;60"))
    asked = ("--rule", "greedy", "--json", "--strict")
    assert json.loads(count(file, *asked).stdout)["problems"][0]["code"] == "lot-without-seed"
    seeded = count(file, *asked, "--parameter", "seed=12-34-56")
    assert seeded.returncode == 0
    answer = json.loads(seeded.stdout)
    assert (answer["ties"][0]["by"], answer["trace"][0]["seed"]) == ("lot", "12-34-56")
    assert "seed" not in answer["rule"]["parameters"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--rule", "schulze"), 2),
        (("--rule", "greedy", "--parameter", "speed=high"), 2),
        (("--rule", "greedy", "--parameter", "ties"), 2),
        (("--rule", "greedy", "--parameter", "ties=id", "--parameter", "ties=id"), 2),
        ((), 2),
        (("--rule", "irv"), 1),
        (("--rule", "plurality"), 1),
    ],
)
def test_what_cannot_be_counted_is_said_in_a_sentence(file: Path, words: tuple[str, ...], code: int) -> None:
    done = count(file, *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr
    assert "Error: " in done.stderr


def test_a_file_that_is_none_is_refused(file: Path) -> None:
    file.write_bytes(b"\x00\xff\n;;;")
    assert count(file, "--rule", "greedy").returncode == 1
    assert count(file.parent / "nothing.pb", "--rule", "greedy").returncode == 2
