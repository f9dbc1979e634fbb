# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Changing many at once: shown first, done in one transaction, written down, and never more than one may."""

import datetime
from typing import Any

import pytest

from folkmoot.contributions.interfaces import Posted

from .conftest import Desk, submit

SOON = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=5)).date()


@pytest.fixture
def three(desk: Desk) -> list[Posted]:
    """Three ideas of the manager's project."""
    return [desk.mine.post(None, title) for title in ("Alder", "Birch", "Cedar")]


def ask(desk: Desk, who: str, ids: list[Any], do: str, **values: Any) -> Any:
    """The preview of a bulk change."""
    browser = desk.browser(who)
    token = browser.get("/admin/workflow").forms["bulk"]["csrf_token"].value
    fields = [("csrf_token", token), ("do", do), *(("ids", str(one)) for one in ids)]
    fields += [(name, str(value)) for name, value in values.items()]
    return browser.post("/admin/workflow/bulk", fields, expect_errors=True)


def confirm(preview: Any) -> Any:
    return next(form for form in preview.forms.values() if "confirm" in form.fields).submit(expect_errors=True)


def test_a_preview_says_what_would_change_and_changes_nothing(desk: Desk, three: list[Posted]) -> None:
    considered = desk.status("under_consideration")
    desk.execute("UPDATE contribution SET status_id = :s WHERE id = :id", s=considered, id=three[0].id)
    page = ask(desk, "manager", [one.id for one in three], "status", status=considered)
    assert "3 contributions are chosen." in page
    assert "2 will change." in page
    assert "1 stays as it is." in page
    assert "It is so already." in page
    assert desk.one("SELECT count(*) FROM contribution WHERE status_id = :s", s=considered) == 1
    assert confirm(page).status_int == 303
    assert desk.one("SELECT count(*) FROM contribution WHERE status_id = :s", s=considered) == 3
    log = desk.execute("SELECT details FROM audit_entry WHERE verb = 'workflow.bulk-changed'")
    numbers = sorted(one.number for one in three[1:])
    assert [row.details for row in log] == [{"change": "status", "changed": numbers, "refused": 1}]


def test_a_colleague_gets_one_letter_for_all(desk: Desk, three: list[Posted]) -> None:
    confirm(ask(desk, "administrator", [one.id for one in three], "assign", assignee=desk.manager.id))
    [letter] = desk.letters()
    assert letter.recipient == desk.manager.email
    assert letter.subject.startswith("3 contributions are yours now")
    assert all(title in letter.text for title in ("Alder", "Birch", "Cedar"))
    assert f"{desk.town.host}/admin/workflow/contributions/{three[0].number}" in letter.text
    assert desk.one("SELECT count(*) FROM workflow_follow_up WHERE assignee_id = :a", a=desk.manager.id) == 3


def test_assigning_to_oneself_writes_no_letter(desk: Desk, three: list[Posted]) -> None:
    confirm(ask(desk, "administrator", [three[0].id], "assign", assignee=desk.administrator.id))
    assert desk.letters() == []


def test_who_does_not_look_after_a_project_gets_nothing_of_it(desk: Desk, three: list[Posted]) -> None:
    there = desk.theirs.post(None, "Elsewhere")
    page = ask(desk, "administrator", [three[0].id, there.id], "assign", assignee=desk.manager.id)
    assert "1 will change." in page
    assert "This colleague doesn&#39;t look after its project." in page
    confirm(page)
    assert desk.one("SELECT contribution_id FROM workflow_follow_up") == three[0].id


def test_a_citizen_is_no_colleague(desk: Desk, three: list[Posted]) -> None:
    citizen = desk.town.account()
    assert ask(desk, "administrator", [three[0].id], "assign", assignee=citizen.id).status_int == 303
    assert desk.execute("SELECT 1 FROM workflow_follow_up") == []


