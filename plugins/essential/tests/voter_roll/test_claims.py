# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Citizens: the code of a letter makes an account the person on the roll, once, and whatever becomes of the account."""

import datetime
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, text

from folkmoot.accounts.models import Account
from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town, count_statements
from folkmoot_essential.voter_roll.codes import ALPHABET, check_sign, spelled
from folkmoot_essential.voter_roll.entries import Answer, claim
from folkmoot_essential.voter_roll.models import VoterRollEntry

from .conftest import Election, reasons


def csrf(page: Any) -> str:
    return str(page.html.select_one("input[name=csrf_token]")["value"])


def unknown_code(start: str = "") -> str:
    signs = (start + ALPHABET)[:11]
    return spelled(signs + check_sign(signs))


def test_the_code_of_a_letter_lets_one_take_part(voting: Election) -> None:
    who = voting.town.account()
    browser = voting.town.browser(who)
    refused = browser.get(f"/en/projects/{voting.project.slug}/1/ideas/new")
    assert "not-verified" in reasons(refused)
    form = refused.click("Enter the code of your letter").forms["roll-code"]
    form["code"] = voting.codes["Person 1"].lower().replace("-", " ")
    assert "you can take part now" in form.submit().follow()
    assert "not-verified" not in reasons(browser.get(f"/en/projects/{voting.project.slug}/1/ideas/new"))
    assert reasons(browser.get(voting.page)) == ["verified"]
    found = voting.verification(who)
    assert found is not None
    assert (found.source, found.district, found.label, len(found.token)) == ("voter_roll", "harbour", "№ 1", 32)
    assert who.id.bytes not in found.token


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "code-missing"), ("K7QM-3XT", "code-mistyped"), ("2222 0000 OOOO", "code-mistyped"),
     (unknown_code(), "code-unknown"), ("\u0000'\"<é\u202e", "code-mistyped")],
)  # fmt: skip
def test_a_wrong_code_says_why_and_what_was_typed_stays(voting: Election, typed: str, reason: str) -> None:
    page = voting.enter(voting.town.account(), typed)
    assert page.status_int == 422
    assert reason in reasons(page)
    if "\0" not in typed:
        assert page.forms["roll-code"]["code"].value == typed


def test_a_code_has_one_account_and_an_account_one_code(voting: Election) -> None:
    first, second = voting.town.account(), voting.town.account()
    assert voting.enter(first, voting.codes["Person 1"]).status_int == 303
    taken = voting.enter(second, voting.codes["Person 1"])
    assert "code-claimed" in reasons(taken)
    assert "desk can help you" in taken
    assert voting.verification(second) is None
    assert voting.enter(second, voting.codes["Person 2"]).status_int == 303
    browser = voting.town.browser(first)
    again = browser.get(voting.page)
    assert "roll-code" not in again.forms
    sent = browser.post(voting.page, {"code": voting.codes["Person 3"], "csrf_token": csrf(again)}, status=422)
    assert "verified" in reasons(sent)
    with voting.town.session() as db:
        assert db.scalar(select(VoterRollEntry.account_id).where(VoterRollEntry.number == 3)) is None


def test_register_delete_register_again_is_one_person(voting: Election) -> None:
    first, second = voting.town.account(), voting.town.account()
    voting.enter(first, voting.codes["Person 2"])
    before = voting.verification(first)
    with voting.town.session() as db:
        erase_account(db, first.id, texts=True)
        row = db.scalar(select(VoterRollEntry).where(VoterRollEntry.number == 2))
        assert row is not None
        assert (row.account_id, row.claimed_at) == (None, None)
        everything = db.execute(text("SELECT e::text FROM voter_roll_entry e")).scalars().all()
        assert not [entry for entry in everything if str(first.id) in entry]
    assert voting.enter(second, voting.codes["Person 2"]).status_int == 303
    after = voting.verification(second)
    assert before is not None
    assert before == after


def test_a_new_letter_is_the_same_person_and_ends_the_old_code(voting: Election) -> None:
    first, second = voting.town.account(), voting.town.account()
    old = voting.codes["Person 3"]
    token = voting.ask(lambda source, db, phase: source.lookup(db, phase, old)).token
    new = voting.send(which="all")["Person 3"]
    assert "code-unknown" in reasons(voting.enter(first, old))
    assert voting.enter(second, new).status_int == 303
    assert voting.verification(second).token == token  # type: ignore[union-attr]


def test_each_person_and_each_phase_has_a_token_of_its_own(voting: Election) -> None:
    tokens = {
        voting.ask(lambda source, db, phase: source.lookup(db, phase, code)).token  # noqa: B023  # called at once
        for code in voting.codes.values()
    }  # fmt: skip
    assert len(tokens) == 5
    other = voting.town.phase(voting.project, "ideation", opens=20, closes=30)
    election = Election(voting.town, voting.project, other, voting.clerk)
    election.enrol()
    reference = "85.01.12-100.17"
    tokens |= {voting.ask(lambda source, db, phase: source.lookup(db, phase, reference)).token}
    assert len(tokens) == 5
    tokens |= {election.ask(lambda source, db, phase: source.lookup(db, phase, reference)).token}
    assert len(tokens) == 6
    with voting.town.session() as db:
        hashes = db.scalars(select(VoterRollEntry.reference_hash)).all()
    assert len(set(hashes)) == 10


