# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Canonical JSON: one text for each value, and no other is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot_essential.ledger import canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER) | texts | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_again(value: object) -> None:
    assert canonical.read(canonical.write(value)) == value


@given(st.lists(values, max_size=4))
def test_lines(many: list[object]) -> None:
    assert list(canonical.read_lines(canonical.write_lines(many))) == many


def test_the_one_form() -> None:
    value = {"ﬀ": 1, "\U0001f600": 2, "a": ['"', "\\", "\n\x00\x1f\x7fé"], "": True}
    # By code point: U+FB00 comes before U+1F600, which is the other way round in UTF-16.
    assert canonical.write(value).decode() == (
        '{"":true,"a":["\\"","\\\\","\\n\\u0000\\u001f\x7fé"],"ﬀ":1,"\U0001f600":2}'
    )


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b"[1.0]",
        b"[1e3]",
        b"[null]",
        b"[NaN]",
        b"[-0]",
        b"[01]",
        b'["\\u0041"]',
        b'["\\/"]',
        b'["\\u001F"]',
        b"[1] ",
        b"",
        b"\xff",
        b'["\\ud800"]',
        b'["\x01"]',
        b"[9007199254740992]",
        b"[" + b"9" * 5000 + b"]",
        b"[" * 17 + b"]" * 17,
        b"[" * 100_000,
        b"\xef\xbb\xbf{}",
        b'["a",]',
    ],
)
def test_any_other_text_is_refused(data: bytes) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.read(data)


@pytest.mark.parametrize("value", [None, 1.0, [None], {"a": 0.5}, {1: "a"}, 2**53, b"a", {"a": {1, 2}}, "\ud800"])
def test_any_other_value_is_refused(value: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.write(value)


def test_depth_of_sixteen() -> None:
    assert canonical.read(b"[" * 16 + b"]" * 16)


def test_lines_say_which_one_is_wrong() -> None:
    with pytest.raises(canonical.NotCanonical, match="line 2"):
        list(canonical.read_lines(b"1\n1.5\n"))
    with pytest.raises(canonical.NotCanonical, match="no end"):
        list(canonical.read_lines(b"1\n2"))
