# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whatever people share, change, take back and sort, and whenever runs are made: what must always be so."""

import uuid
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plugins.premium.tests.insights.conftest import Room
from plugins.premium.tests.insights.upkeeping import NEW, RIDE, begin, edit, newest, switch
from plugins.premium.tests.inventing import invented

from folkmoot.accounts.models import Account
from folkmoot.plugins.erasure import erase_account
from folkmoot_premium.insights import editing

LIVING = "SELECT id FROM contribution WHERE published_at IS NOT NULL AND withdrawn_at IS NULL AND title || body <> ''"
ACTS = st.one_of(
    st.tuples(st.sampled_from(["publish", "withdraw", "edit", "erase", "pin", "merge", "name"]), st.integers(0, 99)),
    st.sampled_from([("upkeep", 0), ("grow", 0), ("afresh", 0)]),
)


class Story:
    """An analysis that is kept up to date, what people did to it, and where things must be because of that."""

    def __init__(self, room: Room) -> None:
        self.room, self.authors = room, list[tuple[Account, int, uuid.UUID]]()
        self.pinned: dict[str, str] = {}
        self.into: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for row in invented(18):
            room.mine.post(None, row.id, row.text)
        self.publish(0)
        self.key = uuid.UUID(room.finished().split("/")[3])
        switch(room, str(self.key), live=True)
        self.ids = set(self.standing())

    def standing(self) -> list[str]:
        """The themes of the newest finished run that stand."""
        sql = 'SELECT theme FROM insights_theme WHERE run_id = :run AND "into" = \'\' ORDER BY theme'
        return [row.theme for row in self.room.execute(sql, run=self.run())]

    def run(self) -> Any:
        return self.room.one("SELECT id FROM insights_run WHERE state = 'done' ORDER BY number DESC LIMIT 1")

    def chosen(self, number: int) -> Any:
        """A living text of those that are in the run: its item."""
        sql = f"SELECT item FROM insights_item WHERE run_id = :run AND contribution_id IN ({LIVING}) ORDER BY place"
        rows = self.room.execute(sql, run=self.run())
        return rows[number % len(rows)].item

    def publish(self, number: int) -> None:
        author = self.room.town.account()
        posted = self.room.mine.post(author.id, *(RIDE if number % 2 else NEW))
        self.authors.append((author, posted.number, posted.id))

    def withdraw(self, number: int) -> None:
        self.room.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=self.chosen(number)[2:])

    def edit(self, number: int) -> None:
        if self.authors:
            author, own, _id = self.authors[number % len(self.authors)]
            edit(self.room, author, own, *(NEW if number % 2 else RIDE))

    def erase(self, number: int) -> None:
        if self.authors:
            author, _own, key = self.authors.pop(number % len(self.authors))
            with self.room.town.session() as db:
                erase_account(db, author.id, texts=True)
            self.pinned.pop(f"c:{key}", None)

    def add(self, kind: str, **arguments: Any) -> bool:
        with self.room.town.session() as db:
            now = self.room.one("SELECT now()")
            return editing.add(db, self.key, self.room.administrator.id, now, kind, arguments) is None

    def pin(self, number: int) -> None:
        one, themes = self.chosen(number), self.standing()
        if themes and self.add("pin", items=[one], theme=themes[number % len(themes)]):
            self.pinned[one] = themes[number % len(themes)]

    def merge(self, number: int) -> None:
        themes = self.standing()
        if len(themes) > 1:
            one, into = themes[number % len(themes)], themes[(number + 1) % len(themes)]
            assert self.add("merge", themes=[one], into=into)
            self.into[one] = into

    def name(self, number: int) -> None:
        themes = self.standing()
        if themes:
            self.names[themes[number % len(themes)]] = f"Name {number}"
            assert self.add("rename", theme=themes[number % len(themes)], name=f"Name {number}")

    def upkeep(self, _number: int) -> None:
        self.room.do("upkeep", {})

    def grow(self, _number: int) -> None:
        self.again(grows=True)

    def afresh(self, _number: int) -> None:
        self.again(grows=False)

    def again(self, *, grows: bool) -> None:
        """A run, unless one is under way."""
        self.settle()
        begin(self.room, grows=grows)
        self.settle()
        assert newest(self.room).state == "done"

    def settle(self) -> None:
        """All jobs, and what they leave to others."""
        while self.room.work():
            pass

    def end_of(self, theme: str) -> str:
        """The theme that one was merged into."""
        while theme in self.into:
            theme = self.into[theme]
        return theme

    def check(self) -> None:
        """All that must be so once the jobs are done."""
        self.settle()
        run, room = self.run(), self.room
        rows = room.execute(
            f"SELECT item, theme FROM insights_item WHERE run_id = :run AND contribution_id IN ({LIVING})", run=run
        )
        themes = set(self.standing())
        assert sorted(row.item for row in rows) == sorted(f"c:{row.id}" for row in room.execute(LIVING)), "once each"
        assert {row.theme for row in rows if row.theme} <= themes, "in a theme that stands, or in none"
        void = set(newest(room).void_edits)
        place = {row.item: row.theme for row in rows}
        if not void:
            for one, theme in self.pinned.items():
                assert place.get(one, self.end_of(theme)) == self.end_of(theme), "where somebody put it"
            assert not themes & self.into.keys()
            names = {row.theme: row.name for row in room.execute(
                "SELECT theme, name FROM insights_theme WHERE run_id = :run AND name <> ''", run=run
            )}  # fmt: skip
            assert {one: name for one, name in names.items() if one in themes} == {
                one: name for one, name in self.names.items() if one in themes
            }
        self.count(Counter(place.values()), len(rows))

    def count(self, sizes: Counter[str | None], total: int) -> None:
        """What a page says, against what a statement counts."""
        number = self.room.one("SELECT number FROM insights_run WHERE id = :run", run=self.run())
        here = f"/admin/insights/{self.key}/runs/{number}/themes"
        page = self.room.browser().get(here)
        assert f"{total} text{'s' * (total != 1)}" in page.html.find("p", attrs={"role": "status"}).text
        shown = {
            row.find("a")["href"].rpartition("/")[2]: int(row.find("strong").text.split()[0])
            for row in page.html.select("ol.insights-themes > li")
        }
        assert {one: size for one, size in shown.items() if size} == {one: n for one, n in sizes.items() if one}


EVERYTHING = [
    ("merge", 0), ("publish", 0), ("name", 1), ("edit", 0), ("grow", 0), ("pin", 3), ("afresh", 0), ("erase", 0),
    ("withdraw", 7), ("publish", 1),
]  # fmt: skip


@given(st.lists(ACTS, min_size=6, max_size=10))
@example(EVERYTHING)
@settings(
    max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip
def test_whatever_happens(new_story: Any, acts: list[tuple[str, int]]) -> None:
    story = new_story()
    for name, number in acts:
        getattr(story, name)(number)
    story.check()


@pytest.fixture
def new_story(new_town: Any) -> Any:
    """A story in a town of its own."""
    from folkmoot.testing.licences import install_demonstration_licence

    def made() -> Story:
        town = new_town(host="localhost")
        install_demonstration_licence(town, "premium")
        return Story(Room(town))

    return made
