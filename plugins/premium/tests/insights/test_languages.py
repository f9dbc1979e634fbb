# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A town that writes in two languages: themes that are languages are said to be, and one language can be chosen."""

import uuid

import pytest
from plugins.premium.tests.analysis.test_following import TEXTS
from plugins.premium.tests.insights.upkeeping import newest, places, switch

from folkmoot_premium.insights import following
from folkmoot_premium.insights.live import folding

from .conftest import Room, submit

SAID = "the themes mostly follow the languages"
WARNED = "The themes of the last run mostly follow the languages"


@pytest.fixture
def here(room: Room) -> str:
    """The run of an analysis of texts in two languages."""
    for language, texts in TEXTS.items():
        for text in texts:
            room.mine.post(None, text, text, language)
    return room.finished(themes="2")


def test_themes_that_are_languages_are_said_to_be_before_anybody_shows_them(room: Room, here: str) -> None:
    browser, whole = room.browser(), here.split("/runs/", maxsplit=1)[0]
    assert SAID in browser.get(f"{here}/themes")
    assert WARNED in browser.get(f"{whole}/site")
    facts = browser.get(f"{here}/record").html.select(".facts div")
    assert "100 %" in next(one.get_text() for one in facts if "tells its language" in one.get_text())
    submit(browser.get(f"{here}/themes/t01"), "Merge", into="t02")
    assert SAID not in browser.get(f"{here}/themes"), "people have put both languages together"
    assert WARNED not in browser.get(f"{whole}/site")


def test_it_is_kept_and_looking_writes_nothing(room: Room, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[uuid.UUID] = []
    real = following.measured
    monkeypatch.setattr(following, "measured", lambda db, run_id: measured.append(run_id) or real(db, run_id))
    browser, whole = room.browser(), here.split("/runs/", maxsplit=1)[0]
    kept = newest(room)
    assert kept.follows == 1000

    def shown() -> tuple[bool, bool]:
        return SAID in browser.get(f"{here}/themes"), WARNED in browser.get(f"{whole}/site")

    assert (shown(), shown(), measured) == ((True, True), (True, True), [])
    room.execute("UPDATE insights_run SET follows = NULL")
    assert (shown(), newest(room).follows) == ((True, True), None), "an old run: nothing is written"
    assert measured == [kept.id, kept.id]
    measured.clear()
    submit(browser.get(f"{here}/themes/t01"), "Merge", into="t02")
    assert (shown(), newest(room).follows, len(measured)) == ((False, False), 0, 1)
    submit(browser.get(f"{whole}/edits"), "Take the last change back")
    assert (shown(), newest(room).follows, len(measured)) == ((True, True), 1000, 2)
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE language = 'nl'")
    room.do("forget", {})
    assert (newest(room).follows, shown(), newest(room).follows) == (None, (False, False), None), "texts went"
    assert (newest(room).record, newest(room).input_hash) == (kept.record, kept.input_hash)


def test_an_analysis_of_one_language_reads_and_takes_in_no_other(room: Room, here: str) -> None:
    browser, whole = room.browser(), here.split("/runs/", maxsplit=1)[0]
    submit(browser.get(f"{whole}/settings"), "Save", only="nl")
    assert "Only texts in" in browser.get(whole)
    submit(browser.get(whole), "Run it again")
    room.work()
    assert newest(room).inputs == len(TEXTS["nl"])
    assert newest(room).settings["only"] == "nl"
    again = here.replace("/runs/1", "/runs/2")
    assert SAID not in browser.get(f"{again}/themes")
    assert "Only texts in" in browser.get(f"{again}/record")
    switch(room, whole.rpartition("/")[2], live=True)
    room.mine.post(None, "Benches in the park", "More trees there.", "en")
    room.mine.post(None, "Banken in het park", "Meer bomen daar.", "nl")
    while room.work():
        pass
    late = [uuid.UUID(one[2:]) for one, (_theme, came_later) in places(room).items() if came_later]
    assert [room.one("SELECT language FROM contribution WHERE id = :id", id=one) for one in late] == ["nl"]
    with room.town.session() as db:
        assert folding.waiting(db, uuid.UUID(whole.rpartition("/")[2]), newest(room).id) == 0
