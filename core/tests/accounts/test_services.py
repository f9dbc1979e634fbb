# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Roles, projects and blocking: what administrators may do, and what nobody may."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from zope.interface.verify import verifyObject

from folkmoot.accounts.interfaces import CurrentAccount, IAccounts, IAccountSessions, NewAccount, Role
from folkmoot.accounts.models import Account, AccountSession, AttemptCount, EmailCode, ProjectManager
from folkmoot.accounts.services import Accounts, one_time_link
from folkmoot.accounts.sessions import AccountSessions
from folkmoot.accounts.tasks import tidy
from folkmoot.audit.models import AuditEntry
from folkmoot.audit.services import Audit
from folkmoot.hookspecs.operations import TaskContext
from folkmoot.testing import count_statements

UTC = datetime.UTC
DAY = datetime.timedelta(days=1)


@pytest.fixture
def accounts():
    return Accounts(Audit())


def acting(account):
    return CurrentAccount(account.id, uuid.uuid4(), account.display_name, Role(account.role), "en", True)


def test_services_are_what_their_interfaces_say(accounts):
    assert verifyObject(IAccounts, accounts)
    assert verifyObject(IAccountSessions, AccountSessions())


def test_a_second_account_for_an_address_is_none(town, accounts):
    new = NewAccount("one@person.example", "One", "en", None)
    with town.session() as db:
        assert accounts.create(db, new) is not None
        assert accounts.create(db, new) is None
        assert db.scalar(select(func.count()).select_from(Account)) == 1
        assert accounts.by_email(db, " ONE@person.example ") is not None


def test_roles_are_given_and_logged(town, accounts):
    boss, person = town.account("administrator"), town.account()
    with town.session() as db:
        assert accounts.set_role(db, acting(boss), person.id, Role.MANAGER) is None
        entry = db.scalars(select(AuditEntry)).one()
        assert (entry.actor, entry.verb, entry.subject_id) == (boss.id, "account.role-changed", person.id)
        assert entry.details == {"from": "citizen", "to": "manager"}
        assert accounts.by_id(db, person.id).role == "manager"
        assert accounts.set_role(db, acting(boss), uuid.uuid4(), Role.MANAGER).code == "account-not-found"


def test_only_operators_make_operators(town, accounts):
    boss, operator = town.account("administrator"), town.account("operator")
    with town.session() as db:
        assert accounts.set_role(db, acting(boss), boss.id, Role.OPERATOR).code == "operators-only"
        assert accounts.set_role(db, acting(boss), operator.id, Role.CITIZEN).code == "operators-only"
        assert accounts.set_role(db, acting(operator), boss.id, Role.OPERATOR) is None
        assert accounts.set_role(db, None, boss.id, Role.ADMINISTRATOR) is None


def test_the_last_administrator_keeps_the_role(town, accounts):
    boss = town.account("administrator")
    with town.session() as db:
        assert accounts.set_role(db, acting(boss), boss.id, Role.CITIZEN).code == "last-administrator"
        assert accounts.leaving(db, accounts.by_id(db, boss.id)).code == "last-administrator"


def test_two_administrators_cannot_dismiss_each_other_at_once(town, accounts):
    first, second = town.account("administrator"), town.account("administrator")

    def dismiss(pair):
        actor, subject = pair
        with town.session() as db:
            return accounts.set_role(db, acting(actor), subject.id, Role.CITIZEN)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(dismiss, [(first, second), (second, first)]))
    assert sorted(answer.code if answer else "done" for answer in answers) == ["done", "last-administrator"]


def test_managers_look_after_projects_until_they_are_none(town, accounts):
    boss, manager, citizen = town.account("administrator"), town.account("manager"), town.account()
    one, two = town.project(), town.project()
    with town.session() as db:
        assert accounts.set_managed_projects(db, acting(boss), citizen.id, [one.id]).code == "not-manager"
        assert accounts.set_managed_projects(db, acting(boss), manager.id, [one.id, two.id]) is None
        assert accounts.set_managed_projects(db, acting(boss), manager.id, [two.id]) is None
        assert [account.id for account in accounts.managers(db, two.id)] == [manager.id]
        assert accounts.managers(db, one.id) == []
        assert accounts.set_role(db, acting(boss), manager.id, Role.CITIZEN) is None
        assert db.scalar(select(func.count()).select_from(ProjectManager)) == 0