def test_contributions_of_other_projects_and_towns_are_left_out(desk: Desk, three: list[Posted], town: Any) -> None:
    there = desk.theirs.post(None, "Elsewhere")
    page = ask(desk, "manager", [three[0].id, there.id], "due", day=SOON)
    assert "1 contribution is chosen." in page
    assert "Elsewhere" not in page
    confirm(page)
    assert desk.execute("SELECT contribution_id, due_on FROM workflow_follow_up") == [(three[0].id, SOON)]
    assert ask(desk, "manager", [there.id], "due", day=SOON).status_int == 303


@pytest.mark.parametrize(("status_class", "reason"), [
    ("answered", "The status needs an official reply"), ("threshold_reached", "given by a rule"),
])  # fmt: skip
def test_statuses_that_cannot_be_given_by_hand(desk: Desk, three: list[Posted], status_class: str, reason: str) -> None:
    if not desk.execute("SELECT 1 FROM status WHERE status_class = :c", c=status_class):
        desk.execute("INSERT INTO status (id, method, status_class, title, tone, position) VALUES (gen_random_uuid(),"
                     " 'ideation', :c, '{\"en\": \"X\"}', 'plain', 99)", c=status_class)  # fmt: skip
    page = ask(desk, "manager", [one.id for one in three], "status", status=desk.status(status_class))
    assert reason in page
    assert "0 will change." in page
    assert "confirm" not in page


def test_a_withdrawn_one_stays(desk: Desk, three: list[Posted]) -> None:
    desk.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=three[0].id)
    page = ask(desk, "manager", [three[0].id, three[1].id], "status", status=desk.status("accepted"))
    assert "Its author has withdrawn it." in page
    assert "1 will change." in page


def test_a_template_answers_each_with_its_own_words(desk: Desk) -> None:
    author = desk.town.account(display_name="Cara {title}")
    posted = [desk.mine.post(author.id, "One {project} <b>"), desk.mine.post(None, "Two")]
    form = desk.browser().get("/admin/workflow/templates/new")
    accepted = desk.status("accepted")
    answer = submit(
        form, "Save", name="Thanks", body__en="Dear {author}, thank you for “{title}” in {project}.",
        body__fr="Merci {author} : {title}", body__nl="Dank {author}: {title}", status=str(accepted),
    )  # fmt: skip
    assert answer.status_int == 303, answer.text
    template = desk.one("SELECT id FROM workflow_template")
    confirm(ask(desk, "manager", [one.id for one in posted], "answer", template=template))
    replies = dict(map(tuple, desk.execute("SELECT contribution_id, body FROM official_reply")))
    project = desk.mine.project.title["en"]
    assert replies[posted[0].id]["en"] == f"Dear Cara {{title}}, thank you for “One {{project}} <b>” in {project}."
    assert replies[posted[1].id]["fr"] == "Merci Ancien participant : Two"
    assert desk.one("SELECT count(*) FROM contribution WHERE status_id = :s", s=accepted) == 2
    assert "“One {project} &lt;b&gt;”" in desk.town.browser().get(f"/en/ideas/{posted[0].number}")


def test_taking_from_whoever_has_them(desk: Desk, three: list[Posted]) -> None:
    confirm(ask(desk, "administrator", [one.id for one in three[:2]], "assign", assignee=desk.manager.id))
    page = ask(desk, "manager", [one.id for one in three], "unassign")
    assert "2 will change." in page
    confirm(page)
    assert desk.execute("SELECT 1 FROM workflow_follow_up WHERE assignee_id IS NOT NULL") == []


def test_a_preview_leads_back_to_the_same_list_and_nowhere_else(desk: Desk, three: list[Posted]) -> None:
    back = "assignee=nobody&page=1&evil=//x&sort=title"
    page = ask(desk, "manager", [three[0].id], "due", day=SOON, back=back)
    answer = confirm(page)
    assert answer.location.endswith("/admin/workflow?assignee=nobody&sort=title&page=1")


@pytest.mark.parametrize("day", ["", "yesterday", "2020-01-01", "9999-01-01"])
def test_a_day_that_makes_no_sense_is_no_due_date(desk: Desk, three: list[Posted], day: str) -> None:
    assert ask(desk, "manager", [three[0].id], "due", day=day).status_int == 303
    assert desk.execute("SELECT 1 FROM workflow_follow_up") == []
