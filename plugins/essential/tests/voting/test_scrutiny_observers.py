# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Observers get every fingerprint once, learn no number from it, and can check the bundle with any of them."""

import re
from typing import Any

import pytest
from sqlalchemy import select
from webtest import TestApp

from folkmoot.mail.models import MailMessage
from folkmoot_essential.ledger.bundle.verdict import Exit
from folkmoot_essential.voting.models import VotingHead, VotingObserver
from folkmoot_essential.voting.oversight import observing

from .conftest import Vote


def office(vote: Vote) -> "TestApp[Any]":
    return vote.town.browser(vote.manager)


def add(vote: Vote, email: str, **kw: Any) -> Any:
    form = office(vote).get(f"{vote.desk}/observers").forms["observer-add"]
    form["email"] = email
    return form.submit(**kw)


def letters(vote: Vote) -> list[tuple[str, str]]:
    """Recipients and fingerprints in the outbox."""
    with vote.town.session() as db:
        rows = db.execute(select(MailMessage.recipient, MailMessage.text).order_by(MailMessage.id)).all()
    return [(row.recipient, re.findall(r"[0-9a-f]{64}", row.text)[0]) for row in rows]


def fingerprints(vote: Vote) -> list[str]:
    with vote.town.session() as db:
        return list(db.scalars(select(VotingHead.fingerprint).order_by(VotingHead.number)))


def an_hour_later(vote: Vote) -> None:
    with vote.town.session() as db:
        head = db.scalars(select(VotingHead).order_by(VotingHead.number.desc()).limit(1)).one()
        head.head = {**head.head, "at": "2020-01-01T00:00:00Z"}
    vote.turn()


@pytest.fixture
def watched(planned: Vote) -> Vote:
    """A vote with two observers, opened."""
    for email in ("Court@Example.org", "press@example.org"):
        add(planned, email, status=303)
    planned.turn()
    return planned


def test_the_audit_log_says_in_words_what_was_done(planned: Vote) -> None:
    add(planned, "court@example.org", status=303)
    page = planned.town.browser(planned.town.account("administrator")).get("/admin/audit").html
    act = page.select_one("[data-verb='voting.observer_added']")
    assert act.get_text() == "Observer of a vote added"
    assert not page.select(".code[data-verb]")


def test_each_head_goes_to_each_observer_once(watched: Vote) -> None:
    assert letters(watched) == [("court@example.org", fingerprints(watched)[0]),
                                ("press@example.org", fingerprints(watched)[0])]  # fmt: skip
    watched.turn()
    assert len(letters(watched)) == 2
    an_hour_later(watched)
    found = fingerprints(watched)
    assert [print_ for _who, print_ in letters(watched)] == [found[0], found[0], found[1], found[1]]


def test_a_letter_says_nothing_of_how_many_vote(watched: Vote) -> None:
    an_hour_later(watched)
    watched.cast(watched.town.account(), 1)
    an_hour_later(watched)
    with watched.town.session() as db:
        first, second = db.scalars(
            select(MailMessage.text).where(MailMessage.recipient == "press@example.org").order_by(MailMessage.id)
            .offset(1)
        )  # fmt: skip
    hidden = re.compile(r"[0-9a-f]{64}|[0-9T:Z-]{20}|Number: \d")
    assert hidden.sub("", first) == hidden.sub("", second)


def test_an_observers_fingerprint_proves_the_bundle_and_their_address_goes(watched: Vote) -> None:
    watched.cast(watched.town.account(), 1)
    watched.end()
    watched.certify()
    sent = letters(watched)
    assert [one for _who, one in sent] == [one for one in fingerprints(watched) for _ in range(2)]
    for _who, one in sent:
        assert watched.verdict(expect_head=one).exit is Exit.AGREES
    with watched.town.session() as db:
        assert db.scalars(select(VotingObserver)).all() == []


def test_observers_are_fixed_at_opening(planned: Vote) -> None:
    add(planned, "press@example.org", status=303)
    page = office(planned).get(f"{planned.desk}/observers")
    forms = [one for one in page.forms.values() if "observer" in one.fields]
    adding = page.forms["observer-add"]
    planned.turn()
    adding["email"] = "late@example.org"
    for form in (adding, forms[0]):
        assert "has opened" in form.submit(status=303).follow().text
    page = office(planned).get(f"{planned.desk}/observers")
    assert "observer-add" not in page.forms
    assert "press@example.org" in page.text
    assert "late@example.org" not in page.text


def test_a_wrong_address_is_refused_and_the_same_one_added_once(planned: Vote) -> None:
    page = add(planned, "not an address", status=422)
    assert page.forms["observer-add"]["email"].value == "not an address"
    add(planned, "press@example.org", status=303)
    assert "observe it already" in add(planned, "PRESS@example.org", status=303).follow().text
    page = office(planned).get(f"{planned.desk}/observers")
    form = next(one for one in page.forms.values() if "observer" in one.fields)
    form["observer"].force_value("x")
    form.submit(status=404)
    form["observer"].force_value(page.forms and next(
        tag["value"] for tag in page.html.select("input[name=observer]")
    ))  # fmt: skip
    assert "removed" in form.submit(status=303).follow().text
    with planned.town.session() as db:
        assert db.scalars(select(VotingObserver)).all() == []


def test_there_are_not_too_many(planned: Vote) -> None:
    with planned.town.session() as db:
        for number in range(observing.MOST):
            db.add(VotingObserver(phase_id=planned.phase.id, email=f"{number}@example.org"))
    assert "at most" in add(planned, "one-more@example.org", status=303).follow().text


def test_only_those_who_manage_the_project_see_observers(planned: Vote) -> None:
    for person in (planned.town.account("manager"), planned.town.account()):
        planned.town.browser(person).get(f"{planned.desk}/observers", status=403)
