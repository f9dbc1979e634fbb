# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Links that open an account: a new password by mail, a one-time sign-in from the command line."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from folkmoot.accounts.models import Account, AccountSession, EmailCode
from folkmoot.accounts.services import one_time_link
from folkmoot.audit.models import AuditEntry

UTC = datetime.UTC
NEW = "five other quiet words"


def ask(visitor, email, **options):
    return visitor.fill("/en/reset", {"email": email}, **options)


def test_a_new_password_by_mail(visitor, visit):
    account, elsewhere = visitor.member(email_confirmed_at=None), visit(visitor.town)
    elsewhere.sign_in(account.email)
    ask(visitor, account.email, status=200)
    link = visitor.link(account.email)
    visitor.fill(link, {"password": NEW}, status=303)
    assert visitor.name == account.display_name
    assert elsewhere.name is None, "other devices are signed out"
    assert "was changed" in visitor.letters(account.email)[-1].subject
    visit(visitor.town).sign_in(account.email, status=422)
    visit(visitor.town).sign_in(account.email, NEW, status=303)
    with visitor.town.session() as db:
        assert db.scalar(select(Account.email_confirmed_at).where(Account.id == account.id)) is not None
        assert "account.password-changed" in set(db.scalars(select(AuditEntry.verb)))


def test_the_link_works_once_and_looking_does_not_use_it_up(visitor, visit):
    account = visitor.member()
    ask(visitor, account.email)
    link = visitor.link(account.email)
    for _ in range(3):
        visitor.get(link, status=200)
    visitor.browser.head(link, status=200)
    scanner = visit(visitor.town)
    form = scanner.form(scanner.get(link), "password")
    visitor.fill(link, {"password": NEW}, status=303)
    form["password"] = "a third quiet password"
    assert 'data-reason="link-over"' in form.submit(status=410).text
    assert 'data-reason="link-over"' in scanner.get(link, status=410).text


def test_one_link_used_twice_at_once_sets_one_password(visitor, visit):
    account = visitor.member()
    ask(visitor, account.email)
    people = [visit(visitor.town) for _ in range(3)]
    forms = [person.form(person.get(visitor.link(account.email)), "password") for person in people]
    for number, form in enumerate(forms):
        form["password"] = f"{NEW} {number}"
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda form: form.submit(expect_errors=True).status_int, forms))
    assert sorted(answers) == [303, 410, 410]


def test_asking_tells_nobody_who_has_an_account(visitor, visit, alike):
    account = visitor.member()
    known, unknown = ask(visitor, account.email), ask(visit(visitor.town), "nobody@nowhere.example")
    assert alike(known, account.email) == alike(unknown, "nobody@nowhere.example")
    assert "There is no account" in visitor.letters("nobody@nowhere.example")[-1].text


@pytest.mark.usefixtures("one_window")
def test_asking_is_limited_for_known_and_unknown(visitor):
    account = visitor.member()
    for email in (account.email, "nobody@nowhere.example"):
        for _ in range(5):
            ask(visitor, email, status=200)
        assert 'data-reason="too-many-attempts"' in ask(visitor, email, status=429)
        assert len(visitor.letters(email)) == 5


def test_stale_and_replaced_links_are_over(visitor):
    account = visitor.member()
    ask(visitor, account.email)
    first = visitor.link(account.email)
    ask(visitor, account.email)
    second = visitor.link(account.email)
    visitor.get(first, status=410)
    visitor.get(second, status=200)
    with visitor.town.session() as db:
        db.execute(update(EmailCode).values(expires_at=datetime.datetime.now(UTC)))
    visitor.get(second, status=410)


def test_changing_the_password_ends_links_sent_before(visitor):
    account = visitor.member()
    ask(visitor, account.email)
    link = visitor.link(account.email)
    visitor.sign_in(account.email)
    visitor.fill("/en/account", {"current_password": visitor.password, "password": NEW}, status=303)
    visitor.get(link, status=410)


def test_links_hold_in_their_own_town_and_for_their_own_purpose(visitor, visit, other_town):
    account = visitor.member()
    ask(visitor, account.email)
    link = visitor.link(account.email)
    twin = visit(other_town)
    twin.member(email=account.email)
    twin.get(link, status=410)
    visitor.get(link.replace("/reset/", "/sign-in/"), status=410)
    with visitor.town.session() as db:
        once = one_time_link(db, visitor.town.site, account.id)
    visitor.get(once.replace("/sign-in/", "/reset/"), status=410)
    twin.get(once, status=410)


def test_a_forged_host_header_leads_nowhere_else(visitor):
    account = visitor.member()
    host = visitor.town.host
    for forged in (f"{host}:@evil.example", f"{host}:80@evil.example", f"{host}:evil.example"):
        visitor.browser.extra_environ["HTTP_HOST"] = forged
        page = visitor.browser.get("/en/reset")
        form = visitor.form(page, "email")
        form["email"] = account.email
        form.submit(headers={"Cookie": re.split(";", page.headers.get("Set-Cookie", "x=y"))[0]}, expect_errors=True)
    visitor.browser.extra_environ["HTTP_HOST"] = host
    ask(visitor, account.email)
    letters = visitor.letters(account.email)
    assert len(letters) >= 3, "forged requests were answered too"
    for letter in letters:
        assert re.findall(r"http://[^\s]+", letter.text)[0].startswith(f"http://{host}/en/reset/")


def test_refuses_a_weak_new_password_and_keeps_the_link(visitor):
    account = visitor.member()
    ask(visitor, account.email)
    link = visitor.link(account.email)
    assert "on every list" in visitor.fill(link, {"password": "wachtwoord123"}, status=422)
    visitor.fill(link, {"password": NEW}, status=303)


def test_a_one_time_link_signs_in_by_its_button_once(visitor, visit):
    account = visitor.member(role="administrator", password_hash=None)
    with visitor.town.session() as db:
        link = one_time_link(db, visitor.town.site, account.id)
    visitor.browser.head(link, status=200)
    page = visitor.get(link, status=200)
    assert account.email in page.text
    form = next(form for form in page.forms.values() if form.action == link)
    assert form.submit(status=303).location.endswith("/en/account"), "without a password, one is chosen next"
    assert visitor.name == account.display_name
    assert 'data-reason="link-over"' in visit(visitor.town).get(link, status=410)
    visitor.fill("/en/account", {"password": NEW}, status=303)
    visit(visitor.town).sign_in(account.email, NEW, status=303)


def test_a_one_time_link_lasts_a_day(visitor):
    account = visitor.member()
    with visitor.town.session() as db:
        link = one_time_link(db, visitor.town.site, account.id)
        left = db.scalar(select(EmailCode.expires_at)) - datetime.datetime.now(UTC)
    assert datetime.timedelta(hours=23) < left <= datetime.timedelta(days=1)
    assert link.startswith("/en/sign-in/")


def test_a_one_time_link_does_not_open_a_blocked_account(visitor):
    account = visitor.member()
    with visitor.town.session() as db:
        link = one_time_link(db, visitor.town.site, account.id)
        db.execute(update(Account).values(blocked_until=datetime.datetime.now(UTC) + datetime.timedelta(days=1)))
    form = next(form for form in visitor.get(link).forms.values() if form.action == link)
    form.submit(status=410)
    with visitor.town.session() as db:
        assert db.scalar(select(func.count()).select_from(AccountSession)) == 0
