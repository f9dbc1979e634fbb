# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signed out in another tab while somebody typed: what they typed is on the page that refuses it, to be copied."""

import pytest

LETTER = "A long letter about the <b>park</b>, typed for half an hour."


FIELDS = {
    "csrf_token": "of a page that was left open", "display_name": LETTER, "password": "four words of a secret kind",
    "short": "a b", "upload_token": "some other secret in it",
}  # fmt: skip


def sent(town, **headers):
    return town.browser().post("/en/sign-in", FIELDS, headers=headers, status=400)


def test_what_was_typed_is_given_back(town):
    page = sent(town, Origin=f"http://{town.host}")
    assert [one.get_text().strip() for one in page.html.find_all("textarea", readonly=True)] == [LETTER]
    assert "<b>park" not in page


def test_whoever_is_signed_out_is_told_so_and_where_to_sign_in(town):
    browser = town.browser()
    page = browser.get("/en/sign-in")
    token = next(one["csrf_token"].value for one in page.forms.values() if "csrf_token" in one.fields)
    fields = {**FIELDS, "csrf_token": token}
    page = browser.post("/en/account", fields, headers={"Origin": f"http://{town.host}"}, status=403)
    assert page.html.h1.get_text() == "You are signed out"
    assert LETTER in page.html.find("textarea", readonly=True).get_text()
    way = page.html.find("a", string="Sign in", class_="btn-primary")
    assert way["href"].endswith("/en/sign-in?to=%2Fen%2Faccount")


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_words_of_another_site_are_not_shown_as_ours(town, headers):
    assert "letter about" not in sent(town, **headers)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]
)
def test_what_is_no_form_is_refused_as_ever(town, kind):
    headers = {"Origin": f"http://{town.host}", "Content-Type": kind}
    answer = town.browser().post("/en/account", b"--x\r\nContent-Disposition: \xff\xfe", headers, expect_errors=True)
    assert answer.status_int in (400, 403)
    assert "data-reason" in answer
