# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""What no longer counts, who may say so, and that nothing brings it back (ABUSE 155-158, 167-169)."""

import pytest
from licensing.tests.vendor import DAY, JTI, NOW, Vendor

from folkmoot_licensing import Code, Held, Mode, State, base64url, fingerprint
from folkmoot_licensing.issuing import minting

AT = NOW - DAY
LATER = AT + 14 * DAY
REASONS = ("superseded", "key-compromise", "refund")


@pytest.fixture
def token(vendor: Vendor) -> str:
    return vendor.licence(jti=JTI)


@pytest.mark.parametrize("reason", REASONS)
def test_it_stays_open_for_fourteen_days(vendor: Vendor, token: str, reason: str) -> None:
    revoked = vendor.revoke(1, {"id": JTI, "reason": reason, "at": AT})
    (last,) = vendor.judge(token, revoked, at=LATER - 1).verdicts
    (first,) = vendor.judge(token, revoked, at=LATER).verdicts
    assert (last.state, last.mode, last.until, last.lapsed_at) == (State.REVOKED, Mode.OPEN, LATER, None)
    assert (first.state, first.mode, first.until, first.lapsed_at) == (State.REVOKED, Mode.SUNSET, None, LATER)
    assert (last.counts, last.code, first.code) == (False, Code.REVOKED, Code.REVOKED)
    assert vendor.judge(token, revoked, at=NOW).next_change == LATER


def test_it_never_stays_open_longer_than_it_would_have(vendor: Vendor) -> None:
    token = vendor.licence(jti=JTI, exp=NOW)
    revoked = vendor.revoke(1, {"id": JTI, "reason": "refund", "at": AT})
    (verdict,) = vendor.judge(token, revoked, at=NOW).verdicts
    assert (verdict.state, verdict.mode, verdict.lapsed_at) == (State.REVOKED, Mode.SUNSET, NOW)


@pytest.mark.parametrize("at", [NOW - 5 * DAY, NOW, NOW + 5 * DAY])
def test_fraud_closes_at_once(vendor: Vendor, token: str, at: int) -> None:
    (verdict,) = vendor.judge(token, vendor.revoke(1, {"id": JTI, "reason": "fraud", "at": at})).verdicts
    assert (verdict.state, verdict.mode, verdict.until) == (State.REVOKED, Mode.SUNSET, None)
    assert verdict.lapsed_at == min(at, NOW)


def test_before_it_begins_it_is_absent(vendor: Vendor) -> None:
    token = vendor.licence(jti=JTI, nbf=NOW + 5)
    (verdict,) = vendor.judge(token, vendor.revoke(1, {"id": JTI, "reason": "refund", "at": AT})).verdicts
    assert (verdict.state, verdict.mode) == (State.REVOKED, Mode.ABSENT)


def test_elsewhere_it_is_not_open(vendor: Vendor) -> None:
    token = vendor.licence(jti=JTI, bind={"hosts": ["other.example"], "deployments": None})
    (verdict,) = vendor.judge(token, vendor.revoke(1, {"id": JTI, "reason": "refund", "at": AT})).verdicts
    assert (verdict.code, verdict.mode) == (Code.REVOKED, Mode.SUNSET)


def test_a_revoked_key_takes_all_its_licences_but_those_named(vendor: Vendor, token: str) -> None:
    backdated = vendor.licence(iat=NOW - 900 * DAY)
    listed = vendor.revoke(1, {"id": vendor.key.kid, "reason": "key-compromise", "at": NOW - 20 * DAY,
                               "except": [fingerprint(token)]})
    assert vendor.states(token, backdated, listed) == [State.ACTIVE, State.REVOKED]


@pytest.mark.parametrize("entries", [
    ({"id": JTI, "reason": "fraud", "at": AT}, {"id": "KEY", "reason": "refund", "at": AT}),
    ({"id": JTI, "reason": "refund", "at": AT}, {"id": "KEY", "reason": "fraud", "at": AT}),
    ({"id": JTI, "reason": "refund", "at": AT - 14 * DAY}, {"id": "KEY", "reason": "refund", "at": AT}),
])
def test_of_two_entries_the_stricter_wins(vendor: Vendor, token: str, entries: tuple[dict[str, object], ...]) -> None:
    named = [one | {"id": vendor.key.kid} if one["id"] == "KEY" else one for one in entries]
    assert vendor.judge(token, vendor.revoke(1, *named)).verdicts[0].mode is Mode.SUNSET


def test_the_highest_number_holds(vendor: Vendor, token: str) -> None:
    revoked = vendor.revoke(2, {"id": JTI, "reason": "fraud", "at": AT})
    judged = vendor.judge(token, vendor.revoke(1), revoked, vendor.revoke(1))
    assert (judged.revocations, judged.verdicts[0].state) == ({"*": 2}, State.REVOKED)
    lifted = vendor.judge(token, revoked, vendor.revoke(3))
    assert (lifted.revocations, lifted.verdicts[0].state) == ({"*": 3}, State.ACTIVE)


