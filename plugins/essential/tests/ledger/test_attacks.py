# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What somebody might do to a bundle, and how each is found and named."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from folkmoot_essential.ledger import canonical, heads
from folkmoot_essential.ledger.ballots import Ballot, tracker
from folkmoot_essential.ledger.bundle import archive
from folkmoot_essential.ledger.bundle.files import HEADS, MANIFEST, SIGNATURE, Manifest
from folkmoot_essential.ledger.bundle.verdict import Exit, Verdict
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.bundle.writing import SIGNED, seal, write
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.log import Cast, Revoke
from folkmoot_essential.ledger.tree import Frontier

from .attacks import Files, codes, edited, lines, made_of, nothing, resealed
from .votes import Town, a_town

A_TIE = {"round": 1, "candidates": ["town-1", "town-2"], "chosen": "town-1", "by": "lot"}


@pytest.fixture(scope="module")
def town() -> Town:
    return a_town("cumulative", "greedy", 70, ("north",), seed=3)


@pytest.fixture(scope="module")
def bundle(town: Town) -> bytes:
    return write(town.content(), town.keys, b"<!doctype html>", b"How to use it")


def test_resealing_without_a_change_is_no_attack(town: Town) -> None:
    for level in ("L0", "L1", "L2"):
        assert resealed(town, level, nothing).exit is Exit.AGREES


def test_one_byte_of_any_file(town: Town, bundle: bytes) -> None:
    whole = archive.unpack(bundle)
    for name, data in whole.items():
        for place in (0, len(data) // 2, len(data) - 1):
            changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
            verdict = verify(archive.pack(whole | {name: changed}))
            expected = Exit.NOT_ANCHORED if name in ("verify.html", "README.txt") else Exit.BROKEN
            assert verdict.exit is expected, (name, place, verdict.findings)
            if name not in (MANIFEST, SIGNATURE, "verify.html", "README.txt"):
                assert [one.file for one in verdict.findings if one.code == "file-altered"] == [name]


def test_a_file_too_few_or_too_many(bundle: bytes) -> None:
    whole = archive.unpack(bundle)
    for name in whole.keys() - {"verify.html", "README.txt"}:
        verdict = verify(archive.pack({other: data for other, data in whole.items() if other != name}))
        assert verdict.exit is Exit.BROKEN
        assert "file-missing" in codes(verdict)
    assert codes(verify(archive.pack(whole | {"more.txt": b""}))) >= {"file-unknown"}
    without = {name: data for name, data in whole.items() if name not in ("verify.html", "README.txt")}
    assert verify(archive.pack(without)).exit is Exit.NOT_ANCHORED


def test_one_ballot_removed_and_everything_signed_again(town: Town) -> None:
    content = town.content()
    for level in ("L0", "L1", "L2"):
        smaller = replace(content, about=replace(content.about, level=level), box=content.box[1:])
        verdict = verify(write(smaller, town.keys), town.heads[2].head.fingerprint)
        assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"box-size"})
    alone = resealed(town, "L2", lines("box.jsonl", lambda box: box[1:]))
    assert (alone.exit, codes(alone)) == (Exit.LOG_AND_BOX, {"box-size", "totals"})


def test_one_ballot_added(town: Town) -> None:
    content = town.content()
    more = replace(content, box=[*content.box, (Ballot({}, {}, "north"), tracker(b"x" * 32))])
    assert verify(write(more, town.keys)).exit is Exit.LOG_AND_BOX
    counted_twice = lines("box.jsonl", lambda box: [*box[:-1], box[-1].replace(b'"n":', b'"n":1')])
    assert resealed(town, "L1", counted_twice).exit is Exit.LOG_AND_BOX


