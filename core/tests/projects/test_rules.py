# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who may do what: every reason, in its order, and what the organiser sees."""

import datetime
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.audit.models import AuditEntry
from folkmoot.hookspecs.methods import PhaseInfo, Who
from folkmoot.projects.interfaces import Unacceptable
from folkmoot.projects.models import ActionRule, Phase, Project
from folkmoot.projects.services import Projects
from folkmoot.projects.services.rules import ActionRules
from folkmoot.security.refusals import Refusal
from folkmoot.testing import Town, count_statements

from .conftest import Ask

DAY = datetime.timedelta(days=1)
Person = Callable[..., CurrentAccount]


class Desk:
    """Asks for refusals in one town at one moment."""

    def __init__(self, town: Town, projects: Projects, rules: ActionRules, now: datetime.datetime) -> None:
        self.town, self.projects, self.rules, self.now = town, projects, rules, now

    def refusal(
        self, phase: Phase, action: str = "ask", who: CurrentAccount | None = None, later: datetime.timedelta = 0 * DAY
    ) -> Refusal | None:
        with self.town.session() as db:
            info = self.projects.phase(db, phase.id, self.now)
            assert info is not None
            return self.rules.refusal(db, who, info, action, self.now + later)

    def code(self, phase: Phase, action: str = "ask", who: CurrentAccount | None = None) -> str:
        refusal = self.refusal(phase, action, who)
        return refusal.code if refusal else "ok"

    def set(self, phase: Phase, action: str, who: Who, groups: tuple[uuid.UUID, ...] = ()) -> None:
        with self.town.session() as db:
            info = self.projects.phase(db, phase.id, self.now)
            assert info is not None
            self.rules.set(db, info, action, who, groups)


@pytest.fixture
def desk(town: Town, projects: Projects, rules: ActionRules, now: datetime.datetime) -> Desk:
    return Desk(town, projects, rules, now)


@pytest.fixture
def phase(town: Town) -> Phase:
    return town.phase(town.project(), "ask")


def test_the_thing_itself_is_asked_first(town: Town, desk: Desk, person: Person) -> None:
    draft, archived = town.project("draft"), town.project("archived")
    manager = person(role=Role.ADMINISTRATOR)
    assert desk.code(town.phase(draft, "ask"), who=manager) == "project-not-public"
    assert desk.code(town.phase(archived, "ask"), who=manager) == "project-archived"
    assert desk.code(town.phase(town.project(), "gone"), who=manager) == "module-absent"
    assert desk.code(town.phase(town.project(), "ask"), "dance", manager) == "action-unknown"
    assert desk.code(town.phase(town.project(), "ask", opens=5, closes=6), "dance") == "action-unknown"


def test_then_the_clock_before_the_person(town: Town, desk: Desk) -> None:
    refusal = desk.refusal(town.phase(town.project(), "ask", opens=1, closes=2))
    assert refusal is not None
    assert (refusal.code, refusal.next_opens_at is not None) == ("phase-not-open-yet", True)
    refusal = desk.refusal(town.phase(town.project(), "ask", opens=-2, closes=-1))
    assert refusal is not None
    assert (refusal.code, refusal.next_phase_id, refusal.next_opens_at) == ("phase-closed", None, None)


def test_a_closed_phase_names_the_next_one_with_the_same_action(town: Town, desk: Desk) -> None:
    project = town.project()
    closed = town.phase(project, "ask", opens=-9, closes=-5)
    town.phase(project, "tell", opens=1, closes=2)
    town.phase(town.project(), "ask", opens=1, closes=3)
    coming = town.phase(project, "ask", opens=4, closes=6, title={"en": "Ask again"})
    town.phase(project, "ask", opens=7, closes=None)
    refusal = desk.refusal(closed)
    assert refusal is not None
    assert (refusal.next_phase_id, refusal.next_opens_at) == (coming.id, coming.opens_at)
    assert refusal.next_title == {"en": "Ask again"}


def test_a_closed_phase_names_a_parallel_one_that_is_open(town: Town, desk: Desk) -> None:
    project = town.project()
    closed = town.phase(project, "ask", opens=-9, closes=-5)
    running = town.phase(project, "ask", opens=-8, closes=5)
    refusal = desk.refusal(closed)
    assert refusal is not None
    assert refusal.next_phase_id == running.id


def test_the_clock_decides_when_the_form_is_sent_not_when_it_was_opened(
    desk: Desk, phase: Phase, person: Person
) -> None:
    assert desk.refusal(phase, who=person()) is None
    late = desk.refusal(phase, who=person(), later=11 * DAY)
    assert late is not None
    assert late.code == "phase-closed"


def test_registered_people_are_signed_in_and_have_a_confirmed_address(desk: Desk, phase: Phase, person: Person) -> None:
    assert desk.code(phase) == "not-signed-in"
    assert desk.code(phase, who=person(email_confirmed=False)) == "email-not-confirmed"
    assert desk.code(phase, who=person()) == "ok"
    said = desk.refusal(phase, who=person(email_confirmed=False))
    assert said is not None
    assert "e-mail we sent" in said.remedy, "a letter is what comes on paper"


def test_everyone_means_visitors_too(desk: Desk, phase: Phase, person: Person) -> None:
    assert desk.code(phase, "like") == "ok"
    assert desk.code(phase, "like", person(email_confirmed=False)) == "ok"


