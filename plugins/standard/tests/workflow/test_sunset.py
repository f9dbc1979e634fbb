# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""After the licence: nothing new is begun; what exists is read, exported, finished and announced."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.contributions.interfaces import Posted
from folkmoot.licences.interfaces import Mode
from folkmoot_standard.workflow import announcing

from .conftest import Desk, submit

REASON = {"reason__en": "Because.", "reason__fr": "Parce que.", "reason__nl": "Daarom."}
DAY = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)).date().isoformat()


@pytest.fixture
def lapsed(desk: Desk, idea: Posted, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk with one contribution in the table and assigned, after its licence has lapsed."""
    browser = desk.browser()
    submit(browser.get(table(desk)), "Put it into the table")
    submit(browser.get(page(idea)), "Assign", assignee=str(desk.manager.id))
    licences = desk.town.platform.composer.licences
    real = licences.grant

    def grant(site: Any, plugin: Any) -> Any:
        given = real(site, plugin)
        ours = plugin.id == "workflow" and site.id == desk.town.id
        return replace(given, mode=Mode.SUNSET, code="sunset") if ours else given

    monkeypatch.setattr(licences, "grant", grant)
    desk.town.platform.refresh()
    yield desk
    monkeypatch.undo()
    desk.town.platform.refresh()


def table(desk: Desk) -> str:
    return f"/admin/workflow/phases/{desk.mine.phase.id}/evaluation"


def page(idea: Posted) -> str:
    return f"/admin/workflow/contributions/{idea.number}"


def test_what_begins_is_neither_offered_nor_possible(lapsed: Desk, idea: Posted) -> None:
    lapsed.mine.post(None, "Later")
    browser = lapsed.browser()
    for path in ("/admin/workflow", table(lapsed), page(idea)):
        text = browser.get(path).text
        for value in ("assign", "due", "add", "ask"):
            assert f'name="do" value="{value}"' not in text, (path, value)
    csrf = browser.get("/admin/workflow").forms["bulk"]["csrf_token"].value
    sent = {"csrf_token": csrf, "assignee": str(lapsed.administrator.id), "day": DAY, "ids": str(idea.id),
            "confirm": "1", "body": "x", "colleague": str(lapsed.second.id)}  # fmt: skip
    tries = [("/admin/workflow/bulk", "assign"), ("/admin/workflow/bulk", "due"), (f"{page(idea)}/follow-up", "assign"),
             (f"{page(idea)}/follow-up", "due"), (f"{page(idea)}/notes", ""), (f"{table(lapsed)}/change", "add"),
             (f"{table(lapsed)}/change", "ask"), ("/admin/workflow/templates/new", "")]  # fmt: skip
    for path, do in tries:
        assert browser.post(path, {**sent, "do": do}, expect_errors=True).status_int == 403, (path, do)
        around = browser.post(f"{path}?do=done", {**sent, "do": do}, expect_errors=True)
        assert around.status_int in (303, 403, 404), (path, do)
    assert lapsed.execute("SELECT assignee_id, due_on FROM workflow_follow_up") == [(lapsed.manager.id, None)]
    assert lapsed.one("SELECT count(*) FROM workflow_evaluation") == 1
    assert lapsed.one("SELECT count(*) FROM workflow_evaluator") == 0
    assert lapsed.one("SELECT count(*) FROM workflow_note") == 0


def test_what_was_begun_is_finished_announced_and_exported(lapsed: Desk, idea: Posted) -> None:
    browser = lapsed.browser("manager")
    answer = submit(browser.get(f"{page(idea)}/evaluation"), "Finish", verdict="feasible", **REASON)
    assert answer.status_int == 303
    form = next(f for f in browser.get(f"/admin/workflow/phases/{lapsed.mine.phase.id}/announce").forms.values()
                if "count" in f.fields)  # fmt: skip
    assert form.submit().status_int == 303
    lapsed.work(announcing.run, announcement=str(lapsed.one("SELECT id FROM workflow_announcement")))
    assert lapsed.letters()[-1].subject.startswith("The result for your contribution")
    assert "A bench in the park" in browser.get(f"{table(lapsed)}.csv").body.decode("utf-8-sig")
    assert submit(browser.get(page(idea)), "Mark as handled").status_int == 303
    assert lapsed.one("SELECT done_at FROM workflow_follow_up") is not None
