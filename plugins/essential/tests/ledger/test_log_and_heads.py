# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The log of casting, its heads, and receipts held against it."""

import hashlib
from dataclasses import replace

import pytest

from folkmoot_essential.ledger import canonical, heads, log, receipts
from folkmoot_essential.ledger.ballots import made, tracker
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.shapes import WrongShape

from .votes import ELECTION, a_town

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32
KEYS = ElectionKeys(bytes(range(32)))


def test_what_a_log_comes_to() -> None:
    standing = log.replay(
        [
            log.Cast(commitment=A),
            log.Cast(commitment=B, kind="paper"),
            log.Change(commitment=C, replaces=A),
            log.Revoke(commitment=B, reason="not-eligible"),
            log.Decision(what="", digest=A),
        ]
    )
    assert standing.troubles == []
    assert standing.in_force == {C: 3}
    assert (standing.replaced, standing.revoked) == ({A: C}, {B: "not-eligible"})
    assert standing.kinds == {"cast": 1, "paper": 1, "change": 1, "revoke": 1, "decision": 1}


@pytest.mark.parametrize(
    "entries",
    [
        [log.Cast(commitment=A), log.Cast(commitment=A)],
        [log.Change(commitment=B, replaces=A)],
        [log.Cast(commitment=A), log.Change(commitment=A, replaces=A)],
        [log.Cast(commitment=A), log.Change(commitment=B, replaces=A), log.Change(commitment=C, replaces=A)],
        [log.Cast(commitment=A), log.Revoke(commitment=A, reason="x"), log.Revoke(commitment=A, reason="x")],
        [log.Cast(commitment=A), log.Revoke(commitment=A, reason="x"), log.Cast(commitment=A)],
    ],
)
def test_a_log_without_sense(entries: list[log.Entry]) -> None:
    assert len(log.replay(entries).troubles) == 1


def test_entries_are_read_as_they_are_written() -> None:
    town = a_town(voters=30)
    data = b"".join(log.leaf(entry) + b"\n" for entry in town.log)
    assert list(log.read(data)) == town.log
    assert data == canonical.write_lines(entry.as_json() for entry in town.log)
    assert {entry.kind for entry in town.log} == {"cast", "change", "revoke", "decision"}


@pytest.mark.parametrize(
    "line",
    [
        b'{"kind":"cast"}',
        b'{"commitment":"AA","kind":"cast"}',
        b'{"commitment":"%s","kind":"vote"}' % A.encode(),
        b'{"commitment":"%s","kind":"cast","x":1}' % A.encode(),
        b'{"kind":"cast","commitment":"%s"}' % A.encode(),
        b"1",
        b"",
    ],
)
def test_other_lines_are_refused(line: bytes) -> None:
    with pytest.raises(WrongShape, match="line 1"):
        list(log.read(line + b"\n"))


def test_a_head_is_signed_as_the_document_says() -> None:
    first = heads.first(KEYS, ELECTION, A, B, C, "2026-11-01T08:00:00Z")
    text = canonical.write(first.head.as_json())
    assert first.valid
    assert first.head.fingerprint == hashlib.sha256(text).hexdigest()
    assert first.signature == KEYS.sign(b"folkmoot-head/1\n" + text)
    assert first.head.root == hashlib.sha256(b"").hexdigest()
    assert heads.SignedHead.of_json(canonical.read(canonical.write(first.as_json()))) == first
    forged = first.model_copy(update={"head": first.head.model_copy(update={"rule": B})})
    assert not forged.valid
    with pytest.raises(ValueError, match="another key"):
        heads.sign(ElectionKeys.new(), first.head)


def chain() -> list[heads.Head]:
    """Four heads as they must be."""
    first = heads.first(KEYS, ELECTION, A, B, C, "2026-11-01T08:00:00Z")
    second = heads.following(KEYS, first.head, 3, A, "2026-11-02T08:00:00Z")
    third = heads.following(KEYS, second.head, 3, A, "2026-11-03T08:00:00Z", "closed")
    last = heads.following(KEYS, third.head, 4, B, "2026-11-04T08:00:00Z", "certified", C)
    return [one.head for one in (first, second, third, last)]


