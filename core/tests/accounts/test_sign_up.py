# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Signing up: two steps, one account, and nobody learns who has one."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update

from folkmoot.accounts.models import Account, EmailCode
from folkmoot.accounts.passwords import verify_password

EMAIL = "new@person.example"


def accounts_of(town, email):
    with town.session() as db:
        return db.scalars(select(Account).where(Account.email == email)).all()


def test_two_steps_make_a_confirmed_account_that_is_signed_in_and_back(visitor):
    second = visitor.sign_up("New@Person.Example", to="/en/account", name="  Renée   D. ", status=303).follow()
    assert EMAIL in second.text
    done = visitor.confirm(visitor.code(EMAIL), status=303)
    assert done.location.endswith("/en/account")
    (account,) = accounts_of(visitor.town, EMAIL)
    assert account.display_name == "Renée D."
    assert account.email_confirmed_at is not None
    assert verify_password(account.password_hash, visitor.password)
    assert (account.role, account.locale) == ("citizen", "en")
    assert visitor.name == "Renée D."


def test_the_language_of_the_page_is_that_of_letter_and_account(visitor):
    fields = {"email": EMAIL, "display_name": "Lotte", "password": visitor.password}
    visitor.fill("/nl/sign-up", fields, status=303)
    assert visitor.letters(EMAIL)[-1].language == "nl"
    visitor.fill("/nl/sign-up/code", {"code": visitor.code(EMAIL)}, status=303)
    assert accounts_of(visitor.town, EMAIL)[0].locale == "nl"


def test_no_one_learns_whether_an_address_has_an_account(visitor, visit, alike):
    holder, stranger = visitor.member(), visit(visitor.town)
    known = visitor.sign_up(holder.email, status=303).follow()
    unknown = stranger.sign_up(EMAIL, status=303).follow()
    assert alike(known, holder.email) == alike(unknown, EMAIL)
    wrong = visitor.confirm("000000x", status=422)
    wrong_too = stranger.confirm("not it", status=422)
    assert alike(wrong, holder.email, "000000x") == alike(wrong_too, EMAIL, "not it")
    (letter,) = visitor.letters(holder.email)
    assert "already have an account" in letter.text
    assert f"http://{visitor.town.host}/en/reset" in letter.text


def test_a_code_for_a_taken_address_never_fits(visitor):
    holder = visitor.member()
    visitor.sign_up(holder.email, name="Somebody Else")
    with visitor.town.session() as db:
        db.execute(update(EmailCode).values(attempts_left=4))
    assert "Your code" not in visitor.letters(holder.email)[-1].subject
    visitor.confirm("123456", status=422)
    assert accounts_of(visitor.town, holder.email)[0].display_name == holder.display_name


def test_five_wrong_codes_and_even_the_right_one_is_over(visitor):
    visitor.sign_up(EMAIL)
    right = visitor.code(EMAIL)
    wrong = "111111" if right != "111 111" else "222222"
    for left in (4, 3, 2, 1):
        page = visitor.confirm(wrong, status=422)
        assert f"{left} attempt" in page.text
        assert f'value="{wrong}"' in page.text, "what was typed is still there"
    token = visitor.form(visitor.get("/en/sign-up/code"), "code")["csrf_token"].value
    over = visitor.confirm(wrong, status=303)
    assert over.location.endswith("/en/sign-up")
    visitor.browser.post("/en/sign-up/code", {"code": right, "csrf_token": token}, status=303)
    assert accounts_of(visitor.town, EMAIL) == []


def test_guesses_sent_side_by_side_are_counted_one_by_one(visitor):
    visitor.sign_up(EMAIL)
    wrong = "111111" if visitor.code(EMAIL) != "111 111" else "222222"
    token = visitor.form(visitor.get("/en/sign-up/code"), "code")["csrf_token"].value
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.browser.cookies.items())

    def guess(_):
        other = visitor.town.browser()
        fields = {"code": wrong, "csrf_token": token}
        return other.post("/en/sign-up/code", fields, headers={"Cookie": cookies}, expect_errors=True).status_int

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(16)))
    assert answers.count(422) == 4, "the fifth guess and all later ones are sent back to the first step"
    with visitor.town.session() as db:
        assert db.scalar(select(EmailCode.attempts_left)) == 0


def test_a_stale_code_is_over(visitor):
    visitor.sign_up(EMAIL)
    page = visitor.form(visitor.get("/en/sign-up/code"), "code")
    with visitor.town.session() as db:
        now = datetime.datetime.now(datetime.UTC)
        assert db.scalar(select(EmailCode.expires_at)) <= now + datetime.timedelta(minutes=30)
        db.execute(update(EmailCode).values(expires_at=now))
    page["code"] = visitor.code(EMAIL)
    assert page.submit(status=303).location.endswith("/en/sign-up")
    assert accounts_of(visitor.town, EMAIL) == []


