# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Similar contributions and the word that one is published: what modules may do, and what core never lets them."""

import sys
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.bootstrap import open_platform
from folkmoot.contributions.interfaces import Draft
from folkmoot.db.server import Server
from folkmoot.interfaces import beside
from folkmoot.platform import Platform
from folkmoot.plugins import asking
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot.testing.contributions import Forum
from folkmoot.testing.plugins import Shelf

FINDER = """
from sqlalchemy import select, text as sql
from folkmoot.contributions.tables import contribution
from folkmoot.hookspecs import hookimpl
from folkmoot.hookspecs.flow import Similar

ASKED, TOLD = [], []

@hookimpl
def folkmoot_similar(db, phase, text, limit):
    ASKED.append(text)
    if text == "slow":
        db.execute(sql("SELECT pg_sleep(5)"))
    if text == "broken":
        db.execute(sql("SELECT nonsense"))
    if text == "writing":
        db.execute(sql("UPDATE contribution SET title = 'overwritten'"))
    rows = db.execute(select(contribution.c.id).order_by(contribution.c.number)).scalars()
    return [Similar(one, 0.5, ("bench",)) for one in rows][:limit] if text else []

@hookimpl
def folkmoot_contribution_published(db, jobs, contribution_id, phase_id):
    TOLD.append(contribution_id)
    db.execute(sql("SELECT nonsense" if len(TOLD) == 2 else "SELECT 1"))
    jobs.defer(db, "finder", "fold", {"id": str(contribution_id)})
"""
DEFERRED = "SELECT args->'arguments'->>'id' FROM procrastinate_jobs WHERE args->>'plugin' = 'finder' ORDER BY id"
Finder = Any


@pytest.fixture
def finding(shelf: Shelf, server: Server, settings: Settings) -> Iterator[Platform]:
    """A platform with a module that takes everything for similar."""
    shelf.add("finder", FINDER)
    platform = open_platform(settings, server, shelf.installed())
    yield platform
    platform.close()


@pytest.fixture
def forum(finding: Platform) -> Forum:
    """A town with that module."""
    return Forum(make_town(finding))


@pytest.fixture
def finder(forum: Forum) -> Finder:
    """The module itself, to see what it was asked."""
    return sys.modules["fixture_finder.plugin"]


@pytest.fixture
def find(forum: Forum) -> Callable[..., list[int]]:
    """The numbers of what is shown as similar."""

    def call(words: str = "a bench", account: CurrentAccount | None = None, limit: int = 5) -> list[int]:
        with forum.town.session() as db:
            found = forum.contributions.similar(db, account, forum.info, words, limit)
            assert db.scalar(text("SELECT 1")) == 1, "the transaction goes on"
        assert found is not None
        return [one.number for one in found]

    return call


def signed_in(town: Town, role: Role, *managed: uuid.UUID) -> CurrentAccount:
    account = town.account(role, managed)
    return CurrentAccount(account.id, uuid.uuid4(), "P", role, "en", True, frozenset(managed))


def test_only_what_the_person_may_read_is_shown(forum: Forum, find: Callable[..., list[int]]) -> None:
    author = forum.town.account()
    shown = forum.post(author.id, "Shown")
    forum.post(author.id, "Waiting for the team", screened=True)
    gone = forum.post(author.id, "Withdrawn")
    erased = forum.post(author.id, "Erased")
    with forum.town.session() as db:
        assert forum.contributions.withdraw(db, gone.id, author.id, forum.phase.opens_at) is None
        db.execute(text("UPDATE contribution SET title = '', body = '' WHERE id = :id"), {"id": erased.id})
    assert find() == [shown.number]
    assert find(limit=0) == []


def test_drafts_and_unlisted_projects_are_for_their_own_people(forum: Forum, find: Callable[..., list[int]]) -> None:
    draft, unlisted = Forum(forum.town, state="draft"), Forum(forum.town)
    with forum.town.session() as db:
        db.execute(text("UPDATE project SET listed = false WHERE id = :id"), {"id": unlisted.project.id})
    drafted, hidden = draft.post(None), unlisted.post(None)
    assert find() == []
    assert find(account=signed_in(forum.town, Role.MANAGER, draft.project.id)) == [drafted.number]
    assert find(account=signed_in(forum.town, Role.ADMINISTRATOR)) == [drafted.number, hidden.number]
    with forum.town.session() as db:
        within = unlisted.contributions.similar(db, None, unlisted.info, "a bench")
    assert [one.number for one in within or []] == [hidden.number], "who writes there knows the project"


@pytest.mark.parametrize("words", ["slow", "broken"])
def test_a_slow_or_broken_module_is_left_out_and_alone_for_a_while(
    forum: Forum, find: Callable[..., list[int]], finder: Finder, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted = forum.post(None)
    assert find(words) == []
    assert find("a bench") == [], "it isn't asked"
    assert [words] == finder.ASKED
    real = asking.time.monotonic
    monkeypatch.setattr(asking.time, "monotonic", lambda: real() + asking.PAUSE + 1)
    assert find("a bench") == [posted.number]


def test_what_a_module_writes_while_it_is_asked_is_undone(forum: Forum, find: Callable[..., list[int]]) -> None:
    posted = forum.post(None, "A bench")
    assert find("writing") == [posted.number]
    with forum.town.session() as db:
        assert db.scalar(text("SELECT title FROM contribution")) == "A bench"


def test_modules_hear_of_what_is_published_and_of_nothing_else(forum: Forum, finder: Finder) -> None:
    staff = forum.town.account(Role.ADMINISTRATOR)
    first = forum.post(None)
    second = forum.post(None)
    waiting = forum.post(None, screened=True)
    assert [first.id, second.id] == finder.TOLD
    with forum.town.session() as db:
        forum.contributions.publish(db, waiting.id, staff.id, forum.phase.opens_at)
        forum.contributions.publish(db, waiting.id, staff.id, forum.phase.opens_at)
    assert [first.id, second.id, waiting.id] == finder.TOLD
    with forum.town.session() as db:
        assert list(db.scalars(text(DEFERRED))) == [str(first.id), str(waiting.id)]
        assert db.scalar(text("SELECT count(*) FROM contribution")) == 3, "the second stands although the module failed"


def test_a_job_of_a_module_is_rolled_back_with_the_contribution(forum: Forum) -> None:
    with forum.town.session() as db:
        forum.contributions.post(db, forum.info, None, Draft("A", "B", "en"), forum.phase.opens_at)
        assert len(db.scalars(text(DEFERRED)).all()) == 1
        db.rollback()
    with forum.town.session() as db:
        assert db.scalars(text(DEFERRED)).all() == []


def test_without_such_a_module_nobody_looks(town: Town) -> None:
    forum = Forum(town)
    with town.session() as db:
        assert forum.contributions.similar(db, None, forum.info, "a bench") is None


def test_a_session_beside_stays_inside_the_town_and_outlives_the_other(town: Town, other_town: Town) -> None:
    Forum(town).post(None)
    Forum(other_town).post(None)
    with town.session() as db:
        opened = beside(db)
        db.execute(text("UPDATE contribution SET title = 'rolled back'"))
        db.rollback()
    with opened() as own:
        assert list(own.scalars(text("SELECT title FROM contribution"))) == ["A bench in the park"]
    with town.platform.database.platform() as db, pytest.raises(LookupError):
        beside(db)
