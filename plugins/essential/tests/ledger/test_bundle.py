# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Whole votes, from the first ballot to a bundle that a stranger recounts."""

import hashlib
import json
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot_essential.counting import read_bytes
from folkmoot_essential.ledger import receipts
from folkmoot_essential.ledger.ballots import made, tracker
from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle.files import OfficialDecision, Seed
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import write
from folkmoot_essential.ledger.heads import SignedHead
from folkmoot_essential.ledger.log import replay

from .votes import ELECTION, Town, a_town

RULES = [
    ("approval", "greedy", {}),
    ("approval", "equal-shares", {"completion": "utilitarian"}),
    ("approval", "phragmen", {}),
    ("ordinal", "irv", {}),
    ("cumulative", "equal-shares", {"utility": "points"}),
    ("score", "points", {"seats": "3"}),
]


@pytest.mark.parametrize(("kind", "name", "parameters"), RULES)
@given(
    seed=st.integers(0, 10**6), level=st.sampled_from(["L1", "L2"]), districts=st.sampled_from([(), ("north", "south")])
)
@settings(max_examples=6, deadline=None)
def test_every_vote_can_be_recounted(
    kind: str, name: str, parameters: dict[str, str], seed: int, level: str, districts: tuple[str, ...]
) -> None:
    town = a_town(kind, name, 25, districts, 4, seed, **parameters)
    data = write(town.content(level, eligible=200), town.keys, b"<!doctype html>", b"How to use it")
    verdict = verify(data)
    assert (verdict.exit, verdict.findings) == (Exit.NOT_ANCHORED, [])
    assert verdict.anchor is None
    assert verify(data, expect_key=town.keys.public).exit is Exit.AGREES
    for signed in town.heads:
        anchored = verify(data, signed.head.fingerprint, town.keys.public)
        assert (anchored.exit, anchored.anchor) == (Exit.AGREES, signed.head)


@pytest.fixture(scope="module")
def town() -> Town:
    return a_town("approval", "greedy", 80, ("north", "south"))


def read(data: bytes, name: str) -> str:
    return archive.unpack(data)[name].decode()


def test_the_same_vote_gives_the_same_bytes(town: Town) -> None:
    content = town.content()
    shuffled = replace(content, box=content.box[::-1], options=content.options)
    assert write(content, town.keys, b"page") == write(shuffled, town.keys, b"page")


def test_totals_alone_are_recounted_where_the_rule_allows_it(town: Town) -> None:
    data = write(town.content("L0"), town.keys)
    names = archive.unpack(data).keys()
    assert verify(data).exit is Exit.NOT_ANCHORED
    assert "box.jsonl" not in names
    assert not [name for name in names if name.endswith(".pb")]


@pytest.mark.parametrize(("auditor", "said"), [("Court of Audit", "the auditor is Court of Audit"), ("", "no auditor")])
def test_totals_alone_for_a_rule_that_needs_ballots(auditor: str, said: str) -> None:
    town = a_town("approval", "equal-shares", 30)
    verdict = verify(write(town.content("L0", auditor=auditor), town.keys))
    assert (verdict.exit, verdict.word, verdict.findings[0].code) == (Exit.DIFFERS, "not-recountable", "no-recount")
    assert said in verdict.findings[0].message


def test_levels_say_no_more_than_they_should(town: Town) -> None:
    tracked, distinct = write(town.content("L2"), town.keys), write(town.content("L1"), town.keys)
    trackers = {tracker(secret) for _, secret in town.box.values()}
    secrets = [secret.hex() for _, secret in town.box.values()]
    assert {json.loads(line)["t"] for line in read(tracked, "box.jsonl").splitlines()} == trackers
    assert sum(json.loads(line)["n"] for line in read(distinct, "box.jsonl").splitlines()) == len(town.box)
    everything = b"".join(archive.unpack(tracked).values()).decode()
    assert not any(secret in everything for secret in secrets)
    assert not any(one in b"".join(archive.unpack(distinct).values()).decode() for one in trackers)


def test_the_counts_of_the_electorate(town: Town) -> None:
    kinds = [entry.kind for entry in town.log]
    expected = {
        "eligible": 900, "voted": kinds.count("cast"), "cast": len(town.box), "changed": kinds.count("change"),
        "revoked": {"not-eligible": 2},
    }  # fmt: skip
    said = json.loads(read(write(town.content(eligible=900), town.keys), "electorate.json"))
    assert said == expected
    assert said["cast"] == said["voted"] - 2
    channels = {"web": len(town.box) - 20, "paper": 20}
    data = write(town.content(eligible=900, channels=channels), town.keys)
    assert json.loads(read(data, "electorate.json")) == expected | {"channels": channels}
    assert verify(data).exit is Exit.NOT_ANCHORED


BEFORE = Path(__file__).parent / "of_format_1"


