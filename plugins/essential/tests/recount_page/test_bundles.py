# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bundles, good ones and tampered ones: the page finds what is wrong, and ends as the command does."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from plugins.essential.tests.ledger import votes
from plugins.essential.tests.ledger.votes import Town, a_town

from folkmoot_essential.ledger.bundle import archive, verifying
from folkmoot_essential.ledger.keys import ElectionKeys

from .bundles import altered, bundle, judged, judgement, lines, of_version, resigned, value

pytestmark = pytest.mark.browser
RULES = (
    ("approval", "greedy", {}), ("approval", "equal-shares", {"completion": "utilitarian"}),
    ("approval", "phragmen", {"overshoot": "skip"}), ("cumulative", "greedy-per-cost", {"score": "points-per-cost"}),
    ("cumulative", "equal-shares", {"utility": "points"}), ("score", "points", {"seats": "3"}), ("ordinal", "irv", {}),
    ("ordinal", "plurality", {}), ("ordinal", "greedy", {"score": "points", "ties": "id"}), ("score", "approval", {}),
)  # fmt: skip


@pytest.fixture(scope="module")
def town() -> Town:
    """A budget of two purses, counted by equal shares."""
    return a_town("approval", "equal-shares", 60, ("north",), completion="utilitarian")


@pytest.mark.parametrize("level", ["L1", "L2"])
def test_good_bundles_of_every_rule_agree(modules: Tab, level: str) -> None:
    towns = [
        a_town(kind, name, 50, districts, seed=number, **parameters)
        for number, (kind, name, parameters) in enumerate(RULES) for districts in ((), ("north", "constructor"))
    ]  # fmt: skip
    found = judged(modules, *(bundle(one, level) for one in towns))
    assert [one["status"] for one in found] == [3] * len(towns), found


def test_totals_alone_are_recounted_where_they_say_enough(modules: Tab) -> None:
    towns = [a_town(kind, name, 50, (), seed=3, **parameters) for kind, name, parameters in RULES]
    found = judged(modules, *(bundle(one, "L0") for one in towns))
    enough = ("greedy", "greedy-per-cost", "approval", "points")
    expected = [
        (3, "") if name in enough and not (kind == "ordinal" and "score" in parameters) else (1, "needs-ballots")
        for kind, name, parameters in RULES
    ]
    assert [(one["status"], one["code"]) for one in found] == expected
    single = a_town("approval", "plurality", 50, limits={"max_length": 1})
    assert judgement(modules, bundle(single, "L0"))[0] == 3
    named = bundle(towns[2], "L0", auditor="The court of audit")
    assert judged(modules, named)[0]["values"]["auditor"] == "The court of audit"


def test_bundles_of_format_1_still_agree(modules: Tab, town: Town) -> None:
    before = Path(votes.__file__).parent / "of_format_1"
    old = [b64decode((before / f"{level}.txt").read_text()) for level in ("L0", "L1", "L2")]
    assert [one["status"] for one in judged(modules, *old)] == [3, 3, 3]
    mixed = value("electorate.json", lambda said: said.update(voted={"paper": 1, "web": said["voted"] - 1}))
    assert judgement(modules, resigned(town, mixed)) == (4, "files", "file-shape")


def test_the_channels_are_those_of_the_ballots_in_force(modules: Tab, town: Town) -> None:
    good = bundle(town, channels={"paper": 20, "web": len(town.box) - 20})
    too_many = {"paper": 20, "web": len(town.box)}
    more = resigned(town, value("electorate.json", lambda said: said.update(channels=too_many)))
    one = resigned(town, value("electorate.json", lambda said: said.update(channels={"web": said["cast"]})))
    found = [(each["status"], each["code"]) for each in judged(modules, good, more, one)]
    assert found == [(3, ""), (5, "electorate"), (4, "file-shape")]


def test_a_bundle_is_anchored_by_any_of_its_heads_and_by_its_key(modules: Tab, town: Town) -> None:
    good = bundle(town)
    for signed in town.heads:
        assert judgement(modules, good, head=signed.head.fingerprint) == (0, "", "")
    assert judgement(modules, good, key=town.keys.public) == (0, "", "")
    assert judgement(modules, good, head="0" * 64) == (4, "expected", "other-head")
    assert judgement(modules, good, key="0" * 64) == (4, "expected", "other-key")


def test_one_byte_of_any_file_is_found_and_the_file_is_named(modules: Tab, town: Town) -> None:
    good = bundle(town)
    names = [name for name in archive.unpack(good) if not name.startswith("manifest")]
    flipped = [altered(good, name, lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]) for name in names]
    found = judged(modules, *flipped)
    assert [(one["status"], one["code"], one["values"]["name"]) for one in found] == [
        (4, "file-altered", name) for name in names
    ]
    manifest = altered(good, "manifest.json", lambda data: data.replace(b"Havenbrug", b"Havenbrag"))
    assert judgement(modules, manifest) == (4, "manifest", "manifest-signature")
    signature = altered(good, "manifest.sig", lambda data: data[:-1] + (b"0" if data[-1:] != b"0" else b"1"))
    assert judgement(modules, signature) == (4, "manifest", "manifest-signature")


