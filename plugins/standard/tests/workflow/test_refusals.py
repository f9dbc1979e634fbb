# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Who may not: visitors, citizens, managers of other projects, other towns, towns without or after a licence."""

from typing import Any

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot.testing import Town

from .conftest import Desk, submit

NOWHERE = "00000000-0000-4000-8000-000000000000"


def addresses(desk: Desk, idea: Posted) -> list[str]:
    one, phase = f"/admin/workflow/contributions/{idea.number}", f"/admin/workflow/phases/{desk.mine.phase.id}"
    return [one, f"{one}/notes", f"{one}/answer", f"{one}/evaluation", f"{phase}/evaluation", f"{phase}/announce",
            f"{phase}/evaluation.csv", f"{phase}/evaluation.xlsx"]  # fmt: skip


LISTS = ["/admin/workflow", "/admin/workflow/evaluations", "/admin/workflow/templates"]


def test_strangers_see_nothing(desk: Desk, idea: Posted) -> None:
    citizen = desk.browser(desk.town.account())
    for path in [*addresses(desk, idea), *LISTS, "/admin/workflow/templates/new"]:
        assert citizen.get(path, expect_errors=True).status_int == 403, path
        visitor = desk.town.browser().get(path, expect_errors=True)
        assert visitor.status_int in (303, 401, 403), path
        assert "A bench" not in visitor


def test_managers_of_other_projects_see_nothing_of_this_one(desk: Desk, idea: Posted) -> None:
    submit(desk.browser().get(f"/admin/workflow/phases/{desk.mine.phase.id}/evaluation"), "Put it into the table")
    other = desk.browser("other_manager")
    for path in addresses(desk, idea):
        assert other.get(path, expect_errors=True).status_int == 403, path
    for path in LISTS:
        assert "A bench" not in other.get(path)
    assert other.get("/admin/workflow/templates/new", expect_errors=True).status_int == 403


@pytest.mark.parametrize(("tail", "do"), [
    ("follow-up", "assign"), ("follow-up", "due"), ("follow-up", "done"), ("notes", ""), ("answer", ""),
])  # fmt: skip
def test_managers_of_other_projects_change_nothing_here(desk: Desk, idea: Posted, tail: str, do: str) -> None:
    other = desk.browser("other_manager")
    token = other.get("/admin/workflow/templates").forms
    csrf = next(form["csrf_token"].value for form in token.values() if "csrf_token" in form.fields)
    fields = {"csrf_token": csrf, "do": do, "assignee": str(desk.other_manager.id), "day": "2027-01-01", "body": "x"}
    path = f"/admin/workflow/contributions/{idea.number}/{tail}"
    assert other.post(path, fields, expect_errors=True).status_int == 403
    for table in ("workflow_follow_up", "workflow_note", "workflow_event", "official_reply"):
        assert desk.one(f"SELECT count(*) FROM {table}") == 0


def test_everything_of_another_town_is_nothing_here(desk: Desk, idea: Posted, platform: Any) -> None:
    from folkmoot.testing.licences import install_demonstration_licence
    from folkmoot.testing.towns import make_town

    elsewhere = make_town(platform, host="localhost")
    install_demonstration_licence(elsewhere, "premium")
    desk.execute("UPDATE contribution SET number = number + 5000000000")
    number = desk.one("SELECT number FROM contribution")
    administrator = elsewhere.browser(elsewhere.account("administrator"))
    moved = Posted(idea.id, number, True)
    for path in addresses(desk, moved):
        assert administrator.get(path, expect_errors=True).status_int == 404, path
    assert "A bench" not in administrator.get("/admin/workflow?q=bench")


def test_what_does_not_exist_is_not_found(desk: Desk) -> None:
    browser = desk.browser()
    for path in ("contributions/999999999", f"notes/{NOWHERE}", f"templates/{NOWHERE}", f"phases/{NOWHERE}/evaluation",
                 f"phases/{36 * '-'}/evaluation", f"contributions/{9 * 10**19}"):  # fmt: skip
        assert browser.get(f"/admin/workflow/{path}", expect_errors=True).status_int == 404, path


def test_without_a_licence_there_is_no_desk(town: Town) -> None:
    browser = town.browser(town.account("administrator"))
    assert browser.get("/admin/workflow", expect_errors=True).status_int == 404
    assert "/admin/workflow" not in browser.get("/admin")
