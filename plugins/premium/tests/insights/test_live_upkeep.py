# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes that take in what comes, and what everybody sees of them; and what leaves both."""

import datetime
import uuid

import pytest
from plugins.premium.tests.insights.conftest import Room
from plugins.premium.tests.insights.lapsing import lapse
from plugins.premium.tests.insights.upkeeping import BIKES, NEW, RIDE, TREES, places, switch, theme_of
from plugins.premium.tests.inventing import invented
from sqlalchemy import text

from folkmoot.interfaces import IJobs
from folkmoot.plugins.erasure import erase_account
from folkmoot_premium.insights import editing, runs
from folkmoot_premium.insights.live import refitting

NOW = datetime.datetime.now(datetime.UTC)


def test_a_new_contribution_is_in_a_theme_once_the_job_of_its_transaction_has_run(room: Room, live: str) -> None:
    posted = room.mine.post(None, *NEW)
    assert [name for _key, name, _arguments in room.waiting()] == ["fold"]
    assert room.work() == ["fold"]
    assert places(room)[f"c:{posted.id}"] == (theme_of(room, TREES), True)
    page = room.browser().get(f"/admin/insights/{live}/runs/1/themes/{theme_of(room, NEW[0])}")
    assert NEW[0] in page


def test_nothing_is_deferred_where_nobody_asked_for_it_and_what_waits_is_not_taken_in(room: Room, live: str) -> None:
    room.theirs.post(None, *NEW)
    waiting = room.mine.post(room.town.account().id, *NEW, screened=True)
    assert room.waiting() == []
    room.do("upkeep", {})
    assert f"c:{waiting.id}" not in places(room)
    switch(room, live, live=False)
    room.mine.post(None, *NEW)
    assert room.waiting() == []


def test_an_edited_contribution_is_placed_anew_and_twice_changes_nothing(room: Room, live: str) -> None:
    author = room.town.account()
    posted = room.mine.post(author.id, *NEW)
    room.work()
    before = places(room)
    room.do("fold", {"analysis": live, "contribution": str(posted.id)})
    assert places(room) == before
    browser = room.town.browser(author)
    form = browser.get(f"/en/ideas/{posted.number}/edit").forms[1]
    form["title"], form["body"] = RIDE
    form.submit()
    assert room.work() == ["fold"]
    assert theme_of(room, RIDE[0]) == theme_of(room, BIKES) != theme_of(room, TREES)


def test_edits_by_people_hold_for_what_comes_later(room: Room, live: str) -> None:
    trees, bikes = theme_of(room, TREES), theme_of(room, BIKES)
    with room.town.session() as db:
        key, actor = uuid.UUID(live), room.administrator.id
        assert editing.add(db, key, actor, NOW, "merge", {"themes": [trees], "into": bikes}) is None
    room.mine.post(None, *NEW)
    room.work()
    assert theme_of(room, NEW[0]) == bikes


def test_what_came_in_without_a_word_is_found_later_and_much_of_it_begins_a_run_that_keeps_names(
    room: Room, live: str
) -> None:
    trees = theme_of(room, TREES)
    room.execute(
        "INSERT INTO contribution (tenant_id, id, project_id, phase_id, method, title, body, language, status_id,"
        " place, extra, created_at, published_at) SELECT tenant_id, gen_random_uuid(), project_id, phase_id, method,"
        " 'Trees for ' || n, body, language, status_id, '', '{}', now(), now() FROM contribution,"
        " generate_series(1, 2) AS n WHERE title = :title",
        title=TREES,
    )
    room.do("upkeep", {})
    assert sum(late for _theme, late in places(room).values()) == 2
    assert theme_of(room, "Trees for 1") == trees
    assert room.waiting() == [], "two of 24 aren't much"
    room.mine.post(None, *NEW)
    room.work()
    room.do("upkeep", {})
    assert room.work() == ["run"]
    assert room.work() == ["fold"], "for what came while it read"
    assert room.one("SELECT max(number) FROM insights_run WHERE state = 'done'") == 2
    assert not any(late for _theme, late in places(room).values())
    assert theme_of(room, NEW[0]) == trees, "the theme is known by the same id"
    room.do("upkeep", {})
    assert room.waiting() == [], "nothing has changed since"


