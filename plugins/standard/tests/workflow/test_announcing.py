# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Announcing results: one letter to each author, in their language, never twice, whatever happens to the worker."""

import html
import json
from typing import Any

import pytest

from folkmoot.accounts.models import Account
from folkmoot.hookspecs.operations import TaskContext
from folkmoot_standard.workflow import announcing

from .conftest import Desk, submit

TEXTS = {"en": "Because of the roots.", "fr": "À cause des racines.", "nl": "Door de wortels."}


def page_of(desk: Desk) -> str:
    return f"/admin/workflow/phases/{desk.mine.phase.id}/announce"


def evaluate(desk: Desk, author: Account | None, title: str, verdict: str = "feasible", **more: Any) -> Any:
    """A finished evaluation of a new idea."""
    posted = desk.mine.post(author.id if author else None, title)
    values = {"reason": TEXTS, "cost": None, "finished": True, **more}
    desk.execute(
        "INSERT INTO workflow_evaluation (contribution_id, reason, verdict, cost, finished_at) VALUES"
        " (:id, CAST(:reason AS jsonb), :verdict, :cost, CASE WHEN :finished THEN now() END)",
        id=posted.id, reason=json.dumps(values["reason"]), verdict=verdict, cost=values["cost"],
        finished=values["finished"],
    )  # fmt: skip
    return posted


def announce(desk: Desk, **statuses: str) -> Any:
    """Confirm the page as the manager; returns the id of the announcement."""
    page = desk.browser("manager").get(page_of(desk))
    form = next(form for form in page.forms.values() if "count" in form.fields)
    for name, value in statuses.items():
        form[f"status.{name}"] = value
    assert form.submit().status_int == 303
    return desk.one("SELECT id FROM workflow_announcement ORDER BY started_at DESC LIMIT 1")


def killed(context: TaskContext) -> None:
    """The task, in a worker that dies before it can commit."""
    announcing.run(context)
    raise RuntimeError("killed")


def work(desk: Desk, announcement: Any) -> None:
    desk.work(announcing.run, announcement=str(announcement))


@pytest.fixture
def authors(desk: Desk) -> list[Account]:
    """One who writes French with three results, one who writes Dutch with one."""
    made = [desk.town.account(locale="fr", display_name="Fleur"), desk.town.account(locale="nl", display_name="Daan")]
    evaluate(desk, made[0], "Alder", cost=1_250_000)
    evaluate(desk, made[0], "Birch", "not_feasible")
    evaluate(desk, made[0], "Cedar", "not_ours")
    evaluate(desk, made[1], "Dogwood", "with_changes")
    return made


def test_each_author_gets_one_letter_in_their_language(desk: Desk, authors: list[Account]) -> None:
    work(desk, announce(desk))
    letters = {letter.recipient: letter for letter in desk.letters()}
    assert len(letters) == len(desk.letters()) == 2
    french = letters[authors[0].email]
    assert french.language == "fr"
    assert all(title in french.text for title in ("Alder", "Birch", "Cedar"))
    assert "Dogwood" not in french.text
    assert french.text.count(TEXTS["fr"]) == 3
    assert "12 500" in french.text.replace("\u202f", " ").replace("\xa0", " ")
    assert all(words in french.text for words in ("Faisable", "Pas faisable", "Ne relève pas de nous"))
    numbers = desk.execute("SELECT number FROM contribution WHERE title IN ('Alder', 'Birch', 'Cedar')")
    assert all(f"{desk.town.host}/fr/ideas/{row.number}" in french.text for row in numbers)
    dutch = letters[authors[1].email]
    assert dutch.language == "nl"
    assert TEXTS["nl"] in dutch.text
    assert "Haalbaar met aanpassingen" in dutch.text


def test_nobody_is_told_twice(desk: Desk, authors: list[Account]) -> None:
    first = announce(desk)
    work(desk, first)
    work(desk, first)
    assert len(desk.letters()) == 2
    page = desk.browser("manager").get(page_of(desk))
    assert "Nothing new to announce" in page
    assert "Announced already, and unchanged" in page
    row = desk.execute("SELECT total, letters, finished_at FROM workflow_announcement")[0]
    assert (row.total, row.letters) == (4, 2)
    assert row.finished_at is not None