def test_attempts_are_limited_and_mistyping_is_not_an_attempt(voting: Election) -> None:
    who = voting.town.account()
    for _ in range(15):
        assert "code-mistyped" in reasons(voting.enter(who, "AAAA-AAAA-AAAB"))
    for number in range(10):
        assert "code-unknown" in reasons(voting.enter(who, unknown_code(ALPHABET[number])))
    stopped = voting.enter(who, voting.codes["Person 1"])
    assert stopped.status_int == 429
    assert "too-many-attempts" in reasons(stopped)
    assert int(stopped.headers["Retry-After"]) > 0
    assert stopped.forms["roll-code"]["code"].value == voting.codes["Person 1"]
    assert voting.verification(who) is None
    assert voting.enter(voting.town.account(), voting.codes["Person 1"]).status_int == 303


def test_who_is_not_known_yet_is_told_what_to_do(voting: Election) -> None:
    assert "not-signed-in" in reasons(voting.town.browser().get(voting.page))
    unconfirmed = voting.town.account(email_confirmed_at=None)
    assert "email-not-confirmed" in reasons(voting.town.browser(unconfirmed).get(voting.page))


def test_a_withdrawn_entry_verifies_nobody(voting: Election) -> None:
    before, after = voting.town.account(), voting.town.account()
    voting.enter(before, voting.codes["Person 1"])
    with voting.town.session() as db:
        db.execute(text("UPDATE voter_roll_entry SET withdrawn_at = now() WHERE number IN (1, 2)"))
    assert voting.verification(before) is None
    assert "entry-withdrawn" in reasons(voting.enter(after, voting.codes["Person 2"]))
    assert voting.ask(lambda source, db, phase: source.lookup(db, phase, voting.codes["Person 1"])) is None


def test_a_closed_phase_takes_no_codes_and_letters_survive_a_new_phase(voting: Election, town: Town) -> None:
    closed = town.phase(voting.project, "ideation", opens=-9, closes=-8)
    page = town.browser(town.account()).get(voting.page, status=303)  # number 1 is the new phase, without a roll
    assert str(page.location).endswith("/2/verify")
    with town.session() as db:
        db.execute(text("DELETE FROM phase WHERE id = :id"), {"id": closed.id})
        db.execute(text("UPDATE phase SET opens_at = '2026-01-01', closes_at = '2026-01-02'"))
    assert "phase-closed" in reasons(town.browser(town.account()).get(voting.page))
    other = town.phase(town.project(), "ideation")
    with town.session() as db:
        slug = db.scalar(text("SELECT slug FROM project WHERE id = :id"), {"id": other.project_id})
    town.browser().get(f"/en/projects/{slug}/1/verify", status=404)


def test_a_code_is_worth_nothing_in_another_town(voting: Election, other_town: Town) -> None:
    project = other_town.project()
    elsewhere = Election(
        other_town, project, other_town.phase(project, "ideation"), other_town.account("administrator")
    )
    elsewhere.enrol("reference\n1\n")
    assert "code-unknown" in reasons(elsewhere.enter(other_town.account(), voting.codes["Person 1"]))


def test_the_page_takes_few_statements(voting: Election) -> None:
    browser = voting.town.browser(voting.town.account())
    browser.get(voting.page)
    with count_statements(voting.town.platform.database.engine) as seen:
        browser.get(voting.page)
    assert len(seen) <= 6, "\n".join(seen)


def together(count: int, act: Callable[[int], None]) -> None:
    """Run act(0), act(1)… at the same moment."""
    barrier = threading.Barrier(count)

    def run(number: int) -> None:
        barrier.wait()
        act(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def prepared(voting: Election, who: Account, code: str) -> Any:
    form = voting.town.browser(who).get(voting.page).forms["roll-code"]
    form["code"] = code
    return form


def claims(voting: Election) -> list[uuid.UUID]:
    with voting.town.session() as db:
        return list(db.scalars(select(VoterRollEntry.account_id).where(VoterRollEntry.account_id.is_not(None))))


def test_of_twenty_accounts_at_once_one_has_the_code(voting: Election) -> None:
    people = [voting.town.account() for _ in range(20)]
    answers: list[Answer] = []

    def enter(number: int) -> None:
        with voting.town.session() as db:
            now = datetime.datetime.now(datetime.UTC)
            answers.append(claim(db, voting.phase.id, people[number].id, voting.codes["Person 4"], now))

    together(20, enter)
    assert sorted(answers) == [Answer.CLAIMED] + [Answer.TAKEN] * 19
    assert len(claims(voting)) == 1
    assert sum(voting.verification(who) is not None for who in people) == 1


def test_of_eight_browsers_at_once_one_has_the_code(voting: Election) -> None:
    forms = [prepared(voting, voting.town.account(), voting.codes["Person 5"]) for _ in range(8)]
    answers: list[int] = []
    together(8, lambda number: answers.append(forms[number].submit(expect_errors=True).status_int))
    assert sorted(answers) == [303] + [422] * 7
    assert len(claims(voting)) == 1


def test_one_account_with_five_codes_at_once_is_one_person(voting: Election) -> None:
    who = voting.town.account()
    forms = [prepared(voting, who, code) for code in voting.codes.values()]
    answers: list[int] = []
    together(5, lambda number: answers.append(forms[number].submit(expect_errors=True).status_int))
    assert sorted(answers) == [303] + [422] * 4
    assert claims(voting) == [who.id]