def test_what_is_missing_or_added_is_found(modules: Tab, town: Town) -> None:
    files = archive.unpack(bundle(town))
    for name in files:
        less = archive.pack({key: data for key, data in files.items() if key != name})
        assert judgement(modules, less) == (4, "files", "file-missing")
    assert judgement(modules, archive.pack(files | {"more.txt": b""})) == (4, "files", "file-unknown")
    page = archive.pack(files | {"verify.html": b"anything", "README.txt": b"anything"})
    assert judgement(modules, page)[0] == 3


def test_a_removed_ballot_is_found_though_everything_is_signed_again(modules: Tab, town: Town) -> None:
    found = judged(modules, resigned(town, lines("box.jsonl", lambda box: box[1:])))[0]
    assert (found["status"], found["code"]) == (5, "box-size")
    assert found["values"]["box"] == found["values"]["log"] - 1


def test_what_the_town_signs_anew_is_found_where_it_lies(modules: Tab, town: Town) -> None:
    attacks = {
        (4, "fixed-rule"): value("rule.json", lambda rule: rule["parameters"].update(completion="none")),
        (4, "fixed-vote"): value("vote.json", lambda vote: vote["contests"][0].update(budget="9")),
        (4, "fixed-options"): lines("options.jsonl", lambda of: [of[0].replace(b'cost":"', b'cost":"1'), *of[1:]]),
        (4, "log-root"): lines("castlog.jsonl", lambda log: [log[1], log[0], *log[2:]]),
        (5, "log-twice"): lines("castlog.jsonl", lambda log: [*log, log[0]]),
        (5, "log-not-in-force"): lines("castlog.jsonl", lambda log: [*log, log[-2]]),
        (5, "totals"): value("totals.json", lambda totals: totals[""]["votes"].update({"town-1": 99})),
        (5, "electorate"): value("electorate.json", lambda counts: counts.update(changed=counts["changed"] + 1)),
        (5, "box-twice"): lines("box.jsonl", lambda box: [box[0], *box[:1], *box[2:]]),
        (1, "winners-differ"): value("result.json", lambda result: result["contests"][1]["winners"].reverse()),
        (1, "spent-differs"): value("result.json", lambda result: result["contests"][0].update(spent="1")),
        (1, "ties-differ"): value("result.json", lambda result: result["contests"][0]["ties"].append(
            {"round": 1, "candidates": ["town-1", "town-2"], "chosen": "town-1", "by": "lot"})),
    }  # fmt: skip
    found = judged(modules, *(resigned(town, attack) for attack in attacks.values()))
    assert [(one["status"], one["code"]) for one in found] == list(attacks)


def test_a_ballot_over_its_limits_is_found(modules: Tab) -> None:
    town = a_town("approval", "greedy", 40, limits={"max_length": 2})
    town.cast(type(next(iter(town.box.values()))[0])({"": ("town-1", "town-2", "town-3")}), bytes(16))
    town.heads = town.heads[:-1]
    town.head("2026-11-21T20:00:00Z", "closed")
    assert judgement(modules, bundle(town)) == (1, "ballots", "ballot-invalid")


def test_a_box_made_with_a_fresh_key_agrees_with_itself_and_with_nothing_expected(modules: Tab, town: Town) -> None:
    forged = a_town("approval", "equal-shares", 60, ("north",), completion="utilitarian")
    forged.keys, forged.heads = ElectionKeys(bytes(32)), []
    forged.__post_init__()
    forged.head("2026-11-20T20:00:00Z", "closed")
    made = bundle(forged)
    assert judgement(modules, made) == (3, "", "")
    assert judgement(modules, made, key=town.keys.public) == (4, "expected", "other-key")
    assert judgement(modules, made, head=town.heads[2].head.fingerprint) == (4, "expected", "other-head")


def test_an_unknown_rule_is_refused(modules: Tab) -> None:
    town = a_town("approval", "greedy", 20)
    newer = of_version(town, 99)
    newer.cast(next(iter(town.box.values()))[0], bytes(16))
    newer.head("2026-11-20T20:00:00Z", "closed")
    assert judgement(modules, bundle(newer)) == (6, "rule", "unknown-rule")


def test_a_lot_without_a_seed_is_found(modules: Tab) -> None:
    town = a_town("approval", "approval", 4, seed=13, seats="6", limits={})
    made = bundle(town)
    ties = json.loads(archive.unpack(made)["result.json"])["contests"][0]["ties"]
    assert any(tie["by"] == "lot" for tie in ties)
    without = resigned(town, value("seed.json", lambda seed: seed.pop("seed")))
    assert verifying.verify(without).exit == 1
    assert judgement(modules, without)[0] == 1
