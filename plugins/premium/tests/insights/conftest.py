# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A town with the module insights, a project with ideas about three things, and people who analyse them."""

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from plugins.premium.tests.inventing import invented
from sqlalchemy import text

from folkmoot.accounts.models import Account
from folkmoot.contributions.interfaces import Posted
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.interfaces import Role
from folkmoot.jobs.task_services import task_services
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

UTC = datetime.UTC
SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "trees": (
        "More trees along the avenue", "Plant trees near the school", "Old trees in the park need care",
        "Shade from trees at the playground", "Fruit trees for the neighbourhood", "Replace the trees that were felled",
        "Trees and flowers in every street", "A forest of young trees by the river",
    ),
    "buses": (
        "A bus stop near the hospital", "More buses in the evening", "Buses that run on Sunday",
        "Cheaper bus tickets for pupils", "A bus line to the station", "Night buses at the weekend",
        "Bus lanes without parked cars", "A shelter at every bus stop",
    ),
    "library": (
        "Longer opening hours of the library", "More books for children in the library",
        "A quiet reading room in the library", "The library should lend games", "Library on wheels for villages",
        "Computers in the library need repair", "Reading evenings at the library", "Books in other languages",
    ),
}  # fmt: skip
"""Titles of ideas by what they are about."""


@dataclass
class Room:
    """Two projects with an open phase each, and staff: one manager a project, an administrator."""

    town: Town
    mine: Forum = field(init=False)
    theirs: Forum = field(init=False)
    manager: Account = field(init=False)
    other_manager: Account = field(init=False)
    administrator: Account = field(init=False)

    def __post_init__(self) -> None:
        """Make them."""
        self.mine, self.theirs = Forum(self.town), Forum(self.town)
        account = self.town.account
        self.manager = account(Role.MANAGER, (self.mine.project.id,), display_name="Mona Manager")
        self.other_manager = account(Role.MANAGER, (self.theirs.project.id,), display_name="Otto Other")
        self.administrator = account(Role.ADMINISTRATOR, display_name="Ada Admin")

    def browser(self, who: str | Account = "administrator") -> Any:
        """A browser, signed in as one of the staff by name, or as any account."""
        return self.town.browser(getattr(self, who) if isinstance(who, str) else who)

    def fill(self, forum: Forum | None = None, author: Account | None = None) -> list[Posted]:
        """The ideas of SUBJECTS, posted in a phase."""
        found = []
        for titles in SUBJECTS.values():
            for title in titles:
                body = f"{title}: people here have asked for that for years."
                found.append((forum or self.mine).post(author.id if author else None, title, body))
        return found

    def execute(self, sql: str, **values: Any) -> list[Any]:
        """Rows of a statement, for figures that are counted independently of the module."""
        with self.town.session() as db:
            result = db.execute(text(sql), values)
            return list(result) if result.returns_rows else []

    def one(self, sql: str, **values: Any) -> Any:
        """The one value of a statement."""
        return self.execute(sql, **values)[0][0]

    def context(self, arguments: dict[str, Any], db: Any) -> TaskContext:
        """What a worker gives a task."""
        place = self.town.platform.place(self.town.host)
        assert place is not None
        registry = place.application.registry  # type: ignore[attr-defined]
        plugins, packages = registry.folkmoot_plugins, registry.folkmoot_packages
        service = task_services(plugins, packages, registry.folkmoot_secret)
        return TaskContext(db, place.site, arguments, plugins, datetime.datetime.now(UTC), service)

    def waiting(self) -> list[tuple[int, str, dict[str, Any]]]:
        """The jobs of the module that wait in the queue for this town: id, task, arguments."""
        rows = self._platform(
            "SELECT id, args FROM procrastinate_jobs WHERE status = 'todo' AND args->>'plugin' = 'insights'"
            " AND args->>'tenant' = :tenant ORDER BY id"
        )
        found = [(row.id, row.args if isinstance(row.args, dict) else json.loads(row.args)) for row in rows]
        return [(key, args["task"], args["arguments"]) for key, args in found]

    def _platform(self, sql: str, **values: Any) -> list[Any]:
        with self.town.platform.database.platform() as db:
            result = db.execute(text(sql), {"tenant": str(self.town.id), **values})
            return list(result) if result.returns_rows else []

    def work(self) -> list[str]:
        """Do the jobs of the module that wait, each in a transaction of its own as a worker does; their names."""
        done = []
        for key, name, arguments in self.waiting():
            self.do(name, arguments)
            self._platform("DELETE FROM procrastinate_jobs WHERE id = :id", id=key)
            done.append(name)
        return done

    def do(self, name: str, arguments: dict[str, Any]) -> None:
        """Run one task of the module."""
        with self.town.session() as db:
            context = self.context(arguments, db)
            context.plugins.tasks["insights", name].run(context)

    def analysis(self, *forums: Forum, who: str = "administrator", **fields: str) -> str:
        """Make and start an analysis of phases (of the first project where none is named) through its form; its id."""
        page = self.browser(who).get("/admin/insights/new")
        form = page.forms[next(key for key, one in page.forms.items() if "title" in one.fields)]
        for box in form.fields["phases"]:
            box.checked = box._value in [str(one.phase.id) for one in (forums or (self.mine,))]
        for name, value in {"title": "What people want", "themes": "3", **fields}.items():
            form[name] = value
        answer = form.submit("do", value="start")
        assert answer.status_int == 303, answer.text
        return str(answer.location).split("/insights/")[1].split("/")[0]

    def finished(self, **fields: str) -> str:
        """The address of the first run of a new analysis, once its job is done."""
        key = self.analysis(**fields)
        self.work()
        state = self.execute("SELECT state, fault FROM insights_run WHERE analysis_id = :id", id=uuid.UUID(key))
        assert state[0].state == "done", state
        return f"/admin/insights/{key}/runs/1"


@pytest.fixture
def room(licensed_town: Town) -> Room:
    """The module in use."""
    return Room(licensed_town)


@pytest.fixture
def live(room: Room) -> str:
    """The id of an analysis with a finished run that is kept up to date."""
    from plugins.premium.tests.insights.upkeeping import switch  # it needs Room

    for row in invented(24):
        room.mine.post(None, row.id, row.text)
    key = room.finished().split("/")[3]
    switch(room, key, live=True)
    room.work()
    return key


def submit(page: Any, button: str, value: str = "", **fields: Any) -> Any:
    """Send the form that holds a button by its text, with some fields changed."""
    for form in page.forms.values():
        for candidate in form.html.find_all("button"):
            if candidate.get_text(strip=True).split(":")[0] == button and (
                not value or candidate.get("value") == value
            ):
                for name, content in fields.items():
                    form[name] = content
                if candidate.get("name"):
                    return form.submit(candidate["name"], value=candidate["value"], expect_errors=True)
                return form.submit(expect_errors=True)
    raise AssertionError(f"no button {button!r}")