def test_bundles_of_format_1_still_agree() -> None:
    """Published before the log stopped saying the channel of each ballot: byte for byte as they were written then."""
    for level, head in (("L0", "b22e61d7"), ("L1", "b27814d1"), ("L2", "b356cc2e")):
        data = b64decode((BEFORE / f"{level}.txt").read_text())
        assert b'"kind":"paper"' in archive.unpack(data)["castlog.jsonl"]
        verdict = verify(data)
        assert (verdict.exit, verdict.findings) == (Exit.NOT_ANCHORED, [])
        assert "3 on paper" in dict(verdict.checks)["log"]
        heads = [SignedHead.of_json(json.loads(line)) for line in read(data, "heads.jsonl").splitlines()]
        assert heads[1].head.fingerprint.startswith(head)
        assert verify(data, heads[1].head.fingerprint).exit is Exit.AGREES


def test_a_log_begun_under_format_1_can_still_be_certified() -> None:
    """Votes that were open while the program became newer: their papers stand in signed heads."""
    town = a_town(voters=60)
    town.cast(next(iter(town.box.values()))[0], bytes(16), "paper")
    data = write(town.content(), town.keys)
    assert verify(data).exit is Exit.NOT_ANCHORED
    assert json.loads(read(data, "electorate.json"))["voted"] == [entry.kind for entry in town.log].count("cast") + 1


def test_the_rule_is_hashed_as_the_counting_library_does(town: Town) -> None:
    rule = read(write(town.content(), town.keys), "rule.json")
    assert hashlib.sha256(rule.encode()).hexdigest() == town.chosen.hash == town.heads[0].head.rule


def test_a_receipt_is_found_in_the_published_box(town: Town) -> None:
    data = write(town.content(), town.keys)
    box = {one["t"]: made_of(one["ballot"]) for one in map(json.loads, read(data, "box.jsonl").splitlines())}
    commits, (ballot, secret) = next(iter(town.box.items()))
    receipt = receipts.make(town.keys, ELECTION, secret, ballot)
    found = receipts.check(receipts.read(receipt.data()), ELECTION, town.keys.public, replay(town.log), box)
    assert receipt.commitment == commits
    assert [one.code for one in found] == ["genuine", "in-log", "in-box"]


def made_of(value: dict[str, dict[str, list[str]]]) -> object:
    return made({contest: tuple(chosen) for contest, chosen in value["c"].items()}, district=str(value["d"]))


def test_a_withdrawn_option_and_a_decision_of_the_council(town: Town) -> None:
    content = town.content()
    options = [one.model_copy(update={"withdrawn": "Built"}) if one.number == 1 else one for one in content.options]
    decided = OfficialDecision(option="town-2", decision="funded", reason="A tie", at="2026-11-22T09:00:00Z")
    verdict = verify(write(replace(content, options=options, decisions=[decided]), town.keys))
    assert (verdict.exit, verdict.findings) == (Exit.NOT_ANCHORED, [])
    assert all(options[0].id not in result.outcome.winners for result in verdict.results)


def test_a_lot_needs_a_seed() -> None:
    town = a_town("approval", "greedy", 0)
    for option in range(2):
        town.options[option] = town.options[option].model_copy(update={"cost": "100"})
    again = Town(town.vote, town.options, town.chosen)
    again.head("2026-11-20T20:00:00Z", "closed")
    content = again.content()
    assert verify(write(content, again.keys)).exit is Exit.NOT_ANCHORED
    verdict = verify(write(replace(content, seed=Seed(source="The lottery")), again.keys))
    assert (verdict.exit, [one.code for one in verdict.findings]) == (Exit.DIFFERS, ["no-seed"])


@pytest.mark.parametrize("kind", ["approval", "ordinal", "cumulative", "score"])
def test_the_files_for_other_tools_hold_the_same_election(kind: str) -> None:
    town = a_town(kind, "greedy", 40)
    data = archive.unpack(write(town.content(), town.keys))["election-town.pb"]
    reading = read_bytes("election-town.pb", data)
    assert [one for one in reading.problems if one.code != "length-too-small"] == []
    assert reading.election.voters == len(town.box)
    outcome = verify(write(town.content(), town.keys)).results[0].outcome
    assert town.chosen.count(reading.election, "12-34-56").winners == outcome.winners


def test_the_verdict_as_json(town: Town) -> None:
    data = write(town.content(), town.keys)
    answer = json.loads(json.dumps(verify(data, expect_key=town.keys.public).as_json()))
    assert (answer["exit"], answer["verdict"], answer["anchored"], answer["findings"]) == (0, "agrees", True, [])
    assert [one["id"] for one in answer["contests"]] == ["", "north", "south"]
    assert [one["name"] for one in answer["checks"]] == ["files", "signatures", "log", "ballots", "rule", "recount"]
    assert all(one["shows"] for one in answer["checks"])
