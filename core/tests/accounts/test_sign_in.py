# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signing in and out over the real application: who comes in, who doesn't, and what is told."""

import datetime

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, update

from folkmoot.accounts.attempts import SIGN_IN_ADDRESS, SIGN_IN_NETWORK, Attempts
from folkmoot.accounts.models import Account, AccountSession, AttemptCount
from folkmoot.audit.models import AuditEntry
from folkmoot.security.csrf import SESSION_COOKIE
from folkmoot.testing import count_statements

UTC = datetime.UTC
DAY = datetime.timedelta(days=1)


def test_signs_in_and_comes_back(visitor):
    account = visitor.member()
    response = visitor.sign_in(account.email.upper(), to="/en/account", status=303)
    assert response.location.endswith("/en/account")
    assert visitor.name == account.display_name


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    account = visitor.member()
    plain = visitor.sign_in(account.email).headers.getall("Set-Cookie")
    cookie = next(line for line in plain if line.startswith(SESSION_COOKIE))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Max-Age=2592000" in cookie
    assert "secure" not in cookie.lower()
    visitor.browser.reset()
    visitor.browser.extra_environ["wsgi.url_scheme"] = "https"
    form = visitor.form(visitor.get("/en/sign-in"), "password")
    form["email"], form["password"] = account.email, visitor.password
    lines = form.submit(headers={"Referer": f"https://{visitor.town.host}/en/sign-in"}).headers.getall("Set-Cookie")
    assert "secure" in next(line for line in lines if line.startswith(SESSION_COOKIE)).lower()


def test_the_database_never_sees_the_token(visitor):
    visitor.sign_in(visitor.member().email)
    token = visitor.browser.cookies[SESSION_COOKIE]
    with visitor.town.session() as db:
        (kept,) = db.scalars(select(AccountSession.token_hash))
    assert len(kept) == 32
    assert token.encode() not in kept


def test_unknown_address_and_wrong_password_get_one_answer(visitor, visit, alike):
    account = visitor.member()
    wrong = visitor.sign_in(account.email, "not the password", status=422)
    unknown = visit(visitor.town).sign_in("nobody@nowhere.example", "not the password", status=422)
    assert 'data-reason="sign-in-failed"' in wrong.text
    assert alike(wrong, account.email) == alike(unknown, "nobody@nowhere.example")
    assert f'value="{account.email}"' in wrong.text, "what was typed is still there"
    assert SESSION_COOKIE not in visitor.browser.cookies


def test_account_without_password_cannot_be_entered_by_one(visitor):
    account = visitor.member(password_hash=None)
    visitor.sign_in(account.email, "", status=422)
    assert 'data-reason="sign-in-failed"' in visitor.sign_in(account.email, "None", status=422)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "/%09/evil.example", "evil", "/en/sign-in"],
)
def test_leads_nowhere_else(visitor, elsewhere):
    response = visitor.sign_in(visitor.member().email, to=elsewhere, status=303)
    assert response.location == f"http://{visitor.town.host}/en/"


def test_returns_to_the_page_that_led_here(visitor):
    page = visitor.get("/en/sign-in", headers={"Referer": f"http://{visitor.town.host}/en/account?x=1"})
    assert visitor.form(page, "password")["to"].value == "/en/account?x=1"
    other = visitor.get("/en/sign-in", headers={"Referer": "http://evil.example/en/account"})
    assert visitor.form(other, "password")["to"].value == "/en/"


def tried(visitor, email, times):
    """Count trials without the slow work of checking a password each time."""
    platform = visitor.town.platform
    attempts = Attempts(platform.database, platform.settings.secret)
    for _ in range(times):
        attempts.count(visitor.town.id, datetime.datetime.now(UTC), (SIGN_IN_ADDRESS, email))


@pytest.mark.usefixtures("one_window")
def test_ten_wrong_passwords_and_the_address_must_wait(visitor, visit):
    account, other = visitor.member(), visitor.member()
    tried(visitor, account.email, times=8)
    for _ in range(2):
        visitor.sign_in(account.email, "wrong password", status=422)
    late = visitor.sign_in(account.email, status=429)
    assert 'data-reason="too-many-attempts"' in late.text
    assert 0 < int(late.headers["Retry-After"]) <= 900
    assert "Please wait" in late.text
    visit(visitor.town).sign_in(other.email, status=303)


@pytest.mark.usefixtures("one_window")
def test_the_waiting_does_not_tell_who_exists(visitor):
    tried(visitor, "nobody@nowhere.example", times=9)
    visitor.sign_in("nobody@nowhere.example", status=422)
    visitor.sign_in("nobody@nowhere.example", status=429)


@pytest.mark.usefixtures("one_window")
def test_a_network_must_wait_too(visitor, visit):
    account, platform = visitor.member(), visitor.town.platform
    attempts = Attempts(platform.database, platform.settings.secret)
    for _ in range(100):
        attempts.count(visitor.town.id, datetime.datetime.now(UTC), (SIGN_IN_NETWORK, "203.0.113.7"))
    visitor.sign_in(account.email, status=429)
    elsewhere = visit(visitor.town)
    elsewhere.browser.extra_environ["REMOTE_ADDR"] = "198.51.100.9"
    elsewhere.sign_in(account.email, status=303)