def test_a_ballot_exchanged_for_another_is_seen_in_the_totals(town: Town) -> None:
    def swap(box: list[bytes]) -> list[bytes]:
        first, second = json.loads(box[0]), json.loads(box[1])
        blank = {"ballot": {"c": {}, "d": "north"}, "t": first["t"]}
        assert first["ballot"] != blank["ballot"]
        return [canonical.write(blank), canonical.write(second), *box[2:]]

    verdict = resealed(town, "L2", lines("box.jsonl", swap))
    assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"totals"})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("rule.json", lambda rule: rule["parameters"].update(overshoot="stop")),
        ("vote.json", lambda vote: vote["contests"][0].update(budget="99999900")),
        ("vote.json", lambda vote: vote["contests"][0]["limits"].update(max_length=4)),
    ],
)
def test_the_rule_changed_after_opening(town: Town, name: str, change: Callable[[object], None]) -> None:
    verdict = resealed(town, "L2", edited(name, change))
    assert (verdict.exit, codes(verdict)) == (Exit.BROKEN, {"fixed"})
    assert verdict.findings[0].file == name


def test_the_cost_of_an_option_changed_after_opening(town: Town) -> None:
    cheaper = lines("options.jsonl", lambda found: [found[0].replace(b'"cost":"', b'"cost":"1'), *found[1:]])
    verdict = resealed(town, "L2", cheaper)
    assert (verdict.exit, verdict.findings[0].file) == (Exit.BROKEN, "options.jsonl")


def test_everything_rebuilt_with_a_fresh_key(town: Town) -> None:
    """In itself such a bundle is right, and only what somebody kept from elsewhere finds it out."""
    again = Town(town.vote, town.options, town.chosen, ElectionKeys.new())
    for number, (ballot, _) in enumerate(list(town.box.values())[5:]):
        again.cast(ballot, number.to_bytes(16, "big"))
    again.head("2026-11-20T20:00:00Z", "closed")
    data = write(again.content(), again.keys)
    assert verify(data).exit is Exit.NOT_ANCHORED
    by_key = verify(data, expect_key=town.keys.public)
    assert (by_key.exit, codes(by_key)) == (Exit.BROKEN, {"other-key"})
    for kept in town.heads:
        by_head = verify(data, expect_head=kept.head.fingerprint)
        assert (by_head.exit, codes(by_head)) == (Exit.BROKEN, {"other-head"})
    assert verify(data, town.heads[0].head.fingerprint, again.keys.public).exit is Exit.BROKEN


def test_the_log_rebuilt_with_the_true_key(town: Town) -> None:
    """The town itself leaves out a ballot and signs all heads anew: whoever kept a head sees it."""
    again = Town(town.vote, town.options, town.chosen, town.keys)
    for number, (ballot, _) in enumerate(list(town.box.values())[5:]):
        again.cast(ballot, number.to_bytes(16, "big"))
    again.head("2026-11-20T20:00:00Z", "closed")
    data = write(again.content(), again.keys)
    assert verify(data, expect_key=town.keys.public).exit is Exit.AGREES
    assert codes(verify(data, town.heads[1].head.fingerprint, town.keys.public)) == {"other-head"}


def with_heads(town: Town, change: Callable[[list[heads.SignedHead]], None]) -> Verdict:
    """Heads altered, and the manifest signed over them with the true key."""
    whole = archive.unpack(write(town.content(), town.keys))
    found = [heads.SignedHead.of_json(one) for one in canonical.read_lines(whole[HEADS])]
    change(found)
    whole[HEADS] = canonical.write_lines(one.as_json() for one in found)
    return verify(archive.pack(with_manifest(town.keys, whole)))


def with_manifest(keys: ElectionKeys, whole: Files) -> Files:
    manifest = json.loads(whole[MANIFEST])
    manifest["files"] = {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in whole.items() if name not in (MANIFEST, SIGNATURE)
    }  # fmt: skip
    data = canonical.write(Manifest.of_json(manifest).as_json())
    return whole | {MANIFEST: data, SIGNATURE: keys.sign(SIGNED + data).encode()}


