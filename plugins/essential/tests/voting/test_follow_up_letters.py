# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Telling people of a winner's stages: one letter each, once, whatever happens; nobody learns who voted for it."""

import html
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, text

from folkmoot.accounts.models import Account
from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town
from folkmoot_essential.voting.follow_up import telling
from folkmoot_essential.voting.models import VotingFollower

from .conftest import make_vote
from .follow_up_town import YESTERDAY, Won, make_won


@pytest.fixture
def won(town: Town) -> Won:
    """A vote whose first winner is delivered; nobody has been told."""
    made = make_won(make_vote(town, budget=1200))
    made.say("delivered", reached_on=YESTERDAY, spent_money="150")
    return made


def press(won: Won, who: Account, wants: str, number: int = 1) -> Any:
    """The button on a winner's page."""
    page = won.browser(who).get(f"{won.page}/{number}")
    form = next(one for one in page.forms.values() if "wants" in one.fields)
    assert form["wants"].value == wants
    return form.submit(status=303)


def readers(won: Won) -> list[str]:
    return sorted(one.email for one in (won.author, *won.supporters))


def test_author_and_supporters_get_one_letter_in_their_language(won: Won) -> None:
    won.work()
    letters = {one.recipient: one for one in won.letters()}
    assert sorted(letters) == readers(won)
    french, dutch, english = (letters[one.email] for one in (won.author, *won.supporters))
    assert [one.language for one in (french, dutch, english)] == ["fr", "nl", "en"]
    assert "Option 1 fr" in french.text
    assert "it began with your contribution" in french.text or "contribution" in french.text
    assert "you supported the contribution" in english.text
    assert "Spent at this stage: €150" in english.text
    assert f"https://{won.vote.town.host}/nl" in dutch.text
    assert "ballots are secret" in english.text


def test_the_letter_says_what_the_town_has_written_of_the_stage(won: Won) -> None:
    text = "We plant **three oaks** & a lime.\nSoon.\n\n- Dig\n- Plant\n\n[More](https://example.org)"
    fields = {"planned_on": YESTERDAY, "reached_on": YESTERDAY, "planned_money": "90", "text__en": text}
    won.say("building", **fields)
    won.work("building")
    english = next(one for one in won.letters() if one.recipient == won.supporters[1].email).text
    plain = "We plant three oaks & a lime. Soon.\n\n- Dig\n- Plant\n\nMore (https://example.org)\n\nhttps://"
    assert plain in english
    assert "Given by the vote: €200" in english
    assert "Planned for this stage: €90" in english
    assert "Spent at this stage" not in english
    assert "\n\n\n" not in english.partition("-- ")[0].rstrip()


def test_nobody_who_voted_for_it_is_written_to_for_that(won: Won) -> None:
    """Voters are other accounts than supporters here; that somebody voted reaches no letter and no row."""
    won.work()
    with won.vote.town.session() as db:
        took_part = set(db.scalars(text("SELECT account_id FROM voting_took_part")))
    assert took_part
    assert not took_part & set(won.told())


def test_whoever_is_against_or_has_no_confirmed_address_gets_none(won: Won) -> None:
    won.work()
    assert sorted(one.recipient for one in won.letters()) == readers(won)


def test_nobody_is_told_twice(won: Won) -> None:
    for _ in range(3):
        won.work()
    assert len(won.letters()) == 3
    step = won.step("delivered")
    assert step is not None
    assert step.told == 3
    page = won.browser(won.vote.manager).get(f"{won.desk}/1/delivered")
    assert page.html.select_one("[data-told='3']")
    assert page.html.select_one("[data-reason=nobody-waits]")


def test_a_corrected_stage_is_not_told_again_another_stage_is(won: Won) -> None:
    won.work()
    won.say("delivered", spent_money="160", reason="One more bill.")
    won.work()
    assert len(won.letters()) == 3
    won.say("building", reached_on=YESTERDAY)
    won.work("building")
    assert len(won.letters()) == 6


def test_a_stage_that_isnt_reached_is_told_to_nobody(won: Won) -> None:
    won.say("building", planned_on=YESTERDAY)
    won.work("building")
    assert won.letters() == []
    page = won.browser(won.vote.manager).get(f"{won.desk}/1/building")
    assert "once the stage is reached" in page
    manager = won.browser(won.vote.manager)
    token = manager.get(f"{won.desk}/1/building").forms["step"]["csrf_token"].value
    manager.post(f"{won.desk}/1/building", {"csrf_token": token, "do": "tell"}, status=404)


def test_the_desk_shows_the_letter_and_defers_the_job(won: Won) -> None:
    manager = won.browser(won.vote.manager)
    page = manager.get(f"{won.desk}/1/delivered")
    assert "Write to 3 people" in page
    assert "Option 1 en: Delivered" in page
    form = next(one for one in page.forms.values() if "do" in one.fields and one["do"].value == "tell")
    assert "The letters are being written." in form.submit(status=303).follow()
    with won.vote.town.session() as db:
        jobs = db.execute(text("SELECT args FROM procrastinate_jobs WHERE args::text LIKE '%voting.tell%'")).scalars()
        [arguments] = [one["arguments"] for one in jobs if one["tenant"] == str(won.vote.town.id)]
    assert urlsplit(arguments["address"]).hostname == won.vote.town.host
    assert arguments["address"].endswith("/{lang}" + won.page.removeprefix("/en") + "/1")
    assert not any(one.email in str(arguments) for one in won.supporters)


