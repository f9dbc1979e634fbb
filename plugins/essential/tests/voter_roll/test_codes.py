# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Codes: every spelling of one is one, and a slip of the finger is noticed."""

import string
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.voter_roll.codes import (
    ALPHABET,
    LENGTH,
    check_sign,
    is_well_formed,
    new_code,
    normalised,
    spelled,
)
from folkmoot_essential.voter_roll.hashes import normalised_reference

CODES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1).map(lambda signs: signs + check_sign(signs))
SPACING = st.text(" -–—.\u00a0\u2009\u200b\t/_", max_size=2)
CYRILLIC = str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ")
GREEK = str.maketrans("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ")
WIDE = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in string.ascii_uppercase + string.digits})
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ALPHABETS: list[Any] = [{}, CYRILLIC, GREEK, WIDE, ARABIC]


def test_the_alphabet_has_nothing_that_is_misread() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("0O1IL")


def test_new_codes_are_well_formed_and_differ() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(is_well_formed(code) for code in codes)
    assert [len(part) for part in spelled(new_code()).split("-")] == [4, 4, 4]


@given(CODES, st.data())
def test_every_spelling_of_a_code_is_that_code(code: str, data: st.DataObject) -> None:
    typed = "".join(sign + data.draw(SPACING) for sign in code)
    typed = typed.translate(data.draw(st.sampled_from(ALPHABETS)))
    typed = data.draw(st.sampled_from([typed, typed.lower(), typed.upper(), typed.swapcase()]))
    typed = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), typed)
    assert normalised(f"  {typed}\n") == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, place: int, sign: str) -> None:
    typed = code[:place] + sign + code[place + 1 :]
    assert is_well_formed(typed) == (typed == code)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    assert is_well_formed("".join(signs)) == ("".join(signs) == code)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_taken_calmly(typed: str) -> None:
    once = normalised(typed)
    assert is_well_formed(once) in (True, False)
    assert normalised(once) == once


@pytest.mark.parametrize("typed", ["", "K7QM", "0" * 12, "O" * 12, "AAAA-AAAA-AAAA-A"])
def test_what_can_be_no_code(typed: str) -> None:
    assert not is_well_formed(normalised(typed))


@pytest.mark.parametrize("typed", ["85.01.12-100.17", "85 01 12 100 17", "８５０１１２-10017", "85\u00a00112/10017"])
def test_every_spelling_of_a_reference_is_that_reference(typed: str) -> None:
    assert normalised_reference(typed) == "85011210017"


@given(st.text(max_size=50))
def test_a_reference_is_the_same_however_its_accents_are_stored(typed: str) -> None:
    forms = {normalised_reference(unicodedata.normalize(form, typed)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1