def test_verified_people(desk: Desk, phase: Phase, person: Person) -> None:
    desk.set(phase, "ask", Who.VERIFIED)
    assert desk.code(phase, who=person()) == "not-verified"
    assert desk.code(phase, who=person(verified_until=desk.now - DAY)) == "not-verified"
    assert desk.code(phase, who=person(verified_until=desk.now + DAY)) == "ok"
    assert desk.code(phase, who=person(role=Role.ADMINISTRATOR)) == "not-verified"


def test_groups(desk: Desk, phase: Phase, person: Person) -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    desk.set(phase, "ask", Who.GROUPS, (one,))
    assert desk.code(phase, who=person(groups=frozenset({other}))) == "not-in-group"
    assert desk.code(phase, who=person(groups=frozenset({one, other}))) == "ok"


def test_staff_means_this_projects_staff(desk: Desk, phase: Phase, person: Person) -> None:
    assert desk.code(phase, "tidy", person()) == "staff-only"
    assert desk.code(phase, "tidy", person(role=Role.MANAGER)) == "staff-only"
    own = person(role=Role.MANAGER, managed_projects=frozenset({phase.project_id}))
    assert desk.code(phase, "tidy", own) == "ok"
    assert desk.code(phase, "tidy", person(role=Role.ADMINISTRATOR)) == "ok"


def test_blocked_people_come_last(desk: Desk, phase: Phase, person: Person) -> None:
    blocked = person(blocked_until=desk.now + DAY)
    assert desk.code(phase, who=blocked) == "blocked"
    assert desk.code(phase, "like", blocked) == "blocked"
    assert desk.code(phase, "tidy", blocked) == "staff-only"
    assert desk.code(phase, who=person(blocked_until=desk.now - DAY)) == "ok"


def test_no_statement_for_a_loaded_phase_and_one_for_a_bare_one(desk: Desk, phase: Phase, person: Person) -> None:
    desk.set(phase, "ask", Who.STAFF)
    citizen = person()
    with desk.town.session() as db:
        loaded = desk.projects.phase(db, phase.id, desk.now)
        assert loaded is not None
        names = PhaseInfo.__dataclass_fields__
        bare = PhaseInfo(**{name: getattr(loaded, name) for name in names})
        for info, statements in ((loaded, 0), (bare, 1)):
            with count_statements(desk.town.platform.database.engine) as seen:
                refusal = desk.rules.refusal(db, citizen, info, "ask", desk.now)
            assert refusal is not None
            assert (refusal.code, len(seen)) == ("staff-only", statements)


def test_the_table_says_every_action_and_what_is_changed(desk: Desk, phase: Phase) -> None:
    desk.set(phase, "like", Who.VERIFIED)
    with desk.town.session() as db:
        info = desk.projects.phase(db, phase.id, desk.now)
        assert info is not None
        table = desk.rules.table(db, info)
    assert [(row.action.id, row.who, row.changed) for row in table] == [
        ("ask", Who.REGISTERED, False), ("like", Who.VERIFIED, True), ("tidy", Who.STAFF, False),
    ]  # fmt: skip


def test_setting_the_default_removes_the_exception_and_each_change_is_logged_once(desk: Desk, phase: Phase) -> None:
    for who in (Who.STAFF, Who.STAFF, Who.REGISTERED, Who.REGISTERED):
        desk.set(phase, "ask", who)
    with desk.town.session() as db:
        assert db.scalar(select(func.count()).select_from(ActionRule)) == 0
        changes = db.scalars(
            select(AuditEntry).where(AuditEntry.verb == "phase.rule_changed").order_by(AuditEntry.serial)
        )
        assert [(one.details["before"], one.details["who"]) for one in changes] == [
            ("registered", "staff"), ("staff", "registered"),
        ]  # fmt: skip


def test_who_may_is_fixed_with_the_rest_of_a_frozen_phase(town: Town, desk: Desk, phase: Phase, ask: Ask) -> None:
    desk.set(phase, "like", Who.STAFF)
    ask.fixed.add(phase.id)
    for action, who in (("ask", Who.EVERYONE), ("like", Who.EVERYONE)):
        with pytest.raises(Unacceptable, match="phase-frozen"):
            desk.set(phase, action, who)
    desk.set(phase, "like", Who.STAFF)  # what is in force anyway
    desk.set(town.phase(town.project(), "ask"), "like", Who.STAFF)
    with desk.town.session() as db:
        assert db.scalars(select(ActionRule.who).where(ActionRule.phase_id == phase.id)).all() == ["staff"]
        assert db.scalar(select(func.count()).select_from(AuditEntry)) == 2


def test_an_action_the_method_does_not_know_cannot_be_ruled(desk: Desk, phase: Phase) -> None:
    with pytest.raises(ValueError, match="no action"):
        desk.set(phase, "dance", Who.EVERYONE)


def test_rules_of_another_town_do_not_count(desk: Desk, phase: Phase, other_town: Town, person: Person) -> None:
    project: Project = other_town.project()
    theirs = other_town.phase(project, "ask")
    with other_town.session() as db:
        db.add(ActionRule(phase_id=theirs.id, action="ask", who="staff"))
    assert desk.code(phase, who=person()) == "ok"
