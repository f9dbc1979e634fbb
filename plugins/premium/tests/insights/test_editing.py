# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Changing themes through the pages, taking changes back, and finding them again in the next run."""

import json
import re
from typing import Any

import pytest

from folkmoot_premium.insights import members

from .conftest import SUBJECTS, Room, submit

TREES = SUBJECTS["trees"]


@pytest.fixture
def here(room: Room) -> str:
    """The newest run of an analysis of 24 ideas about three things."""
    room.fill()
    return room.finished()


def places(room: Room, run: int = 1) -> dict[str, Any]:
    sql = (
        "SELECT c.title, i.theme, i.found, i.by_hand, i.item FROM insights_item i"
        " JOIN insights_run r ON r.id = i.run_id JOIN contribution c ON c.id = i.contribution_id WHERE r.number = :run"
    )
    return {row.title: row for row in room.execute(sql, run=run)}


def exported(room: Room, here: str) -> Any:
    return json.loads(room.browser().get(f"{here}/export.json").body)


def test_a_theme_is_named_merged_and_split_and_each_is_taken_back(room: Room, here: str) -> None:
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    page = submit(browser.get(f"{here}/themes/{theme}"), "Give this name", name="  Shade &  green ").follow()
    assert "Shade &amp; green" in page
    assert "the town named it" in page
    other = next(one for one in ("t01", "t02", "t03") if one != theme)
    before = {title: row.theme for title, row in places(room).items()}
    page = submit(browser.get(f"{here}/themes/{other}"), "Merge", into=theme).follow()
    assert "Shade &amp; green" in page
    assert {row.theme for row in places(room).values()} == {"t01", "t02", "t03"} - {other}
    assert {row.by_hand for title, row in places(room).items() if before[title] == other} == {"merge"}
    assert browser.get(f"{here}/themes/{other}", status=404)
    page = submit(
        browser.get(f"{here}/themes/{theme}"), "Split", words="school playground", name="Young people"
    ).follow()
    assert "Young people" in page
    assert "2 texts" in page
    edits = here.split("/runs/", maxsplit=1)[0] + "/edits"
    assert browser.get(edits).text.count("<li value=") == 3
    for _left in range(3):
        submit(browser.get(edits), "Take the last change back")
    assert {title: row.theme for title, row in places(room).items()} == before
    assert room.one("SELECT count(*) FROM insights_theme WHERE name <> '' OR \"into\" <> '' OR NOT found") == 0
    assert "No changes yet" in browser.get(edits)


def test_what_no_keyboard_types_breaks_nothing(room: Room, here: str) -> None:
    """The database refuses the character NUL in any text."""
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    assert TREES[0] in browser.get(f"{here}/themes/{theme}?q=%00tree&language=%00")
    page = browser.get(f"{here}/themes/{theme}")
    assert "No text of this theme has one of these words." in submit(page, "Split", words="\0x", name="\0Ways").follow()
    assert "Ways of trees" in submit(page, "Give this name", name="Ways\0 of trees").follow()


def test_texts_are_moved_pinned_and_taken_out_and_stay_so_in_the_next_run(room: Room, here: str) -> None:
    browser, was = room.browser(), places(room)
    away = next(one for one in ("t01", "t02", "t03") if one != was[TREES[0]].theme)
    moved, pinned, out = (was[title].item for title in TREES[:3])
    page = submit(browser.get(f"{here}/texts/{moved}"), "Move", into=away).follow()
    assert "Moved. It stays there" in page
    submit(browser.get(f"{here}/texts/{pinned}"), "Pin here")
    page = submit(browser.get(f"{here}/texts/{out}"), "Take out").follow()
    assert "Taken out. Nothing happens to the contributions" in page
    assert "1 taken out" in browser.get(f"{here}/themes")
    assert "Somebody took it out" in browser.get(f"{here}/texts/{out}")
    listed = browser.get(f"{here}/themes/{away}?hand=yes")
    assert "1 text ·" in listed
    assert TREES[0] in listed
    room.mine.post(None, "Trees for the new quarter", "Trees: people here have asked for that for years.")
    submit(browser.get(here.split("/runs/", maxsplit=1)[0]), "Run it again")
    room.work()
    again = places(room, 2)
    assert (again[TREES[0]].theme, again[TREES[0]].by_hand) == (away, "move")
    assert (again[TREES[2]].theme, again[TREES[2]].by_hand) == (None, "exclude")
    assert again[TREES[1]].theme == was[TREES[1]].theme, "a theme keeps its id from run to run"
    compared = browser.get(here.replace("/runs/1", "/runs/2") + "/compare")
    assert "Of 24 texts that both runs have" in compared
    assert "1 are new" in compared
    moved_now = sum(again[title].theme != row.theme for title, row in places(room).items())
    assert f", {moved_now} are in another theme now" in compared
    old = browser.get(f"{here}/themes")
    assert "This is an older run" in old
    token = next(form["csrf_token"].value for form in old.forms.values() if "csrf_token" in form.fields)
    sent = {"csrf_token": token, "do": "rename", "theme": "t01", "name": "Too late"}
    assert "Only the newest finished run" in browser.post(f"{here}/edit", sent).follow()
    assert room.one("SELECT count(*) FROM insights_edit WHERE kind = 'rename'") == 0


