# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A town with the workflow module, two projects of ideas, and people who handle them."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import text

from folkmoot.accounts.models import Account
from folkmoot.contributions.interfaces import Posted
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.interfaces import Role
from folkmoot.jobs.task_services import task_services
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

UTC = datetime.UTC


@dataclass
class Desk:
    """Two projects with an open phase each, and staff: one manager a project, two administrators."""

    town: Town
    mine: Forum = field(init=False)
    theirs: Forum = field(init=False)
    manager: Account = field(init=False)
    other_manager: Account = field(init=False)
    administrator: Account = field(init=False)
    second: Account = field(init=False)

    def __post_init__(self) -> None:
        """Make them."""
        self.mine, self.theirs = Forum(self.town), Forum(self.town)
        account = self.town.account
        self.manager = account(Role.MANAGER, (self.mine.project.id,), display_name="Mona Manager")
        self.other_manager = account(Role.MANAGER, (self.theirs.project.id,), display_name="Otto Other")
        self.administrator = account(Role.ADMINISTRATOR, display_name="Ada Admin")
        self.second = account(Role.ADMINISTRATOR, display_name="Zoe Second")

    def browser(self, who: str | Account = "administrator") -> Any:
        """A browser, signed in as one of the staff by name, or as any account."""
        return self.town.browser(getattr(self, who) if isinstance(who, str) else who)

    def execute(self, sql: str, **values: Any) -> list[Any]:
        """Rows of a statement, for figures that are counted independently of the module."""
        with self.town.session() as db:
            result = db.execute(text(sql), values)
            return list(result) if result.returns_rows else []

    def one(self, sql: str, **values: Any) -> Any:
        """The one value of a statement."""
        return self.execute(sql, **values)[0][0]

    def context(self, arguments: dict[str, Any], db: Any, now: datetime.datetime | None = None) -> TaskContext:
        """What a worker gives a task."""
        place = self.town.platform.place(self.town.host)
        assert place is not None
        registry = place.application.registry  # type: ignore[attr-defined]
        plugins, packages = registry.folkmoot_plugins, registry.folkmoot_packages
        moment = now or datetime.datetime.now(UTC)
        service = task_services(plugins, packages, registry.folkmoot_secret)
        return TaskContext(db, place.site, arguments, plugins, moment, service)

    def work(self, task: Callable[[TaskContext], None], now: datetime.datetime | None = None, **arguments: Any) -> None:
        """Run a task once, in a transaction of its own."""
        with self.town.session() as db:
            task(self.context(arguments, db, now))

    def status(self, status_class: str) -> uuid.UUID:
        """The id of the ideas' status of a class."""
        found: uuid.UUID = self.one(
            "SELECT id FROM status WHERE method = 'ideation' AND status_class = :c ORDER BY position LIMIT 1",
            c=status_class,
        )
        return found

    def letters(self) -> list[Any]:
        """Recipient, subject, text and language of every letter, oldest first."""
        return self.execute("SELECT recipient, subject, text, language FROM mail_message ORDER BY created_at, id")


@pytest.fixture
def desk(licensed_town: Town) -> Desk:
    """The module in use."""
    return Desk(licensed_town)


@pytest.fixture
def idea(desk: Desk) -> Posted:
    """An idea of a citizen in the project that the manager looks after."""
    author = desk.town.account(display_name="Cara Citizen")
    return desk.mine.post(author.id, "A bench in the park")


def submit(page: Any, button: str, value: str = "", **fields: Any) -> Any:
    """Send the form that holds a button by its text or its value, with some fields changed."""
    for form in page.forms.values():
        for candidate in form.html.find_all("button"):
            if candidate.get_text(strip=True) == button:
                for name, content in fields.items():
                    form[name.replace("__", ".")] = content
                if candidate.get("name"):
                    return form.submit(candidate["name"], value=candidate["value"], expect_errors=True)
                return form.submit(expect_errors=True)
    raise AssertionError(f"no button {button!r}")
