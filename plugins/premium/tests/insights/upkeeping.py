# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What tests of live upkeep do and ask again and again."""

import datetime
from typing import Any

from folkmoot.interfaces import IJobs
from folkmoot_premium.insights import runs

from .conftest import Room

BIKES, TREES = "cycling-0000", "trees-0002"
NEW = ("A new one", "Please more tree park shade bench garden flower in our street")
RIDE = ("Another one", "Please more bike lane cycle path cyclist helmet in our street")


def switch(room: Room, key: str, *, live: bool = False, phases: bool = False, who: str = "administrator") -> Any:
    """Set both switches by their form."""
    page = room.browser(who).get(f"/admin/insights/{key}/site")
    form = next(one for one in page.forms.values() if "live" in one.fields)
    form["live"] = live
    for box in form.fields.get("phases", []):
        box.checked = phases
    answer = form.submit()
    assert answer.status_int == 303, answer.text
    return answer.follow()


def places(room: Room) -> dict[str, tuple[str | None, bool]]:
    """By item of the newest run its theme, and whether it came in after the run."""
    rows = room.execute(
        "SELECT item, theme, folded_at IS NOT NULL AS late FROM insights_item WHERE run_id ="
        " (SELECT id FROM insights_run WHERE state = 'done' ORDER BY number DESC LIMIT 1)"
    )
    return {row.item: (row.theme, row.late) for row in rows}


def theme_of(room: Room, title: str) -> str | None:
    """The theme of a contribution by its title, in the newest run."""
    key = room.one("SELECT id FROM contribution WHERE title = :title", title=title)
    return places(room)[f"c:{key}"][0]


def begin(room: Room, *, grows: bool = False) -> None:
    """Begin a run of the one analysis, as somebody does, or as it does by itself."""
    with room.town.session() as db:
        row = room.execute("SELECT * FROM insights_analysis")[0]
        jobs = room.context({}, db).service(IJobs)
        started = runs.start(db, jobs, row, None, datetime.datetime.now(datetime.UTC), grows=grows)
        assert isinstance(started, int)


def newest(room: Room) -> Any:
    """The row of the run with the highest number."""
    return room.execute("SELECT * FROM insights_run ORDER BY number DESC LIMIT 1")[0]


def edit(room: Room, author: Any, number: int, title: str, body: str) -> None:
    """Change a contribution's words, as its author."""
    form = room.town.browser(author).get(f"/en/ideas/{number}/edit").forms[1]
    form["title"], form["body"] = title, body
    form.submit()


