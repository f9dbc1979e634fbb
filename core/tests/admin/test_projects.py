# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Working on projects: what is typed is saved, what can't be saved stays typed, and everything is in the log."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import ProjectManager
from folkmoot.audit.models import AuditEntry
from folkmoot.media.models import MediaFile
from folkmoot.projects.models import ActionRule, Attachment, Phase, Project
from folkmoot.testing import Town

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def last_form(page: Any) -> Any:
    """The form that a page ends with."""
    return page.forms[max(key for key in page.forms if isinstance(key, int))]


def verbs(town: Town) -> set[str]:
    with town.session() as db:
        return set(db.scalars(select(AuditEntry.verb)))


def project_of(town: Town, slug: str) -> Project:
    with town.session() as db:
        return db.scalars(select(Project).where(Project.slug == slug)).one()


def picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def test_a_new_project_with_everything(town: Town) -> None:
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = last_form(browser.get("/admin/new-project"))
    form["title.en"], form["title.fr"] = "A green harbour", "Un port vert"
    form["description.en"] = "## Why\n\n<not a tag> & **trees**"
    form["picture"] = ("quay.png", picture())
    form["picture_alt.en"] = "The quay at dusk"
    answer = form.submit()
    assert answer.status_int == 303, answer.text
    assert answer.location.endswith("/admin/projects/a-green-harbour/phases")
    project = project_of(town, "a-green-harbour")
    assert (project.state, project.title) == ("draft", {"en": "A green harbour", "fr": "Un port vert"})
    assert "<h2>Why</h2>" in project.description["en"]
    assert "<strong>trees</strong>" in project.description["en"]
    with town.session() as db:
        assert db.scalars(select(MediaFile.alt)).all() == [{"en": "The quay at dusk"}]
    assert "project.created" in verbs(town)
    assert "saved as a draft" in answer.follow().text


def test_broken_input_keeps_what_was_typed_and_saves_nothing(town: Town) -> None:
    project = town.project(state="draft", slug="kept")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = browser.get("/admin/projects/kept").forms["f-project"]
    form["title.en"], form["title.fr"], form["lead.nl"] = "x" * 151, "Nouveau", "Bewaar dit"
    answer = form.submit(status=422)
    assert "write at most 150 characters" in answer.text
    again = answer.forms["f-project"]
    typed = [again[name].value for name in ("title.en", "title.fr", "lead.nl")]
    assert typed == ["x" * 151, "Nouveau", "Bewaar dit"]
    assert 'href="#f-title-en"' in answer.text
    assert 'id="f-title-en"' in answer.text
    assert project_of(town, "kept").title == project.title


def test_a_taken_address_is_said_at_its_field(town: Town) -> None:
    town.project(slug="taken")
    town.project(slug="mine")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = browser.get("/admin/projects/mine").forms["f-project"]
    form["slug"] = "taken"
    answer = form.submit(status=422)
    assert 'href="#f-slug"' in answer.text
    assert answer.forms["f-project"]["slug"].value == "taken"


def test_a_file_that_is_no_picture_is_refused(town: Town) -> None:
    town.project(slug="mine")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = browser.get("/admin/projects/mine").forms["f-project"]
    form["picture"] = ("page.png", b"<html>not a picture</html>")
    answer = form.submit(status=422)
    assert 'href="#f-picture"' in answer.text


def test_a_manager_looks_after_what_they_create_and_copy(town: Town) -> None:
    account = town.account(Role.MANAGER)
    browser = town.browser(account)
    form = last_form(browser.get("/admin/new-project"))
    form["title.en"] = "Mine"
    form.submit(status=303).follow(status=200)
    last_form(browser.get("/admin/projects/mine/copy")).submit(status=303).follow(status=200)
    with town.session() as db:
        query = select(func.count()).select_from(ProjectManager).where(ProjectManager.account_id == account.id)
        assert db.scalar(query) == 2


def state_form(browser: Any, slug: str, act: str) -> Any:
    page = browser.get(f"/admin/projects/{slug}")
    return next(form for form in page.forms.values() if "do" in form.fields and form["do"].value == act)


def test_a_lenient_town_publishes_with_gaps_and_names_them(town: Town) -> None:
    town.project(state="draft", slug="gaps", title={"en": "Only English"})
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/projects/gaps").text
    assert "Texts still missing" in page
    assert "Français" in page
    state_form(browser, "gaps", "publish").submit(status=303)
    assert project_of(town, "gaps").state == "published"
    assert "project.published" in verbs(town)


def test_a_strict_town_refuses_gaps_and_says_which(new_town: Callable[..., Town]) -> None:
    town = new_town(strict_locales=True)
    town.project(state="draft", slug="gaps", title={"en": "Only English"})
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    answer = state_form(browser, "gaps", "publish").submit(status=303)
    assert "published yet" in answer.follow().text
    assert project_of(town, "gaps").state == "draft"
    form = browser.get("/admin/projects/gaps").forms["f-project"]
    form["title.fr"], form["title.nl"] = "Complet", "Volledig"
    form.submit(status=303)
    state_form(browser, "gaps", "publish").submit(status=303)
    assert project_of(town, "gaps").state == "published"
    state_form(browser, "gaps", "archive").submit(status=303)
    assert project_of(town, "gaps").state == "archived"


