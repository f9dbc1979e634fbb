# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The ledger: what is added stays, and whatever is changed is found."""

import json
import threading
from pathlib import Path

import pytest

from folkmoot_licensing.issuing.ledger import START, Ledger
from folkmoot_licensing.issuing.problems import Problem


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for number in range(4):
        with ledger.adding() as addition:
            addition.add(f"token.{number}.x", at=number, people="Ann, reviewed by Ben")
    return ledger


def test_what_was_added_is_there(ledger: Ledger) -> None:
    lines = ledger.lines()
    assert [(line.number, line.at, line.token) for line in lines] == [(n + 1, n, f"token.{n}.x") for n in range(4)]
    assert [line.previous for line in lines] == [START, *(line.hash for line in lines[:3])]
    assert ledger.head() == lines[-1].hash


def test_an_empty_ledger(tmp_path: Path) -> None:
    empty = Ledger(tmp_path / "none")
    assert (empty.lines(), empty.head()) == ((), START)


@pytest.mark.parametrize(("name", "value"), [
    ("at", 99), ("token", "token.9.x"), ("people", "Eve"), ("fingerprint", "0" * 64), ("previous", START),
    ("number", 7), ("hash", "0" * 64), ("more", 1)])
def test_a_changed_line_is_found(ledger: Ledger, name: str, value: object) -> None:
    rows = ledger.path.read_text().splitlines()
    rows[1] = json.dumps(json.loads(rows[1]) | {name: value}, sort_keys=True, separators=(",", ":"))
    ledger.path.write_text("\n".join(rows) + "\n")
    with pytest.raises(Problem, match="Line 2"):
        ledger.lines()


def test_a_line_whose_hash_was_made_anew_breaks_the_next(ledger: Ledger) -> None:
    import hashlib

    rows = ledger.path.read_text().splitlines()
    changed = json.loads(rows[1]) | {"people": "Eve"}
    del changed["hash"]
    text = json.dumps(changed, sort_keys=True, separators=(",", ":"))
    rows[1] = json.dumps(changed | {"hash": hashlib.sha256(text.encode()).hexdigest()}, sort_keys=True,
                         separators=(",", ":"))
    ledger.path.write_text("\n".join(rows) + "\n")
    with pytest.raises(Problem, match="Line 3"):
        ledger.lines()


@pytest.mark.parametrize("order", [(0, 2, 1, 3), (0, 1, 3), (1, 2, 3), (0, 1, 1, 2, 3)])
def test_dropped_doubled_or_reordered_lines_are_found(ledger: Ledger, order: tuple[int, ...]) -> None:
    rows = ledger.path.read_text().splitlines()
    ledger.path.write_text("".join(rows[number] + "\n" for number in order))
    with pytest.raises(Problem, match="Line"):
        ledger.lines()


@pytest.mark.parametrize("end", ["{", '{"at":1}', "\n", "junk\n", "\xff\n"])
def test_a_torn_end_is_found_and_nothing_is_added_to_it(ledger: Ledger, end: str) -> None:
    with ledger.path.open("a", encoding="latin-1") as file:
        file.write(end)
    before = ledger.path.read_bytes()
    with pytest.raises(Problem, match="Line 5"), ledger.adding():
        pass
    assert ledger.path.read_bytes() == before


def test_two_desks_do_not_sign_past_each_other(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")

    def sign(desk: int) -> None:
        for number in range(10):
            with ledger.adding() as addition:
                addition.add(f"{desk}.{number}.x", at=0)

    desks = [threading.Thread(target=sign, args=(desk,)) for desk in range(3)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert len(ledger.lines()) == 30