def test_heads_in_their_order() -> None:
    assert heads.troubles(chain()) == []
    assert heads.troubles([]) == ["There is no head."]


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (0, {"size": 1}),
        (0, {"state": "closed"}),
        (1, {"number": 2}),
        (1, {"size": 5}),
        (1, {"at": "2026-11-09T08:00:00Z"}),
        (1, {"state": "certified"}),
        (2, {"state": "certified"}),
        (3, {"state": "closed"}),
        (3, {"content": None}),
        (2, {"content": C}),
        (2, {"rule": C}),
        (2, {"vote": A}),
        (2, {"options": A}),
        (2, {"key": A}),
        (2, {"election": "x"}),
    ],
)
def test_heads_out_of_their_order(number: int, change: dict[str, object]) -> None:
    found = chain()
    found[number] = found[number].model_copy(update=change)
    assert heads.troubles(found)


def test_a_missing_head_is_seen() -> None:
    found = chain()
    assert heads.troubles([found[0], *found[2:]])
    assert heads.troubles(found[:-1])
    assert heads.troubles(found[1:])


SECRET = KEYS.secret_of(b"n" * 16)
BALLOT = made({"": ("a", "b")})


def test_a_receipt_tells_where_its_ballot_is() -> None:
    receipt = receipts.make(KEYS, ELECTION, SECRET, BALLOT)
    again = receipts.read(b" " + receipt.data() + b"\n")
    standing = log.replay([log.Cast(commitment=A), log.Cast(commitment=receipt.commitment)])
    box = {tracker(SECRET): BALLOT}
    assert again == receipt
    found = receipts.check(again, ELECTION, KEYS.public, standing, box)
    assert [(one.code, one.place) for one in found] == [("genuine", 0), ("in-log", 2), ("in-box", 0)]
    assert [one.code for one in receipts.check(again, ELECTION, KEYS.public, standing)] == ["genuine", "in-log"]
    assert receipts.check(again, ELECTION, KEYS.public, standing, {})[-1].code == "not-in-box"
    other = {tracker(SECRET): replace(BALLOT, choices={"": ("a",)})}
    assert receipts.check(again, ELECTION, KEYS.public, standing, other)[-1].code == "other-in-box"


def test_a_receipt_of_a_ballot_that_no_longer_counts() -> None:
    receipt = receipts.make(KEYS, ELECTION, SECRET, BALLOT)
    cast = log.Cast(commitment=receipt.commitment)
    replaced = log.replay([cast, log.Change(commitment=A, replaces=receipt.commitment)])
    revoked = log.replay([cast, log.Revoke(commitment=receipt.commitment, reason="double")])
    assert receipts.check(receipt, ELECTION, KEYS.public, replaced, {})[-1].code == "replaced"
    assert receipts.check(receipt, ELECTION, KEYS.public, revoked, {})[-1] == receipts.Finding(
        "revoked", reason="double"
    )
    assert receipts.check(receipt, ELECTION, KEYS.public, log.replay([]), {})[-1].code == "absent"
    assert [one.code for one in receipts.check(receipt, "other", KEYS.public, revoked)] == ["other-election"]


@pytest.mark.parametrize(
    "change",
    [
        {"ballot": {"c": {}}},
        {"secret": "00" * 32},
        {"commitment": A},
        {"signature": "00" * 64},
        {"key": A},
        {"ballot": {"x": 1}},
    ],
)
def test_a_receipt_that_the_town_didnt_give(change: dict[str, object]) -> None:
    receipt = receipts.make(KEYS, ELECTION, SECRET, BALLOT).model_copy(update=change)
    assert receipts.check(receipt, ELECTION, KEYS.public, log.replay([])) == [receipts.Finding("forged")]


def test_what_is_no_receipt() -> None:
    for data in (b"", b"{}", b"not json", b'{"format":"folkmoot-receipt/2"}'):
        with pytest.raises(WrongShape):
            receipts.read(data)
