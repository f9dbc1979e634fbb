# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The evaluation table: its figures against plain SQL, its rules, and its export."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest

from folkmoot.contributions.interfaces import Posted

from .conftest import Desk, submit

REASON = {"reason__en": "Because.", "reason__fr": "Parce que.", "reason__nl": "Daarom."}


def table(desk: Desk) -> str:
    return f"/admin/workflow/phases/{desk.mine.phase.id}/evaluation"


def form_of(idea: Posted) -> str:
    return f"/admin/workflow/contributions/{idea.number}/evaluation"


@pytest.fixture
def begun(desk: Desk, idea: Posted) -> Posted:
    """The idea, in the table."""
    submit(desk.browser("manager").get(table(desk)), "Put it into the table")
    return idea


def test_all_public_contributions_of_a_phase_come_into_the_table_once(desk: Desk, begun: Posted) -> None:
    desk.mine.post(None, "Another")
    desk.mine.post(None, "Waits", screened=True)
    desk.theirs.post(None, "Elsewhere")
    page = submit(desk.browser("manager").get(table(desk)), "Put it into the table").follow()
    assert "Another" in page
    rows = desk.execute(
        "SELECT title FROM workflow_evaluation JOIN contribution ON id = contribution_id ORDER BY title"
    )
    assert [row.title for row in rows] == ["A bench in the park", "Another"]
    assert "Put it into the table" not in page


def test_money_is_typed_in_the_language_of_the_page_and_kept_in_cents(desk: Desk, begun: Posted) -> None:
    desk.execute("UPDATE account SET locale = 'nl' WHERE id = :id", id=desk.manager.id)
    browser = desk.browser("manager")
    submit(browser.get(form_of(begun)), "Opslaan als ontwerp", cost="12.500,50")
    assert desk.one("SELECT cost FROM workflow_evaluation") == 1_250_050
    assert "12.500,50" in browser.get(table(desk)).text
    page = submit(browser.get(form_of(begun)), "Opslaan als ontwerp", cost="veel")
    assert page.status_int == 422
    assert desk.one("SELECT cost FROM workflow_evaluation") == 1_250_050


def test_finishing_needs_a_verdict_and_the_reason_in_every_required_language(desk: Desk, begun: Posted) -> None:
    desk.execute(
        "UPDATE tenant SET required_locales = '{en,fr}', revision = revision + 1 WHERE id = :id", id=desk.town.id
    )
    desk.town.platform.refresh()
    browser = desk.browser("manager")
    page = submit(browser.get(form_of(begun)), "Finish", reason__en="Because.")
    assert page.status_int == 422
    assert "Choose a verdict before you finish the evaluation." in page
    assert "Write the reason in every language the town requires." in page
    assert "Because." in page, "nothing typed is lost"
    assert desk.one("SELECT finished_at FROM workflow_evaluation") is None
    assert submit(page, "Finish", verdict="feasible", reason__fr="Parce que.").status_int == 303
    assert desk.one("SELECT finished_at FROM workflow_evaluation") is not None


def test_evaluators_are_staff_who_may_open_the_project(desk: Desk, begun: Posted) -> None:
    browser = desk.browser("manager")
    page = browser.get(form_of(begun))
    assert "Otto Other" not in page
    form = next(form for form in page.forms.values() if "reason.en" in form.fields)
    fields = [*form.submit_fields(), ("evaluators", str(desk.other_manager.id)), ("do", "draft")]
    assert browser.post(form_of(begun), fields, expect_errors=True).status_int == 422
    fields = [*form.submit_fields(), ("evaluators", str(desk.second.id)), ("do", "draft")]
    assert browser.post(form_of(begun), fields).status_int == 303
    assert desk.one("SELECT account_id FROM workflow_evaluator") == desk.second.id
    assert "A bench" in desk.browser("second").get(f"{table(desk)}?evaluator=me")
    assert "bdi lang" not in desk.browser("manager").get(f"{table(desk)}?evaluator=me")


def test_the_figures_are_those_of_the_rows(desk: Desk) -> None:
    verdicts = ("feasible", "with_changes", "not_feasible", "not_ours", "feasible", None)
    for number, verdict in enumerate(verdicts):
        posted = desk.mine.post(None, f"Idea {number}")
        desk.execute(
            "INSERT INTO workflow_evaluation (contribution_id, reason, verdict, cost, finished_at) VALUES"
            " (:id, '{}', :verdict, :cost, CASE WHEN CAST(:verdict AS text) IS NULL THEN NULL ELSE now() END)",
            id=posted.id, verdict=verdict, cost=number * 100_000 + 1 if number != 1 else None,
        )  # fmt: skip
    page = desk.browser("manager").get(table(desk))
    shown = re.findall(r'<li class="stat"><b>([^<]+)</b>', page.text)
    total, finished, announced, cost = desk.execute(
        "SELECT count(*), count(finished_at), count(announced_at),"
        " sum(cost) FILTER (WHERE finished_at IS NOT NULL AND verdict IN ('feasible', 'with_changes'))"
        " FROM workflow_evaluation JOIN contribution ON id = contribution_id WHERE phase_id = :p",
        p=desk.mine.phase.id,
    )[0]
    assert cost == 400_002
    assert shown == [str(total), str(finished), str(announced), "€4,000.02"]
    for verdict, label in (("feasible", "Feasible"), ("not_ours", "Not ours to decide")):
        count = desk.one("SELECT count(*) FROM workflow_evaluation WHERE verdict = :v", v=verdict)
        assert f">{label}: {count}<" in page


def test_the_export_holds_what_the_rows_hold(desk: Desk, begun: Posted) -> None:
    desk.execute("UPDATE contribution SET title = '=1+1' WHERE id = :id", id=begun.id)
    browser = desk.browser("manager")
    submit(browser.get(form_of(begun)), "Finish", verdict="not_ours", cost="1250.50", **REASON)
    text = browser.get(f"{table(desk)}.csv").body.decode("utf-8-sig")
    [row] = list(csv.DictReader(io.StringIO(text)))
    expected = {
        "Number": str(begun.number), "Title": "'=1+1", "Author": "Cara Citizen", "Estimated cost": "1250.50",
        "Verdict": "Not ours to decide", "State": "Finished", "Reason (fr)": "Parce que.", "Announced on": "",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{table(desk)}.xlsx").body))
    cells: list[Any] = [[cell.value for cell in line] for line in book["evaluation"].rows]
    assert cells[1][:2] == [begun.number, "'=1+1"]
    assert float(cells[1][5]) == 1250.5


def test_what_was_announced_stays_in_the_table(desk: Desk, begun: Posted) -> None:
    other = desk.mine.post(None, "Another")
    submit(desk.browser("manager").get(table(desk)), "Put it into the table")
    desk.execute("UPDATE workflow_evaluation SET announced_at = now(), announced = '{}' WHERE contribution_id = :id",
                 id=begun.id)  # fmt: skip
    browser = desk.browser("manager")
    token = browser.get(table(desk)).forms["table"]["csrf_token"].value
    fields = [("csrf_token", token), ("do", "remove"), ("ids", str(begun.id)), ("ids", str(other.id))]
    page = browser.post(f"{table(desk)}/change", fields).follow()
    assert "What was announced stays in the table." in page
    assert desk.execute("SELECT contribution_id FROM workflow_evaluation") == [(begun.id,)]
