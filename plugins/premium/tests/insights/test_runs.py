# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""From a press on "Start" to themes: the job, its progress, stopping, one run at a time, a lost worker."""

import contextlib
import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from folkmoot.interfaces import beside
from folkmoot_premium.analysis import Progress, Stopped
from folkmoot_premium.insights import keepers, running
from folkmoot_premium.insights.heartbeat import Heartbeat

from .conftest import Room, submit


def state(room: Room, key: str, number: int = 1) -> Any:
    sql = "SELECT * FROM insights_run WHERE analysis_id = :id AND number = :number"
    return room.execute(sql, id=uuid.UUID(key), number=number)[0]


def test_one_press_leads_to_themes_that_name_their_texts(room: Room) -> None:
    posted = room.fill()
    room.theirs.post(None, "Not asked for")
    here = room.finished()
    browser = room.browser()
    page = browser.get(f"{here}/themes")
    assert "3 themes, 24 texts" in page
    assert page.text.count('<span class="muted">suggested name') == 3
    sizes = room.execute("SELECT theme, count(*) AS size FROM insights_item GROUP BY theme ORDER BY theme")
    assert {row.theme for row in sizes} == {"t01", "t02", "t03"}
    for row in sizes:
        assert f"{row.size} texts" in browser.get(f"{here}/themes/{row.theme}")
    for word in ("trees", "bus", "library"):
        assert word in page.text.lower()
    for path in ("/map", "/record", "/compare", "/themes/all", "/themes/none", f"/texts/c:{posted[0].id}"):
        assert "Automatic here" in browser.get(here + path)
    assert "24 texts" in browser.get(f"{here}/themes/all")
    record = json.loads(state(room, here.split("/")[3]).record)
    assert record["input"]["rows"] == 24
    assert browser.get(here).location.endswith(f"{here}/themes")


def test_a_run_is_seen_while_it_runs_and_stops_when_asked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.fill()
    key = room.analysis()
    here, browser = f"/admin/insights/{key}/runs/1", room.browser()
    assert "Waits for a worker" in browser.get(here)
    seen: list[str] = []

    def slow(_rows: Any, _settings: Any, progress: Progress, _before: Any) -> Any:
        progress.plan({"words": 1.0, "themes": 3.0})
        progress.begin("words")
        progress.begin("themes")
        monkeypatch.setattr("folkmoot_premium.insights.heartbeat.AT_LEAST", 0.0)
        monkeypatch.setattr("folkmoot_premium.insights.heartbeat.EVERY", 0.0)
        progress.tell(0.5)
        seen.append(browser.get(here).text)
        submit(browser.get(here), "Stop")
        seen.append(browser.get(here).text)
        progress.reach(0.7)
        raise AssertionError("it went on")

    monkeypatch.setattr(running, "analyse", slow)
    room.work()
    assert "62 % done" in seen[0]
    assert "Putting texts together" in seen[0]
    assert "hx-trigger" in seen[0]
    assert "Stopping" in seen[1]
    done = state(room, key)
    assert (done.state, done.record) == ("stopped", None)
    assert room.one("SELECT count(*) FROM insights_item") == 0
    assert "Nothing of it was kept" in browser.get(here)


def test_an_analysis_has_one_run_at_a_time_and_a_queued_one_stops_at_once(room: Room) -> None:
    room.fill()
    key = room.analysis()
    browser = room.browser()
    page = browser.get(f"/admin/insights/{key}")
    assert "Run it again" not in page
    token = browser.get(f"/admin/insights/{key}/runs/1").forms
    csrf = next(one["csrf_token"].value for one in token.values() if "csrf_token" in one.fields)
    browser.post(f"/admin/insights/{key}/start", {"csrf_token": csrf})
    assert room.one("SELECT count(*) FROM insights_run") == 1
    with pytest.raises(IntegrityError):
        room.execute(
            "INSERT INTO insights_run (id, analysis_id, number, state, step, share, attempts, fault, settings, inputs,"
            " input_hash, themes_used, edits, void_edits, checked) SELECT gen_random_uuid(), analysis_id, 2, 'running',"
            " '', 0, 0, '', '{}', 0, '', '{}', 0, '{}', '' FROM insights_run"
        )
    submit(browser.get(f"/admin/insights/{key}/runs/1"), "Stop")
    assert state(room, key).state == "stopped"
    room.work()
    assert state(room, key).state == "stopped"
    submit(browser.get(f"/admin/insights/{key}"), "Run it again")
    assert state(room, key, 2).state == "queued"


def test_a_lost_worker_leaves_nothing_and_another_begins_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.fill()
    key = room.analysis()

    def killed(_db: Any, _kept: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "KEEPERS", (killed,))
    with pytest.raises(KeyboardInterrupt):
        room.work()
    assert (state(room, key).state, room.one("SELECT count(*) FROM insights_item")) == ("running", 0)
    monkeypatch.setattr(running, "KEEPERS", keepers.KEEPERS)
    room.work()
    again = state(room, key)
    assert (again.state, again.attempts, again.share) == ("done", 2, 1000)
    assert room.one("SELECT count(*) FROM insights_item") == 24


def test_a_fault_is_said_and_kept_from_the_rows(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.fill()
    key = room.analysis()

    def broken(_db: Any, _kept: Any) -> None:
        raise ArithmeticError("of this test")

    monkeypatch.setattr(running, "KEEPERS", (broken,))
    room.work()
    failed = state(room, key)
    assert (failed.state, failed.fault, failed.record) == ("failed", "ArithmeticError", None)
    assert room.one("SELECT count(*) FROM insights_item") == 0
    page = room.browser().get(f"/admin/insights/{key}/runs/1")
    assert 'data-reason="insights-failed"' in page
    assert "of this test" not in page


def test_progress_is_heard_from_threads_and_never_raises(room: Room) -> None:
    with room.town.session() as db:
        apart = beside(db)

    @contextlib.contextmanager
    def gone() -> Iterator[Any]:
        from sqlalchemy.exc import OperationalError

        raise OperationalError("", {}, Exception())
        yield

    beat = Heartbeat(gone, uuid.uuid4())
    beat.told("words", 0.5)
    assert not beat.stopping
    unknown = Heartbeat(apart, uuid.uuid4())
    unknown.told("words", 0.5)
    assert unknown.stopping, "a run that is no more is to be stopped"
    with pytest.raises(Stopped):
        Progress(unknown.told, lambda: unknown.stopping).reach(0.1)


def test_web_workers_load_the_pages_without_gensim_or_numpy() -> None:
    code = (
        "import sys, importlib, pkgutil, folkmoot_premium.insights.routes as r\n"
        "[importlib.import_module('folkmoot_premium.insights.' + m) for m in r.MODULES]\n"
        "import folkmoot_premium.insights.plugin\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'gensim', 'sklearn', 'scipy'}))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # ours
    assert told.stdout.strip() == "[]"
