# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The rule "verified" and its sources: the first that knows is believed, and only where the rule asks."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.access import IVerificationSource, Remedy, Verification
from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.plugins.manager import PluginRefused, Plugins
from folkmoot.projects.services import Projects
from folkmoot.projects.services.rules import ActionRules
from folkmoot.projects.services.verifications import Verifications
from folkmoot.testing import Town, count_statements

from .conftest import Ask, AskPlugin

REMEDY = Remedy("Enter the code of your letter.", "Enter the code", "somewhere", {"slug": "a"})


@implementer(IVerificationSource)
class Source:
    """A source that knows some accounts; each answer takes one statement, as a real one's does."""

    def __init__(self, source_id: str, *known: uuid.UUID, remedy: Remedy | None = None, people: int | None = None):
        self.id, self.title, self.known, self._remedy, self.people = source_id, source_id, known, remedy, people

    def verification(self, db: Session, account_id: uuid.UUID, phase: PhaseInfo) -> Verification | None:
        db.execute(text("SELECT 1"))
        return Verification(self.id, account_id.bytes) if account_id in self.known else None

    def lookup(self, db: Session, phase: PhaseInfo, text: str) -> Verification | None:
        return Verification(self.id, b"token") if text == self.id else None

    def eligible(self, db: Session, phase: PhaseInfo) -> Mapping[str, int] | None:
        return None if self.people is None else {"": self.people}

    def remedy(self, db: Session, phase: PhaseInfo) -> Remedy | None:
        return self._remedy


def plugins_with(*sources: Any) -> Plugins:
    @hookimpl
    def folkmoot_verification_sources() -> list[Any]:
        return list(sources)

    brought = SimpleNamespace(folkmoot_verification_sources=folkmoot_verification_sources)
    return Plugins([("asking", AskPlugin(Ask()).hook()), ("knowing", brought)])


@pytest.fixture
def verified_phase(town: Town, now: datetime.datetime) -> Callable[[Plugins, Session], PhaseInfo]:
    """A phase in which only verified people may ask, read anew."""
    row = town.phase(town.project(), "ask")

    def read(plugins: Plugins, db: Session) -> PhaseInfo:
        projects = Projects(plugins)
        found = projects.phase(db, row.id, now)
        assert found is not None
        ActionRules(plugins).set(db, found, "ask", Who.VERIFIED)
        db.flush()
        again = projects.phase(db, row.id, now)
        assert again is not None
        return again

    return read


def test_a_source_verifies_for_the_rule(town: Town, verified_phase: Any, person: Any, now: datetime.datetime) -> None:
    known, unknown = person(), person()
    plugins = plugins_with(Source("roll", known.id))
    with town.session() as db:
        phase, rules = verified_phase(plugins, db), ActionRules(plugins)
        assert rules.refusal(db, known, phase, "ask", now) is None
        refused = rules.refusal(db, unknown, phase, "ask", now)
        assert refused is not None
        assert (refused.code, refused.remedy_route) == ("not-verified", "")


def test_the_refusal_says_where_one_gets_verified(
    town: Town, verified_phase: Any, person: Any, now: datetime.datetime
) -> None:
    plugins = plugins_with(Source("a"), Source("b", remedy=REMEDY))
    with town.session() as db:
        refused = ActionRules(plugins).refusal(db, person(), verified_phase(plugins, db), "ask", now)
    assert refused is not None
    assert (refused.code, refused.sentence, refused.remedy) == ("not-verified", REMEDY.sentence, REMEDY.label)
    assert (refused.remedy_route, refused.remedy_params) == ("somewhere", (("slug", "a"),))


def test_a_blocked_or_unconfirmed_person_stays_out(
    town: Town, verified_phase: Any, person: Any, now: datetime.datetime
) -> None:
    blocked = person(blocked_until=now + datetime.timedelta(days=1))
    new = person(email_confirmed=False)
    plugins = plugins_with(Source("roll", blocked.id, new.id))
    with town.session() as db:
        phase, rules = verified_phase(plugins, db), ActionRules(plugins)
        codes = [rules.refusal(db, who, phase, "ask", now).code for who in (blocked, new)]  # type: ignore[union-attr]
    assert codes == ["blocked", "email-not-confirmed"]


def test_only_the_rule_verified_costs_a_statement(
    town: Town, verified_phase: Any, person: Any, now: datetime.datetime
) -> None:
    known = person()
    plugins = plugins_with(Source("roll", known.id))
    rules = ActionRules(plugins)

    def counted(db: Session, who: CurrentAccount, phase: PhaseInfo, action: str) -> int:
        with count_statements(town.platform.database.engine) as seen:
            assert rules.refusal(db, who, phase, action, now) is None
        return len(seen)

    with town.session() as db:
        phase = verified_phase(plugins, db)
        assert counted(db, known, phase, "like") == 0
        assert counted(db, known, phase, "ask") == 1
        assert counted(db, person(verified_until=now + datetime.timedelta(days=1)), phase, "ask") == 0


def test_sources_are_asked_in_the_order_of_their_ids(town: Town, verified_phase: Any, person: Any) -> None:
    known = person()
    asked = Verifications(plugins_with(Source("b", known.id, people=2), Source("a"), Source("c", known.id, people=3)))
    with town.session() as db:
        phase = verified_phase(asked.plugins, db)
        found = asked.of(db, known, phase)
        assert found == Verification("b", known.id.bytes)
        assert repr(known.id.bytes) not in repr(found)
        assert asked.lookup(db, phase, "c") == Verification("c", b"token")
        assert asked.lookup(db, phase, "nobody") is None
        assert asked.eligible(db, phase) == {"": 2}
        assert asked.remedy(db, phase) is None
        assert Verifications(plugins_with()).eligible(db, phase) is None


def test_phases_that_ask_for_verified_people_are_found_in_one_statement(
    town: Town, verified_phase: Any, now: datetime.datetime
) -> None:
    plugins = plugins_with()
    town.phase(town.project(), "ask")
    with town.session() as db:
        phase = verified_phase(plugins, db)
        with count_statements(town.platform.database.engine) as seen:
            found = Verifications(plugins).phases(db, now)
        assert [one.id for one in found] == [phase.id]
        assert len(seen) == 1


@pytest.mark.parametrize(
    ("code", "sources"),
    [("source-invalid", ("no source at all",)), ("source-taken", (Source("roll"), Source("roll")))],
)
def test_a_source_that_breaks_the_contract_refuses_its_plugin(code: str, sources: tuple[Any, ...]) -> None:
    with pytest.raises(PluginRefused) as refused:
        plugins_with(*sources)
    assert (refused.value.plugin_id, refused.value.code) == ("knowing", code)