def test_a_manager_of_a_project_is_known_by_the_session(town):
    project, other = town.project(), town.project()
    manager = town.account("manager", manages=(project.id, other.id))
    page = town.browser(manager).get("/en/account")
    assert 'href="/admin' in page.text, "staff see the way to the back office"
    assert 'href="/admin' not in town.browser(town.account()).get("/en/account").text


def test_the_list_of_people_is_searched_and_paged_in_two_statements(town, accounts):
    project = town.project()
    manager = town.account("manager", manages=(project.id,), display_name="Zoë 100% D.")
    for _ in range(5):
        town.account()
    with town.session() as db:
        with count_statements(town.platform.database.engine) as seen:
            page = accounts.page(db, limit=3)
        assert len(seen) == 2
        assert (len(page.rows), page.total) == (3, 6)
        rest = accounts.page(db, offset=3, limit=3)
        assert not {row.account.id for row in page.rows} & {row.account.id for row in rest.rows}
        found = accounts.page(db, search="zoë 100%")
        assert [(row.account.id, row.managed_projects) for row in found.rows] == [(manager.id, (project.id,))]
        assert accounts.page(db, search="%").total == 1, "signs of patterns are plain signs"
        assert accounts.page(db, search=manager.email.upper()).total == 1
        assert accounts.page(db, role=Role.MANAGER).total == 1


def test_blocking_ends_sessions_and_links(town, accounts):
    boss, person = town.account("administrator"), town.account()
    browser = town.browser(person)
    with town.session() as db:
        one_time_link(db, town.site, person.id)
        until = datetime.datetime.now(UTC) + DAY
        assert accounts.block(db, acting(boss), person.id, until) is None
    browser.get("/en/account", status=303)
    with town.session() as db:
        assert db.scalar(select(func.count()).select_from(EmailCode)) == 0
        assert accounts.block(db, acting(boss), person.id, None) is None
        assert [entry.verb for entry in db.scalars(select(AuditEntry).order_by(AuditEntry.serial))] == [
            "account.blocked", "account.unblocked",
        ]  # fmt: skip


def test_staff_and_oneself_are_not_blocked(town, accounts):
    boss, manager = town.account("administrator"), town.account("manager")
    until = datetime.datetime.now(UTC) + DAY
    with town.session() as db:
        assert accounts.block(db, acting(boss), boss.id, until).code == "oneself"
        assert accounts.block(db, acting(boss), manager.id, until).code == "staff"
        assert accounts.block(db, acting(boss), uuid.uuid4(), until).code == "account-not-found"


def test_a_blocked_accounts_session_does_not_count(town):
    person = town.account(blocked_until=datetime.datetime.now(UTC) + DAY)
    town.browser(person).get("/en/account", status=303)


def test_accounts_of_another_town_are_out_of_reach(town, other_town, accounts):
    stranger, boss = other_town.account(), town.account("administrator")
    with town.session() as db:
        assert accounts.by_id(db, stranger.id) is None
        assert accounts.by_email(db, stranger.email) is None
        assert accounts.set_role(db, acting(boss), stranger.id, Role.MANAGER).code == "account-not-found"
        with pytest.raises(LookupError):
            one_time_link(db, town.site, stranger.id)


def test_tidying_keeps_what_still_counts(town):
    person, now = town.account(), datetime.datetime.now(UTC)
    town.sign_in(person)
    with town.session() as db:
        db.add(AccountSession(account_id=person.id, token_hash=b"old", expires_at=now - DAY))
        one_time_link(db, town.site, person.id)
        db.add(EmailCode(email="x@y.example", purpose="reset", code_hash=b"old", expires_at=now - 2 * DAY))
        db.add(AttemptCount(purpose="p", who_hash=b"old", window_start=now - 2 * DAY))
        db.add(AttemptCount(purpose="p", who_hash=b"new", window_start=now))
    with town.session() as db:
        tidy(TaskContext(db, town.site, {}, None, now))
    with town.session() as db:
        for table in (AccountSession, EmailCode, AttemptCount):
            assert db.scalar(select(func.count()).select_from(table)) == 1