def replace_head(number: int, keys: ElectionKeys, **change: object) -> Callable[[list[heads.SignedHead]], None]:
    def do(found: list[heads.SignedHead]) -> None:
        head = found[number].head.model_copy(update=change)
        found[number] = (
            heads.sign(keys, head) if head.key == keys.public else found[number].model_copy(update={"head": head})
        )

    return do


def unsign_last(found: list[heads.SignedHead]) -> None:
    found[-1] = found[-1].model_copy(update={"signature": "00" * 64})


def test_heads_altered(town: Town) -> None:
    keys = town.keys
    assert with_heads(town, nothing).exit is Exit.NOT_ANCHORED
    assert codes(with_heads(town, replace_head(1, keys, root="ab" * 32))) == {"root"}
    assert codes(with_heads(town, replace_head(1, keys, size=0))) == {"root"}
    assert codes(with_heads(town, replace_head(1, keys, size=10**6))) >= {"root", "heads"}
    assert codes(with_heads(town, replace_head(1, keys, key="ab" * 32))) == {"heads", "head-signature"}
    assert codes(with_heads(town, replace_head(-1, keys, content="ab" * 32))) == {"content"}
    assert codes(with_heads(town, replace_head(2, keys, rule="ab" * 32))) == {"heads"}
    assert codes(with_heads(town, lambda found: found.pop(1))) == {"heads"}
    assert codes(with_heads(town, lambda found: found.reverse())) >= {"heads"}
    assert codes(with_heads(town, lambda found: found.clear())) == {"heads"}
    assert codes(with_heads(town, unsign_last)) == {"head-signature"}


def test_the_log_reordered(town: Town) -> None:
    verdict = resealed(town, "L2", lines("castlog.jsonl", lambda log: log[::-1]))
    assert (verdict.exit, codes(verdict)) == (Exit.BROKEN, {"root"})
    verdict = resealed(town, "L2", lines("castlog.jsonl", lambda log: [*log[:5], *log[6:]]))
    assert (verdict.exit, codes(verdict)) == (Exit.BROKEN, {"root"})


def logged(town: Town, change: Callable[[Town], None]) -> Verdict:
    """The true town writes a log without sense, before it closes."""
    again = Town(town.vote, town.options, town.chosen, town.keys, list(town.log), [], dict(town.box))
    again.frontier = Frontier()
    change(again)
    for entry in again.log:
        again.frontier.append(canonical.write(entry.as_json()))
    again.head("2026-11-20T20:00:00Z", "closed")
    return verify(write(again.content(), again.keys))


def test_a_log_without_sense(town: Town) -> None:
    in_force = next(iter(town.box))
    assert logged(town, nothing).exit is Exit.NOT_ANCHORED
    for entry in (Cast(commitment=in_force), Revoke(commitment="ab" * 32, reason="double")):
        verdict = logged(town, lambda again, entry=entry: again.log.append(entry))
        assert verdict.exit is Exit.LOG_AND_BOX
        assert "log" in codes(verdict)
    reordered = logged(town, lambda again: again.log.reverse())
    assert (reordered.exit, "log" in codes(reordered)) == (Exit.LOG_AND_BOX, True)


@pytest.mark.parametrize(
    "change",
    [lambda said: said.update(cast=said["cast"] + 1), lambda said: said.update(voted=1),
     lambda said: said.update(changed=0), lambda said: said["revoked"].clear(),
     lambda said: said.update(eligible=3), lambda said: said.update(channels={"paper": 1, "web": said["cast"]})],
)  # fmt: skip
def test_the_electorate_miscounted(town: Town, change: Callable[[object], None]) -> None:
    verdict = resealed(town, "L2", edited("electorate.json", change))
    assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"electorate"})


def test_totals_altered(town: Town) -> None:
    for level in ("L1", "L2"):
        verdict = resealed(
            town, level, edited("totals.json", lambda said: said["north"]["votes"].update({"north-1": 0}))
        )
        assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"totals"})
    impossible = [
        lambda said: said["north"]["votes"].update({"north-1": 9_999}),
        lambda said: said["north"]["points"].update({"north-1": 0}),
        lambda said: said["north"]["votes"].pop("north-1"),
        lambda said: said.pop("north"),
    ]
    for change in impossible:
        verdict = resealed(town, "L0", edited("totals.json", change))
        assert (verdict.exit, codes(verdict)) == (Exit.LOG_AND_BOX, {"totals"})
    fewer = resealed(town, "L0", edited("totals.json", lambda said: said[""].update(ballots=said[""]["ballots"] - 1)))
    assert (fewer.exit, codes(fewer)) == (Exit.LOG_AND_BOX, {"box-size"})


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (Ballot({"": ("town-1", "town-2")}, {"": (6, 6)}, "north"), "sum-too-large"),
        (Ballot({"": ("town-1",)}, {"": (7,)}, "north"), "points-too-large"),
        (Ballot({"": ("town-1",)}, {"": (1,)}), "district-missing"),
        (Ballot({"": ("town-1", "town-1")}, {"": (1, 1)}, "north"), "option-twice"),
    ],
)
def test_a_ballot_over_its_limits(town: Town, ballot: Ballot, code: str) -> None:
    again = Town(town.vote, town.options, town.chosen, town.keys)
    for number, one in enumerate([ballot, *[one for one, _ in town.box.values()]]):
        again.cast(one, number.to_bytes(16, "big"))
    again.head("2026-11-20T20:00:00Z", "closed")
    for level in ("L1", "L2"):
        verdict = verify(write(again.content(level), again.keys))
        assert (verdict.exit, codes(verdict)) == (Exit.DIFFERS, {"ballot-invalid"})
        assert code in verdict.findings[0].message


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("result.json", lambda said: said["contests"][0]["winners"].reverse(), "winners"),
        ("result.json", lambda said: said["contests"][1]["winners"].pop(), "winners"),
        ("result.json", lambda said: said["contests"][0].update(spent="1"), "spent"),
        ("result.json", lambda said: said["contests"][0]["ties"].append(A_TIE), "ties"),
        ("result.json", lambda said: said["contests"].reverse(), "contests"),
    ],
)
def test_results_altered(town: Town, name: str, change: Callable[[object], None], code: str) -> None:
    for level in ("L0", "L2"):
        verdict = resealed(town, level, edited(name, change))
        assert (verdict.exit, codes(verdict)) == (Exit.DIFFERS, {code})


def test_explanations_altered(town: Town) -> None:
    trace = resealed(town, "L2", lines("trace.jsonl", lambda steps: steps[1:]))
    assert (trace.exit, codes(trace)) == (Exit.DIFFERS, {"trace"})
    for change in (
        lambda text: [line.replace(b"north-1;", b"north-1;1") for line in text],
        lambda text: text[:-1],
        lambda text: text[:3],
    ):
        pabulib = resealed(town, "L2", lines("election-north.pb", change))
        assert (pabulib.exit, codes(pabulib)) == (Exit.DIFFERS, {"pabulib"})


@pytest.mark.parametrize(
    "change",
    [lambda rule: rule.update(version=99), lambda rule: rule.update(name="schulze"),
     lambda rule: rule["parameters"].update(mood="good"), lambda rule: rule["parameters"].pop("ties")],
)  # fmt: skip
def test_a_rule_that_isnt_known(town: Town, change: Callable[[object], None]) -> None:
    """As the heads of that vote have it: not a forgery, but not to be recounted by this program."""
    made = made_of(town, town.content())
    edited("rule.json", change)(made)
    hashed = hashlib.sha256(made["rule.json"]).hexdigest()
    signed = [heads.sign(town.keys, one.head.model_copy(update={"rule": hashed})) for one in town.heads]
    verdict = verify(archive.pack(seal(made, town.content().about, town.keys, signed)))
    assert (verdict.exit, codes(verdict)) == (Exit.UNKNOWN_RULE, {"rule"})
