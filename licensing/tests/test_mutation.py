# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Nothing but the very bytes that were signed passes, and whatever comes in, only Refused comes out."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from licensing.tests.vendor import HERE, NOW, Vendor

from folkmoot_licensing import Held, Place, Refused, Roots, assess, base64url
from folkmoot_licensing.tokens import open_envelope

VENDOR = Vendor()
LICENCE, LIST = VENDOR.licence(modules=["a1", "b1"], ext={"é": [1]}), VENDOR.revoke(1)
TOKENS = (VENDOR.certificate, LICENCE, LIST)


def _passes(token: Any) -> bool:
    """Whether anything is made of a token, whatever it claims to be."""
    judged = assess([VENDOR.certificate, token] if token is not VENDOR.certificate else [token], roots=VENDOR.roots,
                    place=HERE, at=NOW)
    accepted = any(one.licence is not None for one in judged.verdicts) or bool(judged.revocations)
    return accepted or not (judged.refused or judged.verdicts)


def test_what_is_mutated_below_passes_as_it_is() -> None:
    assert all(_passes(token) for token in TOKENS)


@pytest.mark.parametrize("token", TOKENS, ids=["issuer", "licence", "revocations"])
def test_no_change_of_one_character_passes(token: str) -> None:
    for place, old in enumerate(token):
        for new in {"", ".", chr(ord(old) ^ 1), chr(ord(old) ^ 32)} - {old}:
            assert not _passes(token[:place] + new + token[place + 1:]), (place, new)


@pytest.mark.parametrize("token", TOKENS, ids=["issuer", "licence", "revocations"])
def test_no_change_of_one_bit_of_what_was_encoded_passes(token: str) -> None:
    parts = [base64url.decode(part.encode()) for part in token.split(".")]
    for index, part in enumerate(parts):
        for bit in range(0, len(part) * 8, 5):
            changed = bytearray(part)
            changed[bit // 8] ^= 1 << bit % 8
            again = [*parts[:index], bytes(changed), *parts[index + 1:]]
            assert not _passes(".".join(base64url.encode(one).decode() for one in again)), (index, bit)


@given(st.sampled_from(TOKENS), st.data())
def test_no_cut_splice_or_insertion_passes(token: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(token)))
    end = data.draw(st.integers(start, len(token)))
    changed = token[:start] + data.draw(st.one_of(st.text(max_size=8), st.sampled_from(TOKENS))) + token[end:]
    if changed not in TOKENS:
        assert not _passes(changed)


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers(), st.lists(st.text()), st.floats()))
def test_nothing_makes_the_verifier_raise_anything_else(anything: object) -> None:
    with pytest.raises(Refused):
        open_envelope(anything)
    assert not _passes(anything)
    assert not _passes(Held(anything))  # type: ignore[arg-type]


_JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
                     lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)), max_leaves=8)


@given(st.sampled_from(sorted(VENDOR.claims())), _JSON)
def test_no_value_of_a_claim_makes_it_raise(name: str, value: Any) -> None:
    try:
        token = VENDOR.licence(**{name: value})
    except (ValueError, UnicodeEncodeError):
        return  # what JSON can't hold
    (verdict,) = VENDOR.judge(token).verdicts
    assert (verdict.code is None) or not verdict.counts


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_signed_bytes_make_it_raise(header: bytes, payload: bytes) -> None:
    assert not VENDOR.verdict(VENDOR.written(payload)).counts
    assert not VENDOR.verdict(VENDOR.written(payload, header)).counts


@given(st.binary(max_size=300))
def test_no_roots_file_makes_it_raise(data: bytes) -> None:
    with pytest.raises(Refused):
        Roots.parse(data)


@given(st.binary())
def test_base64url_agrees_with_the_standard_library(data: bytes) -> None:
    encoded = base64url.encode(data)
    assert base64.urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)) == data
    assert base64url.decode(encoded) == data


def test_an_empty_place_and_no_roots_for_it_still_only_refuse() -> None:
    judged = assess([LICENCE], roots=Roots.shipped(), place=Place((), ""), at=-5)
    assert judged.verdicts[0].licence is None
