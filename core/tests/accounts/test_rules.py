# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Spellings of addresses and names, passwords that are refused, and whom to count a request for."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyramid.request import Request

from folkmoot.accounts.addresses import name_problem, normalise_email, normalise_name
from folkmoot.accounts.attempts import network_of
from folkmoot.accounts.passwords import hash_password, password_problem, verify_password
from folkmoot.web.views import local_path


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Jan.Janssen+x@Stad.Example ", "jan.janssen+x@stad.example"),
        ("info@Städte.example", "info@xn--stdte-hra.example"),
        ("info@xn--stdte-hra.example", "info@xn--stdte-hra.example"),
        ("a@b.c", "a@b.c"),
        ("o'neill@x.example", "o'neill@x.example"),
        ("a@sub.domain.example", "a@sub.domain.example"),
    ],
)
def test_one_spelling_of_an_address(typed, kept):
    assert normalise_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "", "@", "a@", "@b.example", "a@b", "a b@c.example", "a..b@c.example", ".a@c.example", "a@c..example",
        "a@-c.example",
        "a@b.example\nBcc: x@y.example", "a@b.example, c@d.example", '"a b"@c.example', "ａ@b.example", "jаn@b.example",
        "a@[127.0.0.1]", "x" * 65 + "@b.example", "a@" + "x." * 130 + "example", "a\u0000@b.example",
        "a@b.example\u202e",
    ],
)  # fmt: skip
def test_no_address(typed):
    assert normalise_email(typed) == ""


@settings(deadline=None)
@given(st.text())
def test_normalising_an_address_twice_changes_nothing(text):
    once = normalise_email(text)
    assert normalise_email(once) == once
    assert once == once.lower()
    assert once.isascii()


@pytest.mark.parametrize(
    "name", ["Bo", "Renée D.", "Ng", "O’Neill-Smith (Jr.)", "محمد", "李 明", "علی\u200cرضا", "Ana 2"]
)
def test_names(name):
    assert name_problem(normalise_name(name)) == ""


@pytest.mark.parametrize(
    "name",
    [
        "", "x", "x" * 61, "123", "!!", "a\u202eb", "a\u2066b", "a\u0007b", "a\ufeffb", "\u200d\u200d", "a\ue000b",
        "a" + "\u0301\u0316" * 4,
    ],
)  # fmt: skip
def test_no_names(name):
    assert name_problem(normalise_name(name)) != ""


@settings(deadline=None)
@given(st.text())
def test_names_are_nfc_with_single_spaces(text):
    name = normalise_name(text)
    assert name == unicodedata.normalize("NFC", name)
    assert "  " not in name
    assert normalise_name(name) == name


@pytest.mark.parametrize(
    "password",
    ["", "seven77", "password", "PassWord", "azerty123", "wachtwoord", "12345678", "aaaaaaaaaa", "abababab", "x" * 201],
)
def test_refused_passwords(password):
    assert password_problem(password) != ""


def test_passwords_that_are_ones_own_name():
    assert password_problem("renée d.", "renee@x.example", "Renée D.") != ""
    assert password_problem("jan.janssens", "jan.janssens@stad.example", "Jan") != ""
    assert password_problem("a good long one", "jan.janssens@stad.example", "Jan") == ""


def test_a_password_typed_on_another_keyboard_is_the_same():
    kept = hash_password(unicodedata.normalize("NFD", "café de la paix"))
    assert verify_password(kept, unicodedata.normalize("NFC", "café de la paix"))
    assert not verify_password(None, "the password of nobody")
    assert not verify_password("not a hash", "x")


@pytest.mark.parametrize(
    ("remote", "forwarded", "counted"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("::1", None, "::/64"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", None, "203.0.113.7"),
    ],
)
def test_whom_to_count_for(remote, forwarded, counted):
    request = Request.blank("/", environ={"REMOTE_ADDR": remote})
    if forwarded:
        request.headers["X-Forwarded-For"] = forwarded
    assert network_of(request) == counted


@pytest.mark.parametrize("path", ["/", "/fr/", "/fr/projects/x?y=1&z=%20", "/admin"])
def test_paths_on_this_site(path):
    assert local_path(path, "no") == path


@pytest.mark.parametrize(
    "address",
    ["", "x", "//x", "/\\x", "\\\\x", "/\t/x", "/\n/x", "https://x", "/é", " /x", "/x y", "/x\\y", "javascript:x"],
)
def test_addresses_elsewhere(address):
    assert local_path(address, "no") == "no"
