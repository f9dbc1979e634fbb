# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Which root files load: every key is checked, and the shipped ones are the frozen ones (ABUSE 37-42)."""

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from licensing.tests.vendor import Vendor

from folkmoot_licensing import Code, Refused, Roots, base64url, keys
from folkmoot_licensing.issuing import minting


def _file(public: bytes, **members: object) -> bytes:
    entry = {"kid": keys.thumbprint(public), "x": base64url.encode(public).decode(), "status": "active"} | members
    return json.dumps({"roots": [entry], "version": 1}).encode()


def _refusal(data: bytes) -> Code:
    with pytest.raises(Refused) as caught:
        Roots.parse(data)
    return caught.value.code


def _mixed_order(public: bytes) -> bytes:
    """A key plus the point of order two, (0, -1): validly encoded, and not of prime order."""
    point = keys._decompress(public)
    assert point is not None
    x, y, z, _ = keys._add(point, (0, -1 % keys._P, 1, 0))
    inverse = pow(z, -1, keys._P)
    encoded = bytearray((y * inverse % keys._P).to_bytes(32, "little"))
    encoded[31] |= (x * inverse % keys._P & 1) << 7
    return bytes(encoded)


BAD_KEYS = {
    "37 identity": (1).to_bytes(32, "little"),
    "38 order two": (keys._P - 1).to_bytes(32, "little"),
    "38 order four": bytes(32),
    "39 y not reduced": (keys._P + 3).to_bytes(32, "little"),
    "40 x is -0": (1 | 1 << 255).to_bytes(32, "little"),
    "41 off the curve": (2).to_bytes(32, "little"),
    "42 mixed order": _mixed_order(minting.Key.make().public),
}


@pytest.mark.parametrize("name", BAD_KEYS)
def test_a_bad_key_does_not_load(name: str) -> None:
    assert _refusal(_file(BAD_KEYS[name])) is Code.CLAIM


@pytest.mark.parametrize("name", BAD_KEYS)
def test_a_certificate_for_a_bad_key_is_refused(vendor: Vendor, name: str) -> None:
    public = BAD_KEYS[name]
    bad = minting.certify(vendor.root, vendor.key, kid=keys.thumbprint(public), x=base64url.encode(public).decode())
    assert [code for _, code, _ in vendor.judge(bad).refused] == [Code.CLAIM]


def test_a_good_key_loads(vendor: Vendor) -> None:
    assert vendor.root.kid in Roots.parse(_file(vendor.root.public))
    retired = Roots.parse(_file(vendor.root.public, status="retired", retired_at=5)).get(vendor.root.kid)
    assert retired is not None
    assert retired.retired_at == 5


def test_other_faults_of_a_roots_file(vendor: Vendor) -> None:
    public = vendor.root.public
    entry = json.loads(_file(public))["roots"][0]
    assert _refusal(b"") is Code.CANONICAL
    assert _refusal(b"\xff") is Code.CANONICAL
    assert _refusal(b"[]") is Code.CLAIM
    assert _refusal(b"[" * 60_000) is Code.CANONICAL
    assert _refusal(b" " * 70_000) is Code.SIZE
    assert _refusal(b'{"roots":[],"version":1}') is Code.CLAIM
    assert _refusal(b'{"roots":[],"version":true}') is Code.VERSION
    assert _refusal(_file(public, kid=vendor.key.kid)) is Code.CLAIM
    assert _refusal(_file(public, status="revoked")) is Code.CLAIM
    assert _refusal(_file(public, status="retired")) is Code.CLAIM
    assert _refusal(_file(public, retired_at=5)) is Code.CLAIM
    assert _refusal(_file(public, x="A" * 42)) is Code.CLAIM
    assert _refusal(json.dumps({"roots": [entry, entry], "version": 1}).encode()) is Code.CLAIM
    assert _refusal(json.dumps({"roots": [entry], "version": 1, "more": 1}).encode()) is Code.CLAIM


@pytest.mark.real_data
def test_the_shipped_roots_are_the_frozen_ones(shared_licensing: Path) -> None:
    assert Roots.parse((shared_licensing / "roots.json").read_bytes()) == Roots.shipped()


def test_nothing_in_the_environment_adds_a_root(tmp_path: Path) -> None:
    assert not inspect.signature(Roots.shipped).parameters
    (tmp_path / "roots.json").write_bytes(_file(minting.Key.make().public))
    told = {name: str(tmp_path / "roots.json") for name in ("FOLKMOOT_ROOTS", "FOLKMOOT_LICENSING_ROOTS", "ROOTS")}
    code = "from folkmoot_licensing import Roots; print(*Roots.shipped().by_kid)"
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path,
                           env=os.environ | told).stdout
    assert shown.split() == list(Roots.shipped().by_kid)
