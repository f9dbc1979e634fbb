# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Fixtures of the rooms' tests."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.hookspecs.methods import Action, Capability, NoSettings, ParticipationMethod, PhaseInfo, Who
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.models import Project
from folkmoot.projects.services import Projects
from folkmoot.projects.services.rules import ActionRules
from folkmoot.search.services import Search
from folkmoot.testing import Town

Opened = list[tuple[str, str]]


class AskSettings(BaseModel):
    """Settings with something to get wrong."""

    model_config = ConfigDict(extra="forbid")

    cap: int = Field(3, ge=1, le=10)


class Ask(ParticipationMethod):
    """A method of these tests: people may ask and like; it notes what it is told."""

    id = "ask"
    title = "Ask"
    Settings = AskSettings
    actions = (
        Action("ask", "Ask", Who.REGISTERED, begins=True),
        Action("like", "Like", Who.EVERYONE),
        Action("tidy", "Tidy", Who.STAFF),
    )
    capabilities = frozenset({Capability.CONTRIBUTIONS})

    def __init__(self) -> None:
        self.heard: list[tuple[str, PhaseInfo]] = []
        self.fails_on: set[str] = set()
        self.fixed: set[uuid.UUID] = set()

    def frozen(self, db: Session, phase_id: uuid.UUID) -> bool:
        return phase_id in self.fixed

    def opened(self, db: Session, phase: PhaseInfo) -> None:
        self._hear("opened", phase)

    def closed(self, db: Session, phase: PhaseInfo) -> None:
        self._hear("closed", phase)

    def _hear(self, verb: str, phase: PhaseInfo) -> None:
        if phase.title.get("en") in self.fails_on:
            raise RuntimeError("this phase fails on purpose")
        self.heard.append((verb, phase))


class Tell(ParticipationMethod):
    """A method in which nothing can be done."""

    id = "tell"
    title = "Tell"
    Settings = NoSettings


class AskPlugin:
    """The plugin that brings both."""

    def __init__(self, *methods: ParticipationMethod) -> None:
        self._methods = methods

    def hook(self) -> Any:
        from types import ModuleType

        from folkmoot.hookspecs import hookimpl

        module = ModuleType("asking")
        methods = list(self._methods)

        @hookimpl
        def folkmoot_participation_methods() -> list[ParticipationMethod]:
            return methods

        module.folkmoot_participation_methods = folkmoot_participation_methods  # type: ignore[attr-defined]
        return module


@pytest.fixture
def ask() -> Ask:
    """The method that listens."""
    return Ask()


@pytest.fixture
def plugins(ask: Ask) -> Plugins:
    """A composition of one plugin."""
    return Plugins([("asking", AskPlugin(ask, Tell()).hook())])


@pytest.fixture
def projects(plugins: Plugins) -> Projects:
    """The service under test."""
    return Projects(plugins, search=Search())


@pytest.fixture
def rules(plugins: Plugins) -> ActionRules:
    """The rules under test."""
    return ActionRules(plugins)


@pytest.fixture
def now() -> datetime.datetime:
    """One moment for a whole test."""
    return datetime.datetime.now(datetime.UTC)


@pytest.fixture
def person(town: Town) -> Callable[..., CurrentAccount]:
    """Make a person as requests know them: person(role=Role.MANAGER, managed_projects=…)."""

    def make(**values: Any) -> CurrentAccount:
        row = town.account(role=values.get("role", Role.CITIZEN))
        given = {
            "id": row.id, "session_id": row.id, "display_name": row.display_name, "role": Role.CITIZEN, "locale": "en",
            "email_confirmed": True, **values,
        }  # fmt: skip
        return CurrentAccount(**given)

    return make


@pytest.fixture
def draft(town: Town) -> Project:
    """A draft with two phases."""
    project = town.project("draft", title={"en": "Secret plan"})
    for opens in (-3, 3):
        town.phase(project, "information", opens=opens, closes=opens + 2, title={"en": f"Phase {opens}"})
    return project