def test_whoever_ticks_texts_stays_in_the_list_with_its_filters(room: Room, here: str) -> None:
    browser, found = room.browser(), "q=trees+people&page=1"
    page = browser.get(f"{here}/themes/all?{found}")
    page.forms["items"]["items"] = [page.forms["items"].fields["items"][0]._value]
    answer = page.forms["items"].submit("do", value="exclude")
    assert answer.location.endswith(f"/themes/all?{found}")
    assert "Taken out. Nothing happens" in answer.follow()
    answer = answer.follow().forms["items"].submit("do", value="move")
    assert "Nothing was changed" in answer.follow()
    assert answer.location.endswith(f"/themes/all?{found}")
    assert "8 texts" in browser.get(f"{here}/themes/all?q=trees+people&page=7"), "beyond the last page is the first"


def test_of_two_who_take_the_last_change_back_one_does(room: Room, here: str) -> None:
    browser, edits = room.browser(), here.split("/runs/", maxsplit=1)[0] + "/edits"
    for name in ("Shade", "Green"):
        submit(browser.get(f"{here}/themes/t01"), "Give this name", name=name)
    mine, theirs = browser.get(edits), room.browser().get(edits)
    assert "The last change is taken back." in submit(mine, "Take the last change back").follow()
    assert "isn’t the last one any more" in submit(theirs, "Take the last change back").follow()
    assert "Shade" in browser.get(f"{here}/themes/t01"), "what nobody meant to take back stands"


def test_the_program_splits_a_theme_in_a_job_and_says_so(room: Room, here: str) -> None:
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    answer = submit(browser.get(f"{here}/themes/{theme}"), "Let the program split it in two")
    assert "A worker splits this theme" in answer.follow()
    assert room.work() == ["split"]
    page = browser.get(f"{here}/themes/{theme}")
    assert "A worker splits" not in page
    assert "The program has split this theme" in page
    assert page.click("See the new theme").request.path == f"{here}/themes/e1"
    assert acts(room) == ["insights.split-asked", "insights.theme-split"]
    made = [row for row in exported(room, here)["themes"] if row["found_by"] == "person"]
    assert [row["theme"] for row in made] == ["e1"]
    assert made[0]["texts"] == sum(row.theme == "e1" for row in places(room).values()) > 0
    assert "found by the program" in browser.get(here.split("/runs/", maxsplit=1)[0] + "/edits")
    held = room.execute("SELECT said, holders FROM insights_saying WHERE theme = 'e1'")
    assert all(row.holders for row in held)


def acts(room: Room) -> list[str]:
    """What the audit log says of splits."""
    sql = "SELECT verb FROM audit_entry WHERE verb LIKE 'insights.%split%' ORDER BY serial"
    return [row.verb for row in room.execute(sql)]


def test_why_the_program_does_not_split_a_theme_is_on_its_page_and_in_the_log(room: Room, here: str) -> None:
    browser, was = room.browser(), places(room)
    theme, other = was[TREES[0]].theme, was[SUBJECTS["buses"][0]].theme
    room.execute(
        "UPDATE contribution SET title = 'Trees', body = 'More trees.' WHERE id IN"
        " (SELECT contribution_id FROM insights_item WHERE theme = :theme)", theme=theme,
    )  # fmt: skip
    submit(browser.get(f"{here}/themes/{theme}"), "Let the program split it in two")
    room.work()
    page = browser.get(f"{here}/themes/{theme}")
    assert "found no two groups in it whose words differ" in page
    assert acts(room) == ["insights.split-asked", "insights.theme-not-split"]
    submit(page, "Give this name", name="Shade")
    assert "found no two groups" not in browser.get(f"{here}/themes/{theme}"), "it isn’t that theme any more"
    room.execute(
        "UPDATE insights_item SET theme = :theme WHERE theme = :other AND place NOT IN"
        " (SELECT place FROM insights_item WHERE theme = :other ORDER BY place LIMIT 3)", theme=theme, other=other,
    )  # fmt: skip
    answer = submit(browser.get(f"{here}/themes/{other}"), "Let the program split it in two")
    assert "at least four texts" in answer.follow()
    assert room.waiting() == []
    assert room.one("SELECT count(*) FROM insights_edit WHERE kind = 'split'") == 0