def test_a_changed_result_is_told_again_and_the_letter_says_so(desk: Desk, authors: list[Account]) -> None:
    work(desk, announce(desk))
    number = desk.one("SELECT number FROM contribution WHERE title = 'Birch'")
    form = desk.browser("manager").get(f"/admin/workflow/contributions/{number}/evaluation")
    assert "is told again" in form
    submit(form, "Finish", verdict="feasible")
    page = desk.browser("manager").get(page_of(desk))
    assert "1 of them was announced before and has changed" in page
    work(desk, announce(desk))
    [*_, last] = desk.letters()
    assert len(desk.letters()) == 3
    assert "Birch" in last.text
    assert "Alder" not in last.text
    assert "Ce résultat a changé" in last.text


def test_a_killed_worker_tells_nobody_twice_and_forgets_nobody(
    desk: Desk, authors: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "AT_ONCE", 1)
    started = announce(desk)
    with pytest.raises(RuntimeError, match="killed"):
        desk.work(killed, announcement=str(started))
    assert desk.letters() == []
    work(desk, started)
    assert len(desk.letters()) == 1
    page = desk.browser("manager").get(page_of(desk))
    done = desk.one("SELECT count(*) FROM workflow_evaluation WHERE announced_at IS NOT NULL")
    assert f"{done} of 4 results told, 1 letters written" in page
    for _again in range(3):
        work(desk, started)
    assert len(desk.letters()) == 2
    assert desk.one("SELECT count(*) FROM workflow_evaluation WHERE pending_id IS NOT NULL") == 0


def test_those_without_an_author_are_listed_and_drafts_wait(desk: Desk) -> None:
    evaluate(desk, None, "From the box")
    evaluate(desk, desk.town.account(email_confirmed_at=None), "Unconfirmed")
    evaluate(desk, desk.town.account(), "A draft", finished=False)
    evaluate(desk, desk.town.account(), "No reason", reason={"fr": "Oui."})
    gone = evaluate(desk, desk.town.account(), "Taken back")
    desk.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=gone.id)
    page = desk.browser("manager").get(page_of(desk)).text
    sections = [page.partition(head)[2].partition("</section>")[0] for head in (
        "No letter, because there is nobody to write to</h2>", "Not announced: still a draft</h2>",
        "Not announced: the reason lacks a language that the town requires</h2>",
        "Not announced: withdrawn by the author</h2>",
    )]  # fmt: skip
    expected = [("From the box", "Unconfirmed"), ("A draft",), ("No reason",), ("Taken back",)]
    for section, titles in zip(sections, expected, strict=True):
        assert all(title in section for title in titles), section
    work(desk, announce(desk))
    assert desk.letters() == []
    assert desk.one("SELECT count(*) FROM workflow_evaluation WHERE announced_at IS NOT NULL") == 2


def test_verdicts_can_bring_statuses(desk: Desk, authors: list[Account]) -> None:
    accepted = desk.status("accepted")
    work(desk, announce(desk, feasible=str(accepted)))
    rows = desk.execute("SELECT title FROM contribution WHERE status_id = :s", s=accepted)
    assert [row.title for row in rows] == ["Alder"]


def test_statuses_that_need_a_reply_are_not_offered(desk: Desk, authors: list[Account]) -> None:
    form = next(f for f in desk.browser("manager").get(page_of(desk)).forms.values() if "count" in f.fields)
    offered = {value for value, _on, _text in form["status.feasible"].options}
    assert str(desk.status("ineligible")) not in offered
    assert str(desk.status("accepted")) in offered


def test_what_has_changed_since_the_page_was_shown_is_shown_again(desk: Desk, authors: list[Account]) -> None:
    page = desk.browser("manager").get(page_of(desk))
    evaluate(desk, authors[0], "Elder")
    form = next(form for form in page.forms.values() if "count" in form.fields)
    assert "Meanwhile something has changed." in form.submit().follow()
    assert desk.execute("SELECT 1 FROM workflow_announcement") == []


def test_the_page_shows_the_first_letter_word_for_word(desk: Desk, authors: list[Account]) -> None:
    page = desk.browser("manager").get(page_of(desk))
    assert "Bonjour Fleur," in page
    assert desk.letters() == [], "looking sends nothing"
    work(desk, announce(desk))
    letter = next(one for one in desk.letters() if one.recipient == authors[0].email)
    assert html.escape(letter.text, quote=False).replace("'", "&#39;").strip() in page.text
