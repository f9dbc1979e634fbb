# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One contribution at the desk: assignment, due date, notes, answers, and what happened."""

import datetime

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot.testing import count_statements

from .conftest import Desk, submit

SOON = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=5)).date()


def path(idea: Posted, tail: str = "") -> str:
    return f"/admin/workflow/contributions/{idea.number}{tail}"


def test_assigning_writes_to_the_colleague_in_their_language(desk: Desk, idea: Posted) -> None:
    desk.execute("UPDATE account SET locale = 'fr' WHERE id = :id", id=desk.manager.id)
    browser = desk.browser()
    page = submit(browser.get(path(idea)), "Assign", assignee=str(desk.manager.id)).follow()
    assert "Assigned to Mona Manager" in page
    [letter] = desk.letters()
    assert (letter.recipient, letter.language) == (desk.manager.email, "fr")
    assert letter.subject.startswith("1 contribution")
    assert "Bonjour Mona Manager," in letter.text
    submit(browser.get(path(idea)), "Assign", assignee=str(desk.manager.id))
    assert len(desk.letters()) == 1, "what is theirs already isn't told again"


def test_only_colleagues_of_the_project_are_offered_and_accepted(desk: Desk, idea: Posted) -> None:
    page = desk.browser("manager").get(path(idea))
    form = next(form for form in page.forms.values() if "assignee" in form.fields)
    assert [text for _value, _on, text in form["assignee"].options] == ["Ada Admin", "Mona Manager", "Zoe Second"]
    form["assignee"].force_value(str(desk.other_manager.id))
    form.submit("do", value="assign")
    assert desk.execute("SELECT 1 FROM workflow_follow_up") == []


def test_a_due_date_is_set_removed_and_told_in_the_history(desk: Desk, idea: Posted) -> None:
    browser = desk.browser("manager")
    page = submit(browser.get(path(idea)), "Set due date", day=SOON.isoformat()).follow()
    assert "Due on" in page
    assert desk.one("SELECT due_on FROM workflow_follow_up") == SOON
    submit(page, "Remove the due date")
    assert desk.one("SELECT due_on FROM workflow_follow_up") is None
    kinds = desk.execute("SELECT kind FROM workflow_event ORDER BY at, id")
    assert [row.kind for row in kinds] == ["due", "not-due"]


def test_handled_and_open_again(desk: Desk, idea: Posted) -> None:
    browser = desk.browser("manager")
    page = submit(browser.get(path(idea)), "Mark as handled").follow()
    assert "Marked as handled by Mona Manager" in page
    submit(page, "Open it again")
    assert desk.one("SELECT done_at FROM workflow_follow_up") is None


def test_notes_are_plain_text_for_staff_and_changed_by_their_author_alone(desk: Desk, idea: Posted) -> None:
    mona = desk.browser("manager")
    page = submit(mona.get(path(idea)), "Keep this note", body="<script>x</script>\nSecond line").follow()
    assert "&lt;script&gt;x&lt;/script&gt;<br>Second line" in page
    note = desk.one("SELECT id FROM workflow_note")
    assert "Second line" not in desk.town.browser().get(f"/en/ideas/{idea.number}")
    assert desk.browser().get(f"/admin/workflow/notes/{note}", status=403)
    assert desk.browser("other_manager").get(f"/admin/workflow/notes/{note}", status=403)
    assert "Second line" in desk.browser().get(path(idea))
    submit(mona.get(f"/admin/workflow/notes/{note}"), "Save", body="Better words")
    assert "Better words" in mona.get(path(idea))
    assert submit(mona.get(f"/admin/workflow/notes/{note}"), "Save", body="").status_int == 422
    submit(mona.get(f"/admin/workflow/notes/{note}"), "Delete this note")
    assert desk.execute("SELECT 1 FROM workflow_note") == []


def test_a_template_is_filled_in_changed_and_published(desk: Desk, idea: Posted) -> None:
    submit(desk.browser().get("/admin/workflow/templates/new"), "Save", name="Thanks", body__en="{author}: {title}",
           body__fr="F", body__nl="N", signature__en="Parks of {project}")  # fmt: skip
    template = desk.one("SELECT id FROM workflow_template")
    page = desk.browser("manager").get(path(idea, f"/answer?template={template}"))
    form = next(form for form in page.forms.values() if "reply.en" in form.fields)
    assert form["reply.en"].value == "Cara Citizen: A bench in the park"
    assert form["signature.en"].value == f"Parks of {desk.mine.project.title['en']}"
    form["reply.en"] = "Cara Citizen: of course"
    form["status"] = str(desk.status("accepted"))
    assert form.submit().status_int == 303
    public = desk.town.browser().get(f"/en/ideas/{idea.number}")
    assert "Cara Citizen: of course" in public
    assert desk.one("SELECT status_id FROM contribution") == desk.status("accepted")


@pytest.mark.parametrize(("words", "found"), [("Dear {name}", "{name}"), ("{title", "{"), ("a } b", "}")])
def test_an_unknown_placeholder_is_refused_in_a_sentence(desk: Desk, words: str, found: str) -> None:
    page = submit(desk.browser().get("/admin/workflow/templates/new"), "Save", name="X", body__en=words, body__fr="F",
                  body__nl="N")  # fmt: skip
    assert page.status_int == 422
    assert f"{found} can&#39;t be filled in. What can be is {{title}}, {{author}} and {{project}}." in page
    assert words in page
    assert desk.execute("SELECT 1 FROM workflow_template") == []


def test_a_template_needs_its_required_languages_and_a_name_of_its_own(desk: Desk) -> None:
    browser = desk.browser()
    page = submit(browser.get("/admin/workflow/templates/new"), "Save", name="X", body__fr="F")
    assert page.status_int == 422
    assert "every language the town requires" in page
    words = {"body__en": "E", "body__nl": "N"}
    assert submit(page, "Save", **words).status_int == 303
    again = submit(browser.get("/admin/workflow/templates/new"), "Save", name="X", **words, body__fr="F")
    assert "There is a template of this name already." in again
    template = desk.one("SELECT id FROM workflow_template")
    submit(browser.get(f"/admin/workflow/templates/{template}"), "Delete this template")
    assert desk.execute("SELECT 1 FROM workflow_template") == []


def test_the_desk_of_ideas_shows_a_panel_that_leads_here(desk: Desk, idea: Posted) -> None:
    submit(desk.browser().get(path(idea)), "Assign", assignee=str(desk.manager.id))
    page = desk.browser("manager").get(f"/admin/ideas/{idea.number}")
    assert "Mona Manager" in page
    assert page.click("Notes, assignment and evaluation").request.path == path(idea)


def test_a_page_asks_the_database_a_dozen_times_at_most(desk: Desk, idea: Posted) -> None:
    browser, engine = desk.browser("manager"), desk.town.platform.database.engine
    phase = f"/admin/workflow/phases/{desk.mine.phase.id}"
    submit(browser.get(f"{phase}/evaluation"), "Put it into the table")
    for number in range(5):
        submit(browser.get(path(idea)), "Keep this note", body=f"Note {number}")
    for address in (path(idea), path(idea, "/evaluation"), path(idea, "/answer"), path(idea, "/notes"),
                    f"{phase}/evaluation", f"{phase}/announce", "/admin/workflow/evaluations",
                    "/admin/workflow/templates"):  # fmt: skip
        with count_statements(engine) as statements:
            browser.get(address)
        assert len(statements) <= 12, "\n".join((address, *statements))