def test_a_theme_of_a_run_before_is_not_split_and_that_is_said(room: Room, here: str) -> None:
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    submit(browser.get(f"{here}/themes/{theme}"), "Let the program split it in two")
    submit(browser.get(here.split("/runs/", maxsplit=1)[0]), "Run it again")
    for _key, name, arguments in reversed(room.waiting()):
        room.do(name, arguments)
    assert "the themes were changed meanwhile" in browser.get(f"{here.replace('/runs/1', '/runs/2')}/themes/{theme}")
    assert acts(room) == ["insights.split-asked", "insights.theme-not-split"]


def test_the_list_of_changes_names_themes_by_their_words(room: Room, here: str) -> None:
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    other = places(room)[SUBJECTS["buses"][0]].theme
    words = browser.get(f"{here}/themes/{other}").html.find("h1").get_text(strip=True)
    submit(browser.get(f"{here}/themes/{other}"), "Give this name", name="Ways")
    submit(browser.get(f"{here}/themes/{other}"), "Merge", into=theme)
    listed = browser.get(here.split("/runs/", maxsplit=1)[0] + "/edits")
    told = [one.get_text(" ", strip=True) for one in listed.html.select(".insights-changes > li")]
    assert f"“{words}” is called “Ways”" in told[1]
    assert "Ways →" in told[0]
    assert not any(key in one for one in told for key in (theme, other))
    submit(browser.get(f"{here}/texts/{places(room)[TREES[0]].item}"), "Take out")
    assert not re.search(r"\S<small", browser.get(here.split("/runs/", maxsplit=1)[0] + "/edits").text)


def test_words_to_split_by_are_listed_with_or_without_commas(room: Room, here: str) -> None:
    browser, theme = room.browser(), places(room)[TREES[0]].theme
    page = browser.get(f"{here}/themes/{theme}")
    assert "No text of this theme" in submit(page, "Split", words=" , ;", name="Nothing").follow()
    assert "2 texts" in submit(page, "Split", words="school, playground", name="Young people").follow()


def test_a_filter_asks_for_nothing_and_offers_what_the_texts_have(room: Room, here: str) -> None:
    """All ideas are of one phase and have no topic."""
    page = room.browser().get(f"{here}/themes/all")
    form = page.html.select_one("form[role=search]")
    assert form.has_attr("novalidate"), "or a browser wants something chosen of each"
    assert {one["name"] for one in form.select("select")} & {"phase", "file", "topic"} == set()


def test_a_sheet_is_made_of_all_that_a_filter_finds(
    room: Room, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    browser, found = room.browser(), f"{here}/themes/all?q=trees,+people"
    assert "Make a sheet of all" not in browser.get(found)
    monkeypatch.setattr(members, "PER_PAGE", 5)
    answer = submit(browser.get(found), "Make a sheet of all 8 texts found")
    assert answer.status_int == 303
    told = {row.item for row in room.execute("SELECT item FROM insights_sheet_source")}
    assert told == {places(room)[title].item for title in TREES}


def test_what_cannot_be_done_is_said_and_changes_nothing(room: Room, here: str) -> None:
    browser = room.browser()
    page = browser.get(f"{here}/themes/t01")
    token = page.forms["items"]["csrf_token"].value
    for sent, said in (
        ({"do": "rename", "theme": "t01", "name": "  "}, "Nothing was changed"),
        ({"do": "merge", "theme": "t01", "into": "t01"}, "This no longer fits"),
        ({"do": "merge", "theme": "t01", "into": "t77"}, "This no longer fits"),
        ({"do": "move", "theme": "t01", "into": "t02"}, "Nothing was changed"),
        ({"do": "move", "theme": "t01", "into": "t02", "items": "u:4711"}, "This no longer fits"),
        ({"do": "dance", "theme": "t01"}, "Nothing was changed"),
    ):
        assert said in browser.post(f"{here}/edit", {"csrf_token": token, **sent}).follow(), sent
    answer = browser.post(f"{here}/themes/t01/split", {"csrf_token": token, "words": "qqq", "name": "Q"}).follow()
    assert "No text of this theme has one of these words" in answer
    assert room.one("SELECT count(*) FROM insights_edit") == 0
    for path in (f"{here}/themes/t77", f"{here}/texts/u:1", here.replace("/runs/1", "/runs/2")):
        browser.get(path, status=404)


def test_filters_find_texts_by_word_and_day_and_take_nonsense_calmly(room: Room, here: str) -> None:
    browser = room.browser()
    assert "8 texts" in browser.get(f"{here}/themes/all?q=TREES+people")
    assert "8 texts" in browser.get(f"{here}/themes/all?q=trees,+people%3B"), "words are listed in several ways"
    assert "No text fits" in browser.get(f"{here}/themes/all?q=zeppelin")
    assert "No text fits" in browser.get(f"{here}/themes/all?to=2020-01-01")
    for query in ("from=9999-12-31&to=9999-12-31", "phase=x&area=y&page=zz", "page=99&language=xx", "status=1"):
        browser.get(f"{here}/themes/all?{query}")