def test_a_run_begins_in_the_night_for_any_change_and_not_twice(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.mine.post(None, *NEW)
    room.work()
    room.do("upkeep", {})
    assert room.waiting() == []
    monkeypatch.setattr(refitting, "NIGHT", range(24))
    room.do("upkeep", {})
    assert room.waiting() == [], "the last run is of today"
    room.execute("UPDATE insights_run SET ended_at = ended_at - interval '1 day'")
    room.do("upkeep", {})
    room.do("upkeep", {})
    assert [name for _key, name, _arguments in room.waiting()] == ["run"]


def test_an_erased_authors_words_leave_the_model_with_the_next_run(room: Room, live: str) -> None:
    author = room.town.account()
    for number in (1, 2):
        room.mine.post(author.id, f"Xylophonquartett {number}", "The xylophonquartett plays under the trees on Sunday.")
    with room.town.session() as db:
        row = db.execute(text("SELECT * FROM insights_analysis")).one()
        assert isinstance(runs.start(db, room.context({}, db).service(IJobs), row, None, NOW), int)
    assert "run" in room.work()
    stem = b"xylophonquartett"
    assert stem in bytes(room.one("SELECT data FROM insights_model"))
    with room.town.session() as db:
        erase_account(db, author.id, texts=True)
    room.do("upkeep", {})
    with room.town.session() as db:
        runs.start(db, room.context({}, db).service(IJobs), row, None, NOW)
    assert "run" in room.work()
    [(data, digest)] = room.execute("SELECT data, sha256 FROM insights_model")
    assert len(digest) == 64
    assert stem not in bytes(data)


def test_everybody_sees_themes_where_organisers_show_them_and_nothing_that_is_gone(room: Room, live: str) -> None:
    address, everybody = f"/en/projects/{room.mine.project.slug}", room.town.browser()
    assert "Themes so far" not in everybody.get(address)
    switch(room, live, phases=True, who="manager")
    block = everybody.get(address).html.find("section", attrs={"aria-labelledby": "themes-so-far"})
    assert "24 contributions" in block.text
    assert [one.text.strip()[-3:] for one in block.find_all("summary")] == ["(8)"] * 3
    assert "found by a program" in block.text
    links = {link["href"] for link in block.find_all("a")}
    assert links
    for link in links:
        assert everybody.get(link).status_int == 200
    number = min(int(link.rpartition("/")[2]) for link in links)
    title = room.one("SELECT title FROM contribution WHERE number = :n", n=number)
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE number = :n", n=number)
    after = everybody.get(address).html.find("section", attrs={"aria-labelledby": "themes-so-far"})
    assert "23 contributions" in after.text
    assert title not in after.text
    switch(room, live)
    assert "Themes so far" not in everybody.get(address)


def test_small_themes_are_only_counted_as_something_else(room: Room, live: str) -> None:
    switch(room, live, phases=True)
    room.execute(
        "UPDATE contribution SET withdrawn_at = now() WHERE title LIKE 'cycling-%' AND title <> :one", one=BIKES
    )
    page = room.town.browser().get(f"/en/projects/{room.mine.project.slug}")
    block = page.html.find("section", attrs={"aria-labelledby": "themes-so-far"})
    assert len(block.find_all("summary")) == 2
    assert "1 contribution is about something else." in block.text
    assert BIKES not in block.text


def test_an_analysis_of_several_projects_is_not_shown(room: Room) -> None:
    for row in invented(12):
        room.mine.post(None, row.id, row.text)
    room.theirs.post(None, *NEW)
    key = room.analysis(room.mine, room.theirs)
    room.work()
    page = room.browser().get(f"/admin/insights/{key}/site")
    assert "can’t be shown" in page
    with room.town.session() as db:  # as if the second project had been added after the switch
        db.execute(text("INSERT INTO insights_shown (tenant_id, phase_id, analysis_id) SELECT tenant_id, phase_id,"
                        " analysis_id FROM insights_source"))  # fmt: skip
    for forum in (room.mine, room.theirs):
        assert "Themes so far" not in room.town.browser().get(f"/en/projects/{forum.project.slug}")
    room.execute("DELETE FROM insights_source WHERE phase_id = :theirs", theirs=room.theirs.phase.id)
    public = room.town.browser().get(f"/en/projects/{room.mine.project.slug}")
    assert "Themes so far" not in public, "the run still has the other project's texts"


def test_the_switches_are_for_those_who_may_open_the_analysis(room: Room, live: str) -> None:
    path = f"/admin/insights/{live}/site"
    assert room.browser("other_manager").get(path, expect_errors=True).status_int == 403
    assert room.town.browser(room.town.account()).get(path, expect_errors=True).status_int == 403


def test_in_sunset_nothing_is_taken_in_and_what_is_shown_can_be_switched_off(
    room: Room, live: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(room, live, live=True, phases=True)
    address = f"/en/projects/{room.mine.project.slug}"
    with lapse(room.town, monkeypatch):
        assert "Themes so far" in room.town.browser().get(address)
        place = room.town.platform.place(room.town.host)
        assert place is not None
        plugins = place.application.registry.folkmoot_plugins  # type: ignore[attr-defined]
        assert all(plugins.tasks["insights", name].begins for name in ("fold", "upkeep"))
        switch(room, live, live=False, phases=False)
        assert "Themes so far" not in room.town.browser().get(address)
        switch(room, live, live=True)
        assert room.execute("SELECT 1 FROM insights_upkeep") == [], "nothing is begun"
