# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The back office's side of ideas: who sees what, giving statuses, answering."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import Account
from folkmoot.contributions.models import Contribution, OfficialReply, Status
from folkmoot.projects.models import Project
from folkmoot.testing import Town, count_statements

SETTINGS = {"settings": {"prescreening": "all"}}


@pytest.fixture
def project(town: Town) -> Project:
    made = town.project()
    town.phase(made, "ideation")
    return made


def share(town: Town, author: Account, project: Project, title: str) -> int:
    """Share an idea through the public form; returns its number."""
    browser = town.browser(author)
    page = browser.get(f"/en/projects/{project.slug}/1/ideas/new")
    form = next(form for form in page.forms.values() if "title" in form.fields)
    form["title"], form["body"] = title, "A text that is long enough to say what is meant here."
    answer = form.submit()
    found = re.search(r"/ideas/(\d+)", answer.headers.get("Location", ""))
    assert found is not None, answer.text[:3000]
    return int(found[1])


def status_id(town: Town, status_class: str) -> str:
    with town.session() as db:
        return str(db.scalars(select(Status.id).where(Status.status_class == status_class)).first())


def idea(town: Town, number: int) -> Contribution:
    with town.session() as db:
        return db.scalars(select(Contribution).where(Contribution.number == number)).one()


def decide(town: Town, staff: Account, number: int, **values: str) -> Any:
    page = town.browser(staff).get(f"/admin/ideas/{number}")
    form = next(form for form in page.forms.values() if "signature.en" in form.fields)
    for name, value in values.items():
        form[name.replace("__", ".")] = value
    return form.submit(expect_errors=True)


def test_a_manager_sees_the_ideas_of_their_projects_only(town: Town, project: Project) -> None:
    other = town.project()
    town.phase(other, "ideation")
    author = town.account()
    mine, theirs = (
        share(town, author, project, "Benches at the quay"),
        share(town, author, other, "Trees in the square"),
    )
    manager = town.account(Role.MANAGER, manages=(project.id,))
    browser = town.browser(manager)
    page = browser.get("/admin/ideas")
    assert "Benches at the quay" in page.text
    assert "Trees in the square" not in page.text
    assert browser.get(f"/admin/ideas/{mine}").status_int == 200
    assert browser.get(f"/admin/ideas/{theirs}", expect_errors=True).status_int in (403, 404)
    assert browser.get("/admin/ideas", {"project": str(other.id)}, expect_errors=True).status_int == 404


def test_an_official_reply_and_its_status_are_shown_to_everybody(town: Town, project: Project) -> None:
    number = share(town, town.account(), project, "Benches at the quay")
    staff = town.account(Role.ADMINISTRATOR)
    answer = decide(
        town, staff, number, status=status_id(town, "accepted"), signature__en="Parks department",
        reply__en="Six benches will be placed in spring.",
    )  # fmt: skip
    assert answer.status_int == 303
    page = town.browser().get(f"/en/ideas/{number}")
    assert "Six benches will be placed in spring." in page.text
    assert "Parks department" in page.text


def test_a_status_that_needs_a_reply_is_refused_without_one_and_nothing_typed_is_lost(
    town: Town, project: Project
) -> None:
    number = share(town, town.account(), project, "Benches at the quay")
    before = idea(town, number).status_id
    answer = decide(town, town.account(Role.ADMINISTRATOR), number, status=status_id(town, "answered"),
                    signature__en="Parks department")  # fmt: skip
    assert answer.status_int == 422
    assert "needs an official reply" in answer.text
    assert "Parks department" in answer.text
    assert idea(town, number).status_id == before


def test_one_status_for_many_leaves_ideas_of_other_projects_alone(town: Town, project: Project) -> None:
    other = town.project()
    town.phase(other, "ideation")
    author = town.account()
    mine = share(town, author, project, "Benches at the quay")
    theirs = share(town, author, other, "Trees in the square")
    manager = town.account(Role.MANAGER, manages=(project.id,))
    browser = town.browser(manager)
    form = browser.get("/admin/ideas").forms["many"]
    token = form["csrf_token"].value
    wanted = status_id(town, "under_consideration")
    before = idea(town, theirs).status_id
    forged = [("csrf_token", token), ("status", wanted), ("idea", str(idea(town, mine).id)),
              ("idea", str(idea(town, theirs).id))]  # fmt: skip
    browser.post("/admin/ideas", forged)
    assert idea(town, theirs).status_id == before
    assert str(idea(town, mine).status_id) != wanted
    form["idea"], form["status"] = True, wanted
    form.submit()
    assert str(idea(town, mine).status_id) == wanted


def test_a_waiting_idea_is_put_online_by_staff(town: Town) -> None:
    project = town.project()
    town.phase(project, "ideation", **SETTINGS)
    number = share(town, town.account(), project, "Benches at the quay")
    assert town.browser().get(f"/en/ideas/{number}", expect_errors=True).status_int == 404
    staff = town.browser(town.account(Role.ADMINISTRATOR))
    page = staff.get(f"/admin/ideas/{number}")
    next(form for form in page.forms.values() if form.action.endswith("/publish")).submit()
    assert town.browser().get(f"/en/ideas/{number}").status_int == 200


def test_the_list_asks_the_database_a_fixed_number_of_times(town: Town, project: Project) -> None:
    staff = town.browser(town.account(Role.ADMINISTRATOR))
    author = town.account()
    share(town, author, project, "Idea number one of them all")
    engine = town.platform.database.engine
    with count_statements(engine) as few:
        staff.get("/admin/ideas")
    for number in range(8):
        share(town, author, project, f"Another idea, number {number}")
    with count_statements(engine) as many:
        staff.get("/admin/ideas")
    assert len(few) == len(many) <= 12


def test_a_reply_alone_keeps_the_status(town: Town, project: Project) -> None:
    number = share(town, town.account(), project, "Benches at the quay")
    before = idea(town, number).status_id
    decide(town, town.account(Role.ADMINISTRATOR), number, reply__en="We are looking into it.")
    assert idea(town, number).status_id == before
    with town.session() as db:
        assert db.scalars(select(OfficialReply.body)).all() == [{"en": "We are looking into it."}]