def test_of_two_jobs_at_once_the_second_waits_and_writes_nothing(won: Won) -> None:
    step = won.step("delivered")
    assert step is not None
    arguments = {"step": str(step.id), "address": "https://x/{lang}"}
    with ThreadPoolExecutor(1) as pool:
        with won.vote.town.session() as db:
            telling.run(won.context(db, **arguments))
            other = pool.submit(won.work)
            time.sleep(0.5)
            assert not other.done()
        other.result(timeout=20)
    assert sorted(one.recipient for one in won.letters()) == readers(won)


def test_many_jobs_at_once_tell_each_once(won: Won, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: won.work(), range(12)))
    assert sorted(one.recipient for one in won.letters()) == readers(won)
    step = won.step("delivered")
    assert step is not None
    assert step.told == 3


def _killed(won: Won, step: str) -> None:
    """The task, in a worker that dies before it can commit."""
    with won.vote.town.session() as db:
        telling.run(won.context(db, step=step, address="https://x/{lang}"))
        raise RuntimeError("killed")


def test_a_killed_worker_tells_nobody_twice_and_forgets_nobody(won: Won, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    step = won.step("delivered")
    assert step is not None
    won.work()
    with pytest.raises(RuntimeError):
        _killed(won, str(step.id))
    assert len(won.letters()) == len(won.told()) == 1
    for _ in range(3):
        won.work()
    assert sorted(one.recipient for one in won.letters()) == readers(won)


def test_whoever_asks_is_told_and_whoever_asks_not_to_be_isnt(won: Won) -> None:
    neighbour = won.vote.town.account()
    assert "You get a letter at each stage." in press(won, neighbour, "1").follow()
    assert "You get no letters about this any more." in press(won, won.supporters[0], "0").follow()
    press(won, won.author, "0")
    press(won, won.author, "1")
    won.work()
    expected = sorted(one.email for one in (won.author, won.supporters[1], neighbour))
    assert sorted(one.recipient for one in won.letters()) == expected
    [letter] = [one for one in won.letters() if one.recipient == neighbour.email]
    assert "because you asked to be told" in letter.text


def test_a_visitor_is_led_to_signing_in(won: Won) -> None:
    browser = won.browser()
    assert "Sign in to be told" in browser.get(f"{won.page}/1")
    form = next(one for one in browser.get("/en/sign-in").forms.values() if "csrf_token" in one.fields)
    sent = {"csrf_token": form["csrf_token"].value, "wants": "1"}
    answer = browser.post(f"{won.page}/1/follow", sent, status=303)
    assert "/en/sign-in?to=" in answer.location


def link(won: Won, who: Account) -> str:
    """The link at the end of somebody's letter."""
    [letter] = [one for one in won.letters() if one.recipient == who.email]
    found = re.search(r"https://\S+/letters\?\S+", letter.text)
    assert found
    parts = urlsplit(html.unescape(found[0]))
    return f"{parts.path}?{parts.query}"


def test_the_letters_link_ends_letters_without_signing_in(won: Won) -> None:
    won.work()
    address = link(won, won.supporters[1])
    page = won.browser().get(address)
    with won.vote.town.session() as db:  # opening a link changes nothing: machines open links too
        assert db.scalar(select(func.count()).select_from(VotingFollower)) == 0
    form = next(one for one in page.forms.values() if "/letters" in str(one.action))
    assert form.submit(status=200).html.select_one("[data-reason=ended]")
    won.say("building", reached_on=YESTERDAY)
    won.work("building")
    assert len(won.letters()) == 5
    assert [one.recipient for one in won.letters()].count(won.supporters[1].email) == 1


def test_an_altered_link_ends_nothing(won: Won) -> None:
    won.work()
    address = link(won, won.supporters[1])
    altered = (
        address[:-1] + ("0" if address[-1] != "0" else "1"),
        address.replace(str(won.supporters[1].id), str(won.supporters[0].id)),
        address.replace("/1/letters", "/2/letters"),
        address.partition("?")[0] + "?who=nobody&key=%C3%A9",
    )
    for one in altered:
        page = won.browser().get(one, status=410)
        assert page.html.select_one("[data-reason=unknown-link]")
    browser, bare = won.browser(), address.partition("?")[0]
    assert browser.get(bare).html.select_one("[data-reason=unknown-link]")
    form = next(one for one in browser.get("/en/sign-in").forms.values() if "csrf_token" in one.fields)
    for one in (*altered, bare):
        browser.post(one, {"csrf_token": form["csrf_token"].value}, status="*").mustcontain("unknown-link")
    with won.vote.town.session() as db:
        assert db.scalar(select(func.count()).select_from(VotingFollower)) == 0


def test_an_erased_person_leaves_no_trace_among_the_told(won: Won) -> None:
    won.work()
    gone = won.supporters[1]
    press(won, gone, "0")
    with won.vote.town.session() as db:
        erase_account(db, gone.id, texts=True)
    assert gone.id not in won.told()
    with won.vote.town.session() as db:
        assert db.scalar(select(func.count()).select_from(VotingFollower)) == 0
    assert len(won.told()) == 2
    step = won.step("delivered")
    assert step is not None
    assert step.told == 3


def test_an_erased_member_of_staff_leaves_the_history(won: Won) -> None:
    won.say("delivered", spent_money="170", reason="A late bill.")
    with won.vote.town.session() as db:
        erase_account(db, won.vote.manager.id, texts=True)
    assert "A late bill." in won.browser().get(f"{won.page}/1")
    with won.vote.town.session() as db:
        assert db.scalars(text("SELECT actor_id FROM voting_step_change")).all() == [None]
