# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A run that begins by itself grows out of the themes that there are: what is kept for that, and what isn't."""

import json
from typing import Any

from plugins.premium.tests.insights.conftest import Room, submit
from plugins.premium.tests.insights.upkeeping import NEW, begin, newest, places

from folkmoot.plugins.erasure import erase_account
from folkmoot_premium.analysis import analyse
from folkmoot_premium.insights import checking
from folkmoot_premium.insights.live.growing import kept_roots
from folkmoot_premium.insights.sources import engine_rows, inputs_of
from folkmoot_premium.insights.wishes import engine_settings

from .test_erasing import blobs, stored

STEM = "xylophonquartett"


def chosen_by(room: Room) -> str:
    """How the themes of the newest run came about, in its own record."""
    return str(json.loads(newest(room).record)["themes"]["chosen_by"])


def more(room: Room, number: int = 3, author: Any = None) -> None:
    """So many contributions more, put into the themes."""
    for one in range(number):
        room.mine.post(author, f"{NEW[0]} {one}", NEW[1])
    room.work()


def checked(room: Room, here: str) -> str:
    submit(room.browser().get(f"{here}/record"), "Check again")
    room.work()
    return str(newest(room).checked)


def test_a_run_of_its_own_accord_grows_says_so_and_is_checked_without_the_run_before(room: Room, live: str) -> None:
    before = {item: theme for item, (theme, _late) in places(room).items()}
    more(room)
    room.do("upkeep", {})
    assert room.work() == ["run"]
    here = f"/admin/insights/{live}/runs/2"
    assert chosen_by(room) == "before"
    assert (newest(room).moved, {item: theme for item, (theme, _) in places(room).items() if item in before}) == (
        0, before,
    )  # fmt: skip
    assert "0 texts are in another theme than in the run before" in room.browser().get(f"{here}/themes")
    record = room.browser().get(f"{here}/record")
    assert "grown out of the run before" in record
    assert "itself, to keep the themes up to date" in record
    assert json.loads(newest(room).record)["themes"]["grown_from"] in record
    assert "grew out of those of an earlier run" in room.browser().get(f"/admin/insights/{live}/dossier")
    room.execute("DELETE FROM insights_run WHERE number = 1")
    assert checked(room, here) == checking.SAME
    room.execute("UPDATE insights_item SET grown_from = 't02' WHERE grown_from = 't01'")
    assert checked(room, here) == checking.OTHER


def test_a_run_that_somebody_starts_is_afresh_and_so_is_one_with_other_wishes(room: Room, live: str) -> None:
    submit(room.browser().get(f"/admin/insights/{live}"), "Run it again")
    assert "run" in room.work()
    assert (chosen_by(room), newest(room).started_by_id) == ("wish", room.administrator.id)
    room.execute("UPDATE insights_analysis SET excluded = '{street}'")
    begin(room, grows=True)
    room.work()
    assert (newest(room).number, chosen_by(room)) == (3, "wish")
    begin(room, grows=True)
    room.work()
    assert (newest(room).number, chosen_by(room)) == (4, "before")


def test_after_half_of_the_texts_have_come_or_gone_themes_are_found_afresh(room: Room, live: str) -> None:
    more(room, 6)
    begin(room, grows=True)
    room.work()
    assert (newest(room).inputs, chosen_by(room)) == (30, "before")
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE title IN ('trees-0002', 'trees-0005')")
    more(room, 4)
    begin(room, grows=True)
    room.work()
    assert (newest(room).inputs, chosen_by(room)) == (32, "wish"), "10 came and 2 went of the 24 of the run afresh"


def test_what_an_erased_author_wrote_is_in_nothing_that_a_grown_run_keeps(room: Room, live: str) -> None:
    author = room.town.account()
    for number in (1, 2):
        room.mine.post(author.id, f"{STEM} {number}", f"The {STEM} plays under the trees and the shade of the park.")
    begin(room, grows=True)
    assert "run" in room.work()
    assert chosen_by(room) == "before"
    assert STEM.encode() in blobs(room)
    with room.town.session() as db:
        erase_account(db, author.id, texts=True)
    room.do("upkeep", {})
    begin(room, grows=True)
    assert "run" in room.work()
    run = newest(room)
    assert (run.number, run.inputs, chosen_by(room)) == (3, 24, "before")
    assert STEM not in stored(room)
    assert STEM.encode() not in blobs(room).lower()
    with room.town.session() as db:
        living, roots = engine_rows(inputs_of(db, run)), kept_roots(db, run.id)
    assert roots.keys() == {row.id for row in living}, "nothing of a text that is gone is grown from"
    again = analyse(living, engine_settings(run.settings), before=roots).model
    assert again is not None
    assert again.sha256 == room.one("SELECT sha256 FROM insights_model"), "made of living texts and nothing else"
