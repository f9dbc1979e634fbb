# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The public vectors for Ed25519: verdicts on signatures, and keys that must not be trusted."""

import json
from pathlib import Path

import pytest

from folkmoot_licensing.keys import is_sound, signature_holds, thumbprint

pytestmark = pytest.mark.real_data

BAD_KEY = {"low_order_A", "low_order_component_A", "non_canonical_A"}


def test_wycheproof_agrees_on_every_signature(shared_licensing: Path) -> None:
    groups = json.loads((shared_licensing / "vectors" / "wycheproof_ed25519.json").read_text())["testGroups"]
    cases = [(bytes.fromhex(group["publicKey"]["pk"]), case) for group in groups for case in group["tests"]]
    wrong = [case["tcId"] for public, case in cases
             if signature_holds(public, bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"]))
             is not (case["result"] == "valid")]
    assert len(cases) == 151
    assert wrong == []


def test_every_key_that_wycheproof_signs_with_is_sound(shared_licensing: Path) -> None:
    groups = json.loads((shared_licensing / "vectors" / "wycheproof_ed25519.json").read_text())["testGroups"]
    assert all(is_sound(bytes.fromhex(group["publicKey"]["pk"])) for group in groups)


def test_cctv_keys_are_refused_exactly_where_they_are_bad(shared_licensing: Path) -> None:
    cases = json.loads((shared_licensing / "vectors" / "cctv_ed25519.json").read_text())
    wrong = [case["number"] for case in cases
             if is_sound(bytes.fromhex(case["key"])) is bool(BAD_KEY & set(case["flags"] or ()))]
    assert len(cases) == 914
    assert wrong == []


def test_speccheck_passes_neither_a_bad_key_nor_a_signature_out_of_range(shared_licensing: Path) -> None:
    cases = json.loads((shared_licensing / "vectors" / "speccheck.json").read_text())
    sound = [number for number, case in enumerate(cases) if is_sound(bytes.fromhex(case["pub_key"]))]
    names = ("pub_key", "signature", "message")
    holding = [number for number in sound if signature_holds(*(bytes.fromhex(cases[number][name]) for name in names))]
    assert len(cases) == 12
    assert sound == [6, 7]  # those have a good key, and an S that isn't reduced
    assert holding == []


def test_the_thumbprint_of_rfc_8037() -> None:
    # RFC 8037 appendices A.2 and A.3.
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    assert thumbprint(public) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