def test_two_lists_of_one_number_both_hold(vendor: Vendor, token: str) -> None:
    revoked = vendor.revoke(2, {"id": JTI, "reason": "fraud", "at": AT})
    assert vendor.states(token, revoked, vendor.revoke(2)) == [State.REVOKED]
    assert vendor.states(token, vendor.revoke(2), revoked) == [State.REVOKED]


def test_taking_a_list_away_lifts_nothing(vendor: Vendor, token: str) -> None:
    revoked = Held(vendor.revoke(1, {"id": JTI, "reason": "fraud", "at": AT}), removed=True)
    assert vendor.states(token, revoked) == [State.REVOKED]


def test_a_list_reaches_only_its_namespace(vendor: Vendor, token: str) -> None:
    entry = {"id": JTI, "reason": "fraud", "at": AT}
    assert vendor.states(token, vendor.revoke(1, entry, namespace="vendor.acme")) == [State.ACTIVE]
    assert vendor.states(token, vendor.revoke(1, entry, namespace="folkmoot")) == [State.REVOKED]
    assert vendor.states(token, vendor.revoke(1, entry, namespace="folkmoot", by=vendor.key)) == [State.REVOKED]


def test_an_issuing_key_lists_only_its_own_namespace(vendor: Vendor, token: str) -> None:
    entry = {"id": JTI, "reason": "fraud", "at": AT}
    for namespace in ("*", "vendor.acme"):
        judged = vendor.judge(token, vendor.revoke(1, entry, namespace=namespace, by=vendor.key))
        assert [code for _, code, _ in judged.refused] == [Code.NAMESPACE]
        assert judged.verdicts[0].counts
    judged = vendor.judge(vendor.revoke(1, entry, by=vendor.stranger))
    assert [code for _, code, _ in judged.refused] == [Code.KEY_UNKNOWN]


def test_a_revoked_key_cannot_undo_its_own_revocation(vendor: Vendor, token: str) -> None:
    withdrawn = vendor.revoke(5, {"id": vendor.key.kid, "reason": "fraud", "at": AT}, namespace="folkmoot")
    undone = vendor.revoke(6, namespace="folkmoot", by=vendor.key)
    judged = vendor.judge(token, withdrawn, undone)
    assert (judged.revocations, judged.verdicts[0].state) == ({"folkmoot": 5}, State.REVOKED)


@pytest.mark.parametrize(("changes", "code"), [
    ({"v": 2}, Code.VERSION), ({"number": 0}, Code.CLAIM), ({"number": True}, Code.CLAIM), ({"more": 1}, Code.CLAIM),
    ({"iat": NOW + DAY + 1}, Code.DATES), ({"iat": -1}, Code.DATES), ({"namespace": "**"}, Code.NAMESPACE),
    ({"entries": {}}, Code.CLAIM), ({"entries": [1]}, Code.CLAIM),
    ({"entries": [{"id": JTI, "reason": "whim", "at": 1}]}, Code.CLAIM),
    ({"entries": [{"id": "x", "reason": "fraud", "at": 1}]}, Code.CLAIM),
    ({"entries": [{"id": JTI, "reason": "fraud"}]}, Code.CLAIM),
    ({"entries": [{"id": JTI, "reason": "fraud", "at": 1}] * 2}, Code.CLAIM),
    ({"entries": [{"id": id_, "reason": "fraud", "at": 1} for id_ in (JTI, JTI[:-1] + "0")]}, Code.CLAIM),
    ({"entries": [{"id": JTI, "reason": "fraud", "at": 1, "except": []}]}, Code.CLAIM),
    ({"entries": [{"id": "A" * 43, "reason": "fraud", "at": 1, "except": ["f" * 64, "a" * 64]}]}, Code.CLAIM),
    ({"entries": [{"id": "A" * 43, "reason": "fraud", "at": 1, "except": ["F" * 64]}]}, Code.CLAIM),
    ({"entries": [{"id": f"{n:026d}", "reason": "fraud", "at": 1} for n in range(4097)]}, Code.CLAIM),
])
def test_faults_of_a_list(vendor: Vendor, changes: dict[str, object], code: Code) -> None:
    claims = {"v": 1, "namespace": "*", "number": 1, "iat": NOW, "entries": []} | changes
    judged = vendor.judge(minting.mint(vendor.root, "folkmoot-revocations+jws", claims))
    assert [one for _, one, _ in judged.refused] == [code]
    assert judged.revocations == {}


def test_a_list_of_a_million_entries_is_too_large(vendor: Vendor) -> None:
    one = '{"at":1,"id":"' + JTI + '","reason":"fraud"}'
    header = minting.canonical.write({"alg": "Ed25519", "kid": vendor.root.kid, "typ": "folkmoot-revocations+jws"})
    payload = base64url.encode(f"[{','.join([one] * 10**6)}]".encode())
    token = ".".join((base64url.encode(header).decode(), payload.decode(), "A" * 86))
    # Too large for anything, so it isn't even read far enough to see what it is.
    assert vendor.judge(token).verdicts[0].code is Code.SIZE


def test_a_licence_may_not_be_as_large_as_a_list(vendor: Vendor) -> None:
    assert vendor.code(vendor.licence(ext={"a": "x" * 20_000})) is Code.SIZE
