# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Who may open an analysis, and what is left when the licence has ended."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.licences.interfaces import Mode

from .conftest import Room, submit


def test_managers_see_and_choose_their_own_projects_only(room: Room) -> None:
    room.fill()
    room.fill(room.theirs)
    mine = room.analysis(who="manager", title="Mine")
    both = room.analysis(room.mine, room.theirs, title="Both")
    manager, other, administrator = (room.browser(who) for who in ("manager", "other_manager", "administrator"))
    assert str(room.theirs.phase.id) not in manager.get("/admin/insights/new")
    assert "Mine" in manager.get("/admin/insights")
    assert "Both" not in manager.get("/admin/insights")
    assert "Mine" not in other.get("/admin/insights")
    assert {"Mine", "Both"} <= set(administrator.get("/admin/insights").text.replace("<", ">").split(">"))
    other.get(f"/admin/insights/{mine}", status=403)
    other.get(f"/admin/insights/{mine}/runs/1", status=403)
    manager.get(f"/admin/insights/{both}", status=403)
    manager.get(f"/admin/insights/{mine}", status=200)
    page = manager.get("/admin/insights/new")
    form = next(one for one in page.forms.values() if "title" in one.fields)
    sent = {"csrf_token": form["csrf_token"].value, "title": "Sly", "phases": str(room.theirs.phase.id), "do": "start"}
    manager.post("/admin/insights/new", sent, status=422)
    assert room.one("SELECT count(*) FROM insights_analysis WHERE title = 'Sly'") == 0
    citizen = room.browser(room.town.account())
    assert citizen.get("/admin/insights", expect_errors=True).status_int in (303, 403)
    assert citizen.get(f"/admin/insights/{mine}", expect_errors=True).status_int in (303, 403)


def test_a_run_that_read_other_projects_stays_closed_when_its_sources_change(room: Room) -> None:
    room.fill()
    room.fill(room.theirs)
    both = room.analysis(room.mine, room.theirs, title="Both")
    room.work()
    page = room.browser().get(f"/admin/insights/{both}/settings")
    form = next(one for one in page.forms.values() if "title" in one.fields)
    for box in form.fields["phases"]:
        box.checked = box._value == str(room.mine.phase.id)
    form.submit(status=303)
    manager = room.browser("manager")
    manager.get(f"/admin/insights/{both}/runs/1/themes", status=403)
    assert "Both" not in manager.get("/admin/insights")
    room.browser().get(f"/admin/insights/{both}/runs/1/themes", status=200)


def test_an_analysis_of_files_alone_is_its_makers_and_the_administrators(room: Room) -> None:
    from webtest import Upload

    page = room.browser("manager").get("/admin/insights/new")
    form = next(one for one in page.forms.values() if "title" in one.fields)
    form["title"] = "Letters"
    where = form.submit("do", value="file").location.split(room.town.host)[1]
    submit(room.browser("manager").get(where), "Add and look at it", file=Upload("a.csv", b"id,text\n1,More trees\n"))
    key = where.removesuffix("/files/new")
    for who, status in (("manager", 200), ("administrator", 200), ("other_manager", 403)):
        room.browser(who).get(key, status=status)
    assert "Letters" not in room.browser("other_manager").get("/admin/insights")


@pytest.fixture
def lapsed(room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Room, str]]:
    """A finished analysis after its licence has lapsed, and the address of its run."""
    room.fill()
    here = room.finished()
    licences = room.town.platform.composer.licences
    real = licences.grant

    def grant(site: Any, plugin: Any) -> Any:
        given = real(site, plugin)
        ours = plugin.id == "insights" and site.id == room.town.id
        return replace(given, mode=Mode.SUNSET, code="sunset") if ours else given

    monkeypatch.setattr(licences, "grant", grant)
    room.town.platform.refresh()
    yield room, here
    monkeypatch.undo()
    room.town.platform.refresh()


def test_in_sunset_everything_is_read_and_exported_and_nothing_is_started(lapsed: tuple[Room, str]) -> None:
    room, here = lapsed
    browser, key = room.browser(), here.split("/runs/")[0]
    for path in ("/admin/insights", key, f"{key}/edits", f"{here}/themes", f"{here}/map", f"{here}/themes/t01",
                 f"{here}/record", f"{here}/compare"):  # fmt: skip
        page = browser.get(path)
        for button in ("New analysis", "Run it again", "Add a file", "Check again", "Let the program split"):
            assert button not in page, (path, button)
    assert 'data-reason="module-sunset"' in browser.get("/admin/insights")
    for kind in ("csv", "xlsx"):
        assert browser.get(f"{here}/export.{kind}").body
    assert len(json.loads(browser.get(f"{here}/export.json").body)["texts"]) == 24
    token = next(one["csrf_token"].value for one in browser.get(key).forms.values() if "csrf_token" in one.fields)
    for path in (
        "/admin/insights/new",
        f"{key}/start",
        f"{key}/files/new",
        f"{here}/check",
        f"{here}/themes/t01/split",
    ):
        assert browser.post(path, {"csrf_token": token}, expect_errors=True).status_int == 403, path
    assert room.one("SELECT count(*) FROM insights_run") == 1
    page = submit(browser.get(f"{here}/themes/t01"), "Give this name", name="Still ours").follow()
    assert "Still ours" in page, "what was begun is gone on with"
