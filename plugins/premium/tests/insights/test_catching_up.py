# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What comes while a run reads, what a licence's gap leaves behind, runs that fail: caught up with, not for ever."""

import datetime
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from plugins.premium.tests.insights.conftest import Room, submit
from plugins.premium.tests.insights.lapsing import lapse
from plugins.premium.tests.insights.upkeeping import (
    BIKES,
    NEW,
    RIDE,
    TREES,
    begin,
    edit,
    newest,
    places,
    switch,
    theme_of,
)  # fmt: skip

from folkmoot.db.server import Server
from folkmoot.jobs.schedule import Scheduler
from folkmoot.jobs.worker import run_worker
from folkmoot.settings import Settings
from folkmoot_premium.insights import editing, keepers, running, runs
from folkmoot_premium.insights.live import folding, refitting, standing


def while_it_reads(monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Have something happen after the next run has read its texts."""
    real, left = running.analyse, [act]

    def analyse(*given: Any, **more: Any) -> Any:
        if left:
            left.pop()()
        return real(*given, **more)

    monkeypatch.setattr(running, "analyse", analyse)


def broken(_db: Any, _kept: Any) -> None:
    """A keeper that fails."""
    raise ArithmeticError("of this test")


def test_what_is_shared_or_changed_while_a_run_reads_is_placed_by_its_own_job(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = room.town.account()
    posted = room.mine.post(author.id, *NEW)
    room.work()

    def act() -> None:
        room.mine.post(None, "Late", RIDE[1])
        edit(room, author, posted.number, *RIDE)

    while_it_reads(monkeypatch, act)
    begin(room)
    assert room.work() == ["run"]
    assert newest(room).number == 2
    assert theme_of(room, RIDE[0]) == theme_of(room, TREES), "the run read the words before"
    told = [(name, given) for _key, name, given in room.waiting()]
    assert told[-1] == ("fold", {"analysis": live, "changed": True})
    room.do("fold", told[-1][1])
    assert theme_of(room, "Late") == theme_of(room, RIDE[0]) == theme_of(room, BIKES) != theme_of(room, TREES)
    key = room.one("SELECT id FROM contribution WHERE title = 'Late'")
    assert places(room)[f"c:{key}"][1], "known to have come in later"


def test_what_somebody_changes_while_a_run_ends_is_in_it(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees, bikes = theme_of(room, TREES), theme_of(room, BIKES)

    def act(_db: Any, _kept: Any) -> None:
        with room.town.session() as db:
            now = datetime.datetime.now(datetime.UTC)
            given = (db, uuid.UUID(live), room.administrator.id, now, "merge", {"themes": [trees], "into": bikes})
            assert editing.add(*given) is None

    monkeypatch.setattr(running, "KEEPERS", (*keepers.KEEPERS, act))
    begin(room)
    room.work()
    assert (newest(room).number, newest(room).edits) == (2, 1)
    assert theme_of(room, TREES) == theme_of(room, BIKES) == bikes


def test_a_real_worker_places_it_seconds_after_the_end_of_the_run(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch, settings: Settings, server: Server
) -> None:
    while_it_reads(monkeypatch, lambda: room.mine.post(None, "Late", RIDE[1]))
    monkeypatch.setattr(folding, "told", lambda *_given: None)
    monkeypatch.setattr(Scheduler, "tick", lambda _self, _now: 0)
    begin(room)
    with ThreadPoolExecutor(1) as aside:  # where a browser was driven before, this thread has a loop of its own
        for _ in range(2):  # one that doesn't wait may look for more before the run is over
            aside.submit(run_worker, settings, server.url, wait=False).result()
    key = room.one("SELECT id FROM contribution WHERE title = 'Late'")
    late = room.execute("SELECT * FROM insights_item WHERE item = :item", item=f"c:{key}")
    assert [one.run_id for one in late] == [newest(room).id]
    assert late[0].theme == theme_of(room, BIKES)
    assert datetime.timedelta() < late[0].folded_at - newest(room).ended_at < datetime.timedelta(seconds=30)


def test_much_that_is_missing_is_placed_job_by_job(room: Room, live: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folding, "AT_ONCE", 2)
    monkeypatch.setattr(refitting, "MUCH", 50)
    monkeypatch.setattr(folding, "told", lambda *_given: None)
    for number in range(5):
        room.mine.post(None, f"{NEW[0]} {number}", NEW[1])
    room.do("upkeep", {})
    rounds = 0
    while "fold" in [name for _key, name, _given in room.waiting()]:
        rounds += 1
        room.work()
    assert rounds == 2
    assert sum(late for _theme, late in places(room).values()) == 5


def test_from_open_to_sunset_and_back_nothing_is_taken_in_and_then_all_of_it(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(room)
    lost = next(key for key, name, _given in room.waiting() if name == "run")
    with lapse(room.town, monkeypatch):
        for number in range(4):
            room.mine.post(None, f"{NEW[0]} {number}", NEW[1])
        page = room.browser().get(f"/admin/insights/{live}")
        assert 'data-reason="insights-sunset"' in page
        assert "nothing is taken in any more" in page
        room._platform("DELETE FROM procrastinate_jobs WHERE id >= :id", id=lost)  # as a worker drops what begins
    assert len(places(room)) == 24
    assert newest(room).state == "queued", "left behind"
    room.do("upkeep", {})
    assert sum(late for _theme, late in places(room).values()) == 4
    assert room.waiting() == [], "a run that was asked for a moment ago is left alone"
    room.execute("UPDATE insights_run SET queued_at = queued_at - interval '1 hour' WHERE state = 'queued'")
    room.do("upkeep", {})
    room.do("upkeep", {})
    assert room.work() == ["run"], "asked for again, once"
    assert (newest(room).state, newest(room).inputs, newest(room).number) == ("done", 28, 2)
    assert not any(late for _theme, late in places(room).values())
    assert 'data-reason="insights-on"' in room.browser().get(f"/admin/insights/{live}")


def test_after_three_failures_none_begins_by_itself_until_somebody_s_run_is_finished(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE title BETWEEN 'trees-0002' AND 'trees-0008'")
    monkeypatch.setattr(running, "KEEPERS", (broken,))
    address, begun = f"/admin/insights/{live}", 0
    for _ in range(10):
        room.do("upkeep", {})
        begun += room.work().count("run")
        if begun < standing.MOST_FAILURES:
            assert 'data-reason="insights-paused"' in room.browser().get(address)
        room.execute("UPDATE insights_run SET ended_at = ended_at - interval '7 hours' WHERE state = 'failed'")
    assert begun == standing.MOST_FAILURES
    page = room.browser().get(address)
    assert 'data-reason="insights-given-up"' in page
    assert "none begins by itself any more" in page
    room.mine.post(None, *RIDE)
    assert room.work() == ["fold"]
    assert theme_of(room, RIDE[0]) == theme_of(room, BIKES), "what is shared is still taken in"
    monkeypatch.setattr(running, "KEEPERS", keepers.KEEPERS)
    submit(page, "Run it again")
    room.work()
    assert newest(room).state == "done"
    assert 'data-reason="insights-on"' in room.browser().get(address)


def test_a_run_that_somebody_stopped_is_not_begun_again_at_once(room: Room, live: str) -> None:
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE title LIKE 'trees-%'")
    room.do("upkeep", {})
    assert 'data-reason="insights-underway"' in room.browser().get(f"/admin/insights/{live}")
    submit(room.browser().get(f"/admin/insights/{live}/runs/2"), "Stop")
    room.work()
    room.do("upkeep", {})
    assert (room.waiting(), newest(room).number, newest(room).state) == ([], 2, "stopped")


def test_a_run_whose_workers_are_lost_again_and_again_is_given_up(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_db: Any, _kept: Any) -> None:
        raise KeyboardInterrupt

    begin(room)
    [(_key, _name, given)] = room.waiting()
    monkeypatch.setattr(running, "KEEPERS", (killed,))
    before = "UPDATE insights_run SET state = 'running', attempts = :times WHERE number = 2"
    room.execute(before, times=runs.MOST_ATTEMPTS - 1)
    with pytest.raises(KeyboardInterrupt):
        room.do("run", given)
    assert (newest(room).state, newest(room).attempts) == ("running", runs.MOST_ATTEMPTS)
    room.do("run", given)
    assert (newest(room).state, newest(room).fault) == ("failed", runs.WORKERS_LOST)
    page = room.browser().get(f"/admin/insights/{live}/runs/2")
    assert 'data-reason="insights-workers-lost"' in page
    assert f"begun {runs.MOST_ATTEMPTS} times" in page


def test_phases_that_are_over_or_deleted_are_said_and_begin_nothing_for_ever(room: Room, live: str) -> None:
    address = f"/admin/insights/{live}"
    room.execute("UPDATE phase SET closes_at = now() - interval '1 second'")
    assert 'data-reason="insights-over"' in room.browser().get(address)
    room.do("upkeep", {})
    assert room.waiting() == []
    words = {row.said for row in room.execute("SELECT said FROM insights_saying")}
    assert words
    room.execute("DELETE FROM phase WHERE id = :id", id=room.mine.phase.id)
    assert 'data-reason="insights-empty"' in room.browser().get(address)
    page = room.browser().get(f"{address}/runs/1/themes")
    assert "24 texts of this run were withdrawn" in page
    assert not [word for word in words if f">{word}<" in page or f"{word}, " in page]
    room.do("forget", {})
    assert room.execute("SELECT said FROM insights_saying") == []
    room.do("upkeep", {})
    assert room.waiting() == []


def test_an_analysis_that_was_empty_begins_with_the_first_text(room: Room) -> None:
    room.mine.post(None, "Taken back", "Never mind.")
    key = room.analysis()
    room.execute("UPDATE contribution SET withdrawn_at = now()")
    switch(room, key, live=True)
    assert 'data-reason="insights-underway"' in room.browser().get(f"/admin/insights/{key}")
    room.work()
    assert newest(room).inputs == 0
    room.mine.post(None, *NEW)
    room.work()
    room.do("upkeep", {})
    assert "run" in room.work()
    assert (newest(room).number, newest(room).inputs) == (2, 1)
    room.mine.post(None, *RIDE)
    room.work()
    assert len(places(room)) == 2


def test_a_model_that_cannot_be_read_takes_nothing_in_until_the_next_run_makes_it_anew(
    room: Room, live: str, caplog: pytest.LogCaptureFixture
) -> None:
    room.execute("UPDATE insights_model SET data = substring(data FOR length(data) - 1)")
    for number in range(3):
        room.mine.post(None, f"{NEW[0]} {number}", NEW[1])
    room.work()
    assert "a byte of it changed" in caplog.text
    assert len(places(room)) == 24
    room.do("upkeep", {})
    assert "run" in room.work(), "three that wait are much"
    assert len(places(room)) == 27


def test_one_analysis_that_cannot_be_kept_does_not_hold_up_the_others(
    room: Room, live: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "told", lambda *_given: None)
    other = room.finished(title="Another one").split("/")[3]
    switch(room, other, live=True)
    room.work()
    room.execute("UPDATE insights_run SET settings = '{}' WHERE analysis_id = :id", id=live)  # nobody's doing
    room.mine.post(None, *NEW)
    room.do("upkeep", {})
    assert f"analysis {live} can't be kept up to date" in caplog.text
    late = "SELECT r.analysis_id FROM insights_item i JOIN insights_run r ON r.id = run_id WHERE folded_at IS NOT NULL"
    assert [str(row.analysis_id) for row in room.execute(late)] == [other]
