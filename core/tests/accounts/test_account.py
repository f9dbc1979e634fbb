# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""My account: what a signed-in person changes, and what others can't."""

import datetime

import pytest
from sqlalchemy import func, select

from folkmoot.accounts.attempts import PASSWORD_ACCOUNT, Attempts
from folkmoot.accounts.models import Account, AccountSession
from folkmoot.audit.models import AuditEntry
from folkmoot.web.request import LANGUAGE_COOKIE

NEW = "five other quiet words"
PAGES = ("/en/account", "/en/account/delete")
FORMS = ("/en/account", "/en/account/password", "/en/account/sessions", "/en/account/delete")


@pytest.mark.parametrize("path", PAGES)
def test_visitors_are_asked_to_sign_in_and_come_back(visitor, path):
    response = visitor.get(path, status=303)
    assert "/en/sign-in?to=" in response.location
    account = visitor.member()
    form = visitor.form(response.follow(), "password")
    form["email"], form["password"] = account.email, visitor.password
    assert form.submit(status=303).location.endswith(path)


@pytest.mark.parametrize("path", FORMS)
def test_visitors_change_nothing(visitor, path):
    token = visitor.form(visitor.get("/en/sign-in"), "password")["csrf_token"].value
    assert 'data-reason="forbidden"' in visitor.browser.post(path, {"csrf_token": token}, status=403)


@pytest.mark.parametrize("path", FORMS)
def test_other_sites_change_nothing(visitor, visit, path):
    signed_in = visit(visitor.town, visitor.member())
    assert 'data-reason="csrf"' in signed_in.browser.post(path, {"display_name": "Mallory"}, status=400)


def test_name_and_language(visitor, visit):
    account = visitor.member()
    me = visit(visitor.town, account)
    me.fill("/en/account", {"display_name": " Zoë  de Vries ", "locale": "nl"}, status=303)
    with visitor.town.session() as db:
        assert db.execute(select(Account.display_name, Account.locale)).one() == ("Zoë de Vries", "nl")
    page = me.fill("/en/account", {"display_name": "x", "locale": "fr"}, status=422)
    form = me.form(page, "display_name")
    assert (form["display_name"].value, form["locale"].value) == ("x", "fr"), "what was typed is still there"
    form = me.form(me.get("/en/account"), "display_name")
    form["locale"].force_value("xx")
    form.submit(status=422)


def test_the_password_needs_the_old_one(visitor, visit):
    account = visitor.member()
    me, phone = visit(visitor.town, account), visit(visitor.town, account)
    wrong = {"current_password": "not this one", "password": NEW}
    assert "your password" in me.fill("/en/account", wrong, status=422)
    weak = {"current_password": me.password, "password": "12345678"}
    assert "on every list" in me.fill("/en/account", weak, status=422)
    assert phone.name == account.display_name
    me.fill("/en/account", {"current_password": me.password, "password": NEW}, status=303)
    assert (me.name, phone.name) == (account.display_name, None)
    visit(visitor.town).sign_in(account.email, NEW, status=303)
    assert "was changed" in me.letters(account.email)[-1].subject


@pytest.mark.usefixtures("one_window")
def test_guessing_the_old_password_is_limited(visitor, visit):
    account, platform = visitor.member(), visitor.town.platform
    me, attempts = visit(visitor.town, account), Attempts(platform.database, platform.settings.secret)
    for _ in range(9):
        attempts.count(visitor.town.id, datetime.datetime.now(datetime.UTC), (PASSWORD_ACCOUNT, str(account.id)))
    me.fill("/en/account", {"current_password": "not this one", "password": NEW}, status=422)
    page = me.fill("/en/account", {"current_password": me.password, "password": NEW}, status=429)
    assert 'data-reason="too-many-attempts"' in page


def test_signing_out_everywhere_else(visitor, visit):
    account, other = visitor.member(), visitor.member()
    me, phone, stranger = visit(visitor.town, account), visit(visitor.town, account), visit(visitor.town, other)
    page = me.get("/en/account")
    assert "2 devices are signed in." in page
    assert page.text.count("This device") == 1
    next(form for form in page.forms.values() if form.action.endswith("/sessions")).submit(status=303)
    assert (me.name, phone.name, stranger.name) == (account.display_name, None, other.display_name)
    with visitor.town.session() as db:
        assert list(db.scalars(select(AuditEntry.verb))) == ["account.signed-out-everywhere"]


def test_the_language_is_kept_and_the_page_comes_back_in_it(visitor, visit):
    response = visitor.get("/nl/language?to=/en/sign-up%3Fto%3D/en/account", status=303)
    assert response.location.endswith("/nl/sign-up?to=/en/account")
    assert visitor.browser.cookies[LANGUAGE_COOKIE] == "nl"
    assert visitor.get("/", status=302).location.endswith("/nl/")
    account = visitor.member()
    me = visit(visitor.town, account)
    assert me.get("/fr/language?to=/admin/projects", status=303).location.endswith("/admin/projects")
    with visitor.town.session() as db:
        assert db.scalar(select(Account.locale).where(Account.id == account.id)) == "fr"
    assert visitor.get("/nl/language?to=//evil.example", status=303).location.endswith("/nl/")
    visitor.get("/de/language?to=/", status=404)


def test_the_last_administrator_stays(visitor, visit):
    account = visitor.member(role="administrator")
    me = visit(visitor.town, account)
    page = me.fill("/en/account/delete", {"password": me.password}, status=409)
    assert 'data-reason="last-administrator"' in page
    assert me.name == account.display_name


def test_leaving_erases_the_account(visitor, visit):
    account = visitor.member()
    me, phone = visit(visitor.town, account), visit(visitor.town, account)
    ask = visit(visitor.town)
    ask.fill("/en/reset", {"email": account.email})
    link = ask.link(account.email)
    assert "can not be undone" in me.get("/en/account/delete")
    me.fill("/en/account/delete", {"password": me.password}, status=303)
    assert (me.name, phone.name) == (None, None)
    ask.get(link, status=410)
    with visitor.town.session() as db:
        assert db.scalar(select(func.count()).select_from(Account)) == 0
        (entry,) = db.scalars(select(AuditEntry)).all()
        assert (entry.verb, entry.subject_id, entry.details) == ("account.deleted", account.id, {"texts": False})
    (letter,) = me.letters(account.email)
    assert "is deleted" in letter.subject
    visit(visitor.town).sign_in(account.email, status=422)


def test_an_account_without_password_leaves_without_one(visitor, visit):
    me = visit(visitor.town, visitor.member(password_hash=None))
    form = me.form(me.get("/en/account/delete"), "texts")
    assert "password" not in form.fields
    form["texts"] = True
    form.submit(status=303)
    with visitor.town.session() as db:
        assert db.scalars(select(AuditEntry.details)).one() == {"texts": True}
        assert db.scalar(select(func.count()).select_from(Account)) == 0


def test_leaving_needs_the_password(visitor, visit):
    account = visitor.member()
    me = visit(visitor.town, account)
    assert "your password" in me.fill("/en/account/delete", {"password": "not this one"}, status=422)
    me.fill("/en/account/delete", {"password": ""}, status=422)
    with visitor.town.session() as db:
        assert db.scalar(select(func.count()).select_from(Account)) == 1
        assert db.scalar(select(func.count()).select_from(AccountSession)) == 1