def test_phases_with_the_methods_own_settings(town: Town) -> None:
    town.project(slug="p")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = last_form(browser.get("/admin/projects/p/phases/new?method=ideation"))
    form["title.en"], form["opens_at"], form["closes_at"] = "Ideas", "2027-03-28T02:30", "2027-05-01T00:00"
    form["settings.like_cap"] = "many"
    answer = form.submit(status=422)
    assert "Choose 03:00 or later" in answer.text
    assert "this is no number" in answer.text
    form = last_form(answer)
    assert form["settings.like_cap"].value == "many"
    form["opens_at"], form["settings.like_cap"] = "2027-03-28T03:00", "4"
    form.submit(status=303)
    with town.session() as db:
        phase = db.scalars(select(Phase)).one()
    assert phase.opens_at == datetime.datetime(2027, 3, 28, 1, 0, tzinfo=datetime.UTC)
    assert phase.closes_at == datetime.datetime(2027, 4, 30, 22, 0, tzinfo=datetime.UTC)
    assert phase.settings["like_cap"] == 4
    edit = browser.get(f"/admin/projects/p/phases/{phase.id}").forms["f-phase"]
    assert (edit["opens_at"].value, edit["settings.like_cap"].value) == ("2027-03-28T03:00", "4")
    edit["closes_at"] = "2027-03-01T00:00"
    assert "must close after it opens" in edit.submit(status=422).text


def test_a_phase_is_deleted_only_while_it_is_empty(town: Town) -> None:
    project = town.project(slug="p")
    phase = town.phase(project, method="information")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = next(f for f in browser.get("/admin/projects/p/phases").forms.values() if f.action.endswith("/delete"))
    form.submit(status=303)
    with town.session() as db:
        assert db.scalars(select(Phase).where(Phase.id == phase.id)).all() == []
    assert "phase.deleted" in verbs(town)


def test_who_may_do_what(town: Town) -> None:
    project = town.project(slug="p")
    phase = town.phase(project, method="ideation")
    browser = town.browser(town.account(Role.MANAGER, manages=(project.id,)))
    form = last_form(browser.get(f"/admin/projects/p/phases/{phase.id}/rules"))
    name = next(name for name in form.fields if name and name.startswith("who."))
    assert "groups" not in [option[0] for option in form[name].options]
    form[name] = "staff"
    form.submit(status=303)
    with town.session() as db:
        assert [(rule.action, rule.who) for rule in db.scalars(select(ActionRule))] == [(name[4:], "staff")]


def test_documents_are_added_ordered_and_removed(town: Town) -> None:
    town.project(slug="p")
    town.project(slug="other")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    for title in ("First", "Second"):
        form = last_form(browser.get("/admin/projects/p/documents"))
        form["title.en"], form["document"] = title, (f"{title}.pdf", PDF)
        form.submit(status=303)
    with town.session() as db:
        first, second = db.scalars(select(Attachment).order_by(Attachment.position)).all()
    token = last_form(browser.get("/admin/projects/p/documents"))["csrf_token"].value
    browser.post("/admin/projects/p/documents", {"csrf_token": token, "move": f"{second.id}:up"}, status=303)
    text = browser.get("/admin/projects/p/documents").text
    assert text.index("Second") < text.index("First")
    browser.post("/admin/projects/other/documents", {"csrf_token": token, "remove": str(first.id)}, status=303)
    assert "First" in browser.get("/admin/projects/p/documents").text
    browser.post("/admin/projects/p/documents", {"csrf_token": token, "remove": str(first.id)}, status=303)
    assert "First" not in browser.get("/admin/projects/p/documents").text


def test_no_document_but_pdf(town: Town) -> None:
    town.project(slug="p")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    form = last_form(browser.get("/admin/projects/p/documents"))
    form["title.en"], form["document"] = "Page", ("page.pdf", b"<html></html>")
    answer = form.submit(status=422)
    assert last_form(answer)["title.en"].value == "Page"


@pytest.mark.parametrize("move", ["nonsense", "00000000-0000-0000-0000-000000000000:up", ":", ""])
def test_odd_moves_change_nothing(town: Town, move: str) -> None:
    town.project(slug="a")
    town.project(slug="b")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    page = browser.get("/admin/projects-order")
    before = [li.split("</li>")[0] for li in page.text.split('<li id="item-')[1:]]
    token = last_form(page)["csrf_token"].value
    browser.post("/admin/projects-order", {"csrf_token": token, "move": move}, status=303)
    after = [li.split("</li>")[0] for li in browser.get("/admin/projects-order").text.split('<li id="item-')[1:]]
    assert [item[:36] for item in before] == [item[:36] for item in after]