def test_a_code_works_once(visitor):
    visitor.sign_up(EMAIL)
    form = visitor.form(visitor.get("/en/sign-up/code"), "code")
    visitor.confirm(visitor.code(EMAIL), status=303)
    with visitor.town.session() as db:
        assert db.scalar(select(func.count()).select_from(EmailCode)) == 0
    form["code"] = "123456"
    assert form.submit(expect_errors=True).status_int in (303, 400)


@pytest.mark.usefixtures("one_window")
def test_another_code_replaces_the_first_and_is_limited(visitor):
    visitor.sign_up(EMAIL)
    first = visitor.code(EMAIL)
    for _ in range(4):
        resend(visitor, status=303)
    second = visitor.code(EMAIL)
    refused = resend(visitor, status=429)
    assert 'data-reason="too-many-attempts"' in refused.text
    assert len(visitor.letters(EMAIL)) == 5
    if first != second:
        visitor.confirm(first, status=422)
    visitor.confirm(second, status=303)
    assert len(accounts_of(visitor.town, EMAIL)) == 1


def resend(visitor, **options):
    page = visitor.get("/en/sign-up/code")
    return next(form for form in page.forms.values() if form.action.endswith("/resend")).submit(**options)


def test_a_code_works_only_where_the_sign_up_began(visitor, visit):
    visitor.sign_up(EMAIL)
    other = visit(visitor.town)
    assert other.get("/en/sign-up/code", status=303).location.endswith("/en/sign-up")


def test_coming_back_from_the_second_step_finds_what_was_given(visitor):
    visitor.sign_up(EMAIL, name="Amina K.")
    form = visitor.form(visitor.get("/en/sign-up"), "display_name")
    assert (form["email"].value, form["display_name"].value, form["password"].value) == (EMAIL, "Amina K.", "")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password": "short"}, "at least 8 characters"),
        ({"password": "Password123"}, "on every list of guesses"),
        ({"password": "azertyuiop"}, "on every list of guesses"),
        ({"password": "newpersonne", "display_name": "newpersonne"}, "your name or e-mail address"),
        ({"display_name": "x"}, "2 to 60 characters"),
        ({"display_name": "Anna \u202egnik"}, "without invisible characters"),
        ({"display_name": "12345"}, "Use letters"),
        ({"email": "not an address"}, "name@example.org"),
        ({"email": "mü@ller.example"}, "name@example.org"),
    ],
)
def test_refuses_with_a_sentence_and_keeps_what_was_typed(visitor, fields, sentence):
    typed = {"email": EMAIL, "display_name": "Newman", "password": visitor.password, **fields}
    page = visitor.fill("/en/sign-up?to=/en/account", typed, status=422)
    assert sentence in page.text
    form = visitor.form(page, "display_name")
    assert form["to"].value == "/en/account"
    assert (form["email"].value, form["password"].value) == (typed["email"], "")
    assert visitor.letters(EMAIL) == []


@pytest.mark.usefixtures("one_window")
def test_letters_from_one_network_are_limited(visitor, visit):
    from folkmoot.accounts.attempts import LETTER_NETWORK, Attempts

    platform = visitor.town.platform
    attempts = Attempts(platform.database, platform.settings.secret)
    for _ in range(200):
        attempts.count(visitor.town.id, datetime.datetime.now(datetime.UTC), (LETTER_NETWORK, "203.0.113.7"))
    page = visitor.sign_up(EMAIL, status=429)
    assert visitor.form(page, "display_name")["email"].value == EMAIL
    assert visitor.letters(EMAIL) == []


def test_two_sign_ups_at_once_make_one_account(visitor, visit):
    """Both hold a right code for one address: the unique key lets one through, the other is told to sign in."""
    people = [visit(visitor.town) for _ in range(4)]
    forms = []
    for number, person in enumerate(people):
        person.sign_up(EMAIL, name=f"Person {number}")
        form = person.form(person.get("/en/sign-up/code"), "code")
        form["code"] = person.code(EMAIL)
        forms.append(form)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda form: form.submit(status=303), forms))
    (account,) = accounts_of(visitor.town, EMAIL)
    assert sorted(answer.location.rpartition("/en/")[2] for answer in answers) == ["", "sign-up", "sign-up", "sign-up"]
    assert [person.name for person in people].count(account.display_name) == 1


def test_one_code_sent_twice_at_once_makes_one_account(visitor):
    visitor.sign_up(EMAIL)
    token = visitor.form(visitor.get("/en/sign-up/code"), "code")["csrf_token"].value
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.browser.cookies.items())
    fields = {"code": visitor.code(EMAIL), "csrf_token": token}

    def send(_):
        return visitor.town.browser().post("/en/sign-up/code", fields, headers={"Cookie": cookies}, status=303)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(send, range(4)))
    assert len(accounts_of(visitor.town, EMAIL)) == 1


def test_one_address_may_have_an_account_in_each_town(visitor, visit, other_town):
    for person in (visitor, visit(other_town)):
        person.sign_up(EMAIL)
        person.confirm(person.code(EMAIL), status=303)
    assert len(accounts_of(visitor.town, EMAIL)) == len(accounts_of(other_town, EMAIL)) == 1
