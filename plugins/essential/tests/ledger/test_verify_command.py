# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot verify-count, as its users call it: without a database, with the exit codes that were promised."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot_essential.ledger.bundle.writing import write

from .votes import Town, a_town


@pytest.fixture(scope="module")
def town() -> Town:
    return a_town("approval", "equal-shares", 40, ("north",), completion="utilitarian")


@pytest.fixture
def bundle(town: Town, tmp_path: Path) -> Path:
    path = tmp_path / "recount.zip"
    path.write_bytes(write(town.content(), town.keys, b"<!doctype html>", b"How to use it"))
    return path


def verify_count(*words: object) -> "subprocess.CompletedProcess[str]":
    """The command, where no setting leads to a database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    command = [sys.executable, "-m", "folkmoot.cli", "verify-count", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=kept, check=False, timeout=60)


def test_without_an_anchor_it_says_so(bundle: Path, town: Town) -> None:
    done = verify_count(bundle)
    assert (done.returncode, done.stderr) == (3, "")
    assert "The recount agrees; it isn't anchored." in done.stdout
    assert "anybody could make such a bundle with a key of their own" in done.stdout
    assert town.keys.public in done.stdout
    assert "NOT OK" not in done.stdout


def test_with_an_expected_head_and_key(bundle: Path, town: Town) -> None:
    head = town.heads[1].head
    spoken = " ".join(head.fingerprint[place : place + 4] for place in range(0, 64, 4)).upper()
    done = verify_count(bundle, "--expect-head", spoken, "--expect-key", town.keys.public)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The recount agrees, and it is anchored." in done.stdout
    assert f"the log of then, {head.size} entries" in done.stdout
    assert "Voting was still open then" in done.stdout


def test_json_is_one_value(bundle: Path, town: Town) -> None:
    done = verify_count(bundle, "--json", "--expect-head", "00" * 32)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["exit"], answer["verdict"]) == (4, 4, "signature-or-hash-bad")
    assert [one["code"] for one in answer["findings"]] == ["other-head"]
    anchored = json.loads(verify_count(bundle, "--json", "--expect-key", town.keys.public).stdout)
    assert (anchored["exit"], anchored["key"]) == (0, town.keys.public)


def test_what_is_wrong_is_named(bundle: Path, town: Town) -> None:
    bundle.write_bytes(b"not a zip")
    done = verify_count(bundle)
    assert (done.returncode, done.stderr) == (4, "")
    assert "NOT OK  This isn't a whole zip" in done.stdout
    content = town.content()
    bundle.write_bytes(write(type(content)(**{**vars(content), "box": content.box[1:]}), town.keys))
    done = verify_count(bundle)
    assert done.returncode == 5
    assert "The box of ballots and the log of casting disagree." in done.stdout


def test_what_the_public_cannot_recount_is_not_called_wrong(bundle: Path, town: Town) -> None:
    bundle.write_bytes(write(town.content("L0", auditor="Court of Audit"), town.keys))
    done = verify_count(bundle, "--expect-key", town.keys.public)
    assert (done.returncode, done.stderr) == (1, "")
    assert "This bundle can't be recounted by the public" in done.stdout
    assert "the auditor is Court of Audit, who has the box" in done.stdout
    assert "The key is the one that you expected." in done.stdout
    assert done.stdout.count("  ok      ") == 5
    assert not [wrong for wrong in ("NOT OK", "differs", "altered", "anybody could make") if wrong in done.stdout]
    answer = json.loads(verify_count(bundle, "--json").stdout)
    assert (answer["exit"], answer["verdict"], answer["anchored"]) == (1, "not-recountable", False)


def test_texts_of_a_stranger_dont_steer_the_terminal(bundle: Path, town: Town) -> None:
    content = town.content()
    about = type(content.about)(**{**vars(content.about), "town": "Havenbrug\x1b[2J\u202e"})
    bundle.write_bytes(write(type(content)(**{**vars(content), "about": about}), town.keys))
    done = verify_count(bundle)
    assert done.stdout.startswith("Havenbrug\ufffd[2J\ufffd: Budget 2026\n")


@pytest.mark.parametrize(
    "words",
    [("nothing.zip",), (".",), (), ("{bundle}", "--expect-head", "abc"), ("{bundle}", "--expect-key", "zz" * 32)],
)
def test_wrong_usage_is_2(bundle: Path, words: tuple[str, ...]) -> None:
    done = verify_count(*(word.format(bundle=bundle) for word in words))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr
