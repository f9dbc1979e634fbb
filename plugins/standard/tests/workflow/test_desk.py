# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The desk's list: what is on it, for whom, in which order, and what it asks of the database."""

import datetime
import re
from typing import Any

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot.testing import count_statements

MOST_STATEMENTS = 12
ROW = re.compile(r'<th scope="row"><a [^>]*><bdi[^>]*>([^<]+)</bdi>')


def titles(page: Any) -> list[str]:
    return ROW.findall(page.text)


def test_a_manager_sees_their_projects_and_an_administrator_all(desk: Any, idea: Posted) -> None:
    desk.theirs.post(None, "Trees in the square")
    assert titles(desk.browser("manager").get("/admin/workflow")) == ["A bench in the park"]
    assert titles(desk.browser("other_manager").get("/admin/workflow")) == ["Trees in the square"]
    assert titles(desk.browser().get("/admin/workflow")) == ["Trees in the square", "A bench in the park"]


def test_filters_of_another_project_show_nothing_of_it(desk: Any, idea: Posted) -> None:
    desk.theirs.post(None, "Trees in the square")
    page = desk.browser("manager").get("/admin/workflow", {"project": str(desk.theirs.project.id)})
    assert titles(page) == ["A bench in the park"]


@pytest.fixture
def three(desk: Any) -> list[Posted]:
    """Three ideas; the first is Mona's and late, the second hers and not due yet, the third nobody's."""
    posted = [desk.mine.post(None, title) for title in ("Alder", "Birch", "Cedar")]
    today = desk.town.site.local(datetime.datetime.now(datetime.UTC)).date()
    for one, days in ((posted[0], -1), (posted[1], 3)):
        desk.execute(
            "INSERT INTO workflow_follow_up (contribution_id, assignee_id, due_on) VALUES (:id, :who, :day)",
            id=one.id, who=desk.manager.id, day=today + datetime.timedelta(days=days),
        )  # fmt: skip
    return posted


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("assignee=me", ["Birch", "Alder"]),
        ("assignee=nobody", ["Cedar"]),
        ("due=overdue", ["Alder"]),
        ("due=soon", ["Birch"]),
        ("q=cedar", ["Cedar"]),
        ("evaluated=no&sort=title", ["Alder", "Birch", "Cedar"]),
        ("evaluated=yes", []),
        ("sort=due-last", ["Birch", "Alder", "Cedar"]),
        ("sort=oldest", ["Alder", "Birch", "Cedar"]),
        ("sort=nonsense&page=x", ["Cedar", "Birch", "Alder"]),
    ],
)
def test_filters_and_orders(desk: Any, three: list[Posted], query: str, expected: list[str]) -> None:
    assert titles(desk.browser("manager").get(f"/admin/workflow?{query}")) == expected


def test_a_number_finds_its_contribution(desk: Any, three: list[Posted]) -> None:
    assert titles(desk.browser("manager").get(f"/admin/workflow?q={three[1].number}")) == ["Birch"]


def test_what_has_ended_or_is_handled_is_not_overdue(desk: Any, three: list[Posted]) -> None:
    browser = desk.browser("manager")
    for change in (
        "UPDATE workflow_follow_up SET done_at = now() WHERE contribution_id = :id",
        "UPDATE workflow_follow_up SET done_at = NULL WHERE contribution_id = :id",
    ):
        desk.execute(change, id=three[0].id)
        assert titles(browser.get("/admin/workflow?due=overdue")) == (["Alder"] if "NULL" in change else [])
    accepted = desk.status("accepted")
    desk.execute("UPDATE contribution SET status_id = :status WHERE id = :id", status=accepted, id=three[0].id)
    assert titles(browser.get("/admin/workflow?due=overdue")) == []


def test_the_menu_counts_what_is_overdue(desk: Any, three: list[Posted]) -> None:
    def shown(who: str) -> str | None:
        found = re.search(r'href="/admin/workflow"[^>]*>.*?(?:<span class="tab-count">(\d+)</span>)?</a>',
                          desk.browser(who).get("/admin").text, re.DOTALL)  # fmt: skip
        assert found is not None
        return found[1]

    assert shown("manager") == shown("administrator") == "1"
    assert shown("other_manager") is None


def test_fifty_rows_of_many_cost_as_much_as_one(desk: Any, idea: Posted) -> None:
    browser, engine = desk.browser(), desk.town.platform.database.engine
    browser.get("/admin/workflow")
    with count_statements(engine) as few:
        browser.get("/admin/workflow")
    desk.execute(
        "INSERT INTO contribution (id, project_id, phase_id, method, title, body, language, status_id, place, extra,"
        " published_at) SELECT gen_random_uuid(), project_id, phase_id, method, 'Copy ' || n, body, language,"
        " status_id, '', '{}', now() FROM contribution, generate_series(1, 693) AS n WHERE id = :id", id=idea.id,
    )  # fmt: skip
    desk.execute("INSERT INTO workflow_follow_up (contribution_id, assignee_id, due_on) SELECT id, :who, '2026-01-01'"
                 " FROM contribution", who=desk.manager.id)  # fmt: skip
    with count_statements(engine) as many:
        page = browser.get("/admin/workflow?sort=support&due=overdue")
    assert "694 contributions" in page
    assert len(titles(page)) == 50
    assert len(few) == len(many) <= MOST_STATEMENTS, "\n".join(many)