@pytest.mark.usefixtures("one_window")
def test_sign_ins_that_succeed_are_not_counted(visitor, visit):
    account = visitor.member()
    tried(visitor, account.email, times=9)
    for _ in range(3):
        visit(visitor.town).sign_in(account.email, status=303)
    with visitor.town.session() as db:
        assert set(db.scalars(select(AttemptCount.count))) == {0, 9}
        assert all(account.email.encode() not in kept for kept in db.scalars(select(AttemptCount.who_hash)))


def test_blocked_people_are_told_until_when(visitor):
    until = datetime.datetime(2031, 5, 4, 12, tzinfo=UTC)
    account = visitor.member(blocked_until=until)
    page = visitor.sign_in(account.email, status=422)
    assert 'data-reason="account-blocked"' in page.text
    assert "4 May 2031" in page.text
    past = visitor.member(blocked_until=datetime.datetime(2020, 1, 1, tzinfo=UTC))
    visitor.sign_in(past.email, status=303)


def test_only_the_right_password_learns_of_the_block(visitor):
    account = visitor.member(blocked_until=datetime.datetime.now(UTC) + DAY)
    assert "account-blocked" not in visitor.sign_in(account.email, "wrong password", status=422)


def test_old_hashes_are_renewed(visitor):
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(visitor.password)
    account = visitor.member(password_hash=weak)
    visitor.sign_in(account.email, status=303)
    with visitor.town.session() as db:
        kept = db.scalar(select(Account.password_hash).where(Account.id == account.id))
    assert kept != weak
    visitor.browser.reset()
    visitor.sign_in(account.email, status=303)


def test_signing_out_ends_the_session_for_good(visitor):
    visitor.sign_in(visitor.member().email)
    token = visitor.browser.cookies[SESSION_COOKIE]
    visitor.get("/en/sign-out", status=303)
    assert visitor.name is not None, "a link signs nobody out"
    form = next(form for form in visitor.get("/en/account").forms.values() if form.action.endswith("/sign-out"))
    form.submit(status=303)
    assert SESSION_COOKIE not in visitor.browser.cookies
    visitor.browser.set_cookie(SESSION_COOKIE, token)
    assert visitor.name is None


def test_signing_in_again_takes_another_token(visitor):
    account = visitor.member()
    visitor.sign_in(account.email)
    first = visitor.browser.cookies[SESSION_COOKIE]
    token = visitor.form(visitor.get("/en/account"), "display_name")["csrf_token"].value
    fields = {"email": account.email, "password": visitor.password, "csrf_token": token}
    visitor.browser.post("/en/sign-in", fields, status=303)
    assert visitor.browser.cookies[SESSION_COOKIE] != first
    with visitor.town.session() as db:
        assert db.scalar(select(func.count()).select_from(AccountSession)) == 1


def test_sessions_hold_in_their_own_town_only(visitor, visit, other_town):
    visitor.sign_in(visitor.member().email)
    stranger = visit(other_town)
    stranger.browser.set_cookie(SESSION_COOKIE, visitor.browser.cookies[SESSION_COOKIE])
    assert stranger.name is None


def test_without_a_token_nothing_is_posted(visitor):
    account = visitor.member()
    visitor.browser.post("/en/sign-in", {"email": account.email, "password": visitor.password}, status=400)


def test_a_visitors_page_asks_nothing_of_the_database_and_a_members_one_statement(visitor):
    engine = visitor.town.platform.database.engine
    account = visitor.member()
    with count_statements(engine) as seen:
        visitor.get("/en/sign-in")
    assert seen == []
    visitor.sign_in(account.email)
    with count_statements(engine) as seen:
        visitor.get("/en/sign-in", status=303)
    assert len(seen) == 2, seen
    assert "set_config" in seen[0]


def test_a_session_slides_once_a_day_and_ends(visitor):
    visitor.sign_in(visitor.member().email)
    assert not any(line.startswith(SESSION_COOKIE) for line in visitor.get("/en/account").headers.getall("Set-Cookie"))
    now = datetime.datetime.now(UTC)
    _move(visitor, now + 28 * DAY)
    renewed = visitor.get("/en/account").headers.getall("Set-Cookie")
    assert any(line.startswith(SESSION_COOKIE) for line in renewed)
    with visitor.town.session() as db:
        assert db.scalars(select(AccountSession.expires_at)).one() > now + 29 * DAY
    _move(visitor, now - DAY)
    assert visitor.name is None


def _move(visitor, moment):
    with visitor.town.session() as db:
        db.execute(update(AccountSession).values(expires_at=moment))


def test_staff_who_come_in_are_seen_in_the_log(visitor, visit):
    citizen, manager = visitor.member(), visitor.member(role="manager")
    visitor.sign_in(citizen.email)
    visit(visitor.town).sign_in(manager.email)
    with visitor.town.session() as db:
        acts = db.execute(select(AuditEntry.verb, AuditEntry.actor)).all()
    assert [tuple(act) for act in acts] == [("account.signed-in", manager.id)]
