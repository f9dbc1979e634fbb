# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The index of texts in a process: many threads, bounded memory, and what it does when something goes wrong."""

import datetime
import gc
import sys
import threading
import time
import uuid
from collections.abc import Callable
from types import FunctionType, ModuleType

import pytest
from plugins.premium.tests.inventing import invented
from sqlalchemy import text

from folkmoot.interfaces import Draft, beside
from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot_premium.insights.live import collecting, collection, indexes
from folkmoot_premium.insights.live.collection import Collection
from folkmoot_premium.insights.live.indexes import Indexes
from folkmoot_premium.insights.live.suggesting import suggest


def filled(town: Town, number: int) -> Forum:
    """A project with so many ideas."""
    forum = Forum(town)
    for row in invented(number):
        forum.post(None, row.id, row.text)
    return forum


def ready(kept: Indexes, forum: Forum) -> Collection:
    """The project's collection, once it is made."""
    for _ in range(200):
        with forum.town.session() as db:
            found = kept.of(db, forum.project.id)
        if found is not None:
            return found
        time.sleep(0.05)
    raise AssertionError("the index isn't made")


def test_the_request_that_asks_first_does_not_make_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    forum, makers = filled(town, 6), []

    class Noted(Collection):
        def __init__(self, *values: object) -> None:
            makers.append(threading.current_thread().name)
            super().__init__(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(indexes, "Collection", Noted)
    kept = Indexes()
    ready(kept, forum)
    ready(kept, forum)
    assert makers == ["insights-index"]


def test_many_threads_may_search_while_texts_come_and_go(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "COUNTED_EVERY", 0.0)
    forum, kept = filled(town, 30), Indexes()
    ready(kept, forum)
    faults: list[BaseException] = []
    over = threading.Event()
    with town.session() as db:
        opened = beside(db)

    def search() -> None:
        try:
            while not over.is_set():
                with opened() as own:
                    found = suggest(kept, own, forum.project.id, "more trees in the park", 5)
                    assert all(0 < one.score <= 1 and one.shared for one in found)
        except BaseException as fault:  # noqa: BLE001  # told by the main thread
            faults.append(fault)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for one in threads:
        one.start()
    for number in range(25):
        forum.post(None, f"Another tree {number}", "Please more tree park shade bench in our street")
        if number % 5 == 0:
            with town.session() as db:
                db.execute(text("DELETE FROM contribution WHERE title = :title"), {"title": f"Another tree {number}"})
    over.set()
    for one in threads:
        one.join(30)
    assert faults == []
    found = ready(kept, forum)
    with town.session() as db:
        found.refresh(db)
        count = db.scalar(text("SELECT count(*) FROM contribution"))
        known = set(db.scalars(text("SELECT id FROM contribution")))
        near = suggest(kept, db, forum.project.id, "Another tree", 100)
    assert len(found) == count == 50
    assert len(near) >= 20
    assert {one.contribution_id for one in near} <= known


def test_what_was_published_edited_or_withdrawn_is_known_at_the_next_use_without_a_count(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    forum, kept, author = filled(town, 6), Indexes(), town.account()
    found = ready(kept, forum)
    monkeypatch.setattr(collection, "COUNTED_EVERY", 1e9)
    monkeypatch.setattr(collecting, "stamp", None)
    now = datetime.datetime.now(datetime.UTC)
    posted = forum.post(author.id, "Quokkas", "Quokkas everywhere")
    hidden = forum.post(author.id, "Wombats", "Wombats everywhere", screened=True)
    assert (len(near(kept, forum, "quokkas")), len(near(kept, forum, "wombats"))) == (1, 0)
    with town.session() as db:
        forum.contributions.publish(db, hidden.id, author.id, now)
    assert near(kept, forum, "wombats") == [hidden.id]
    with town.session() as db:
        forum.contributions.edit(db, posted.id, author.id, Draft("Lanterns", "Lanterns in the harbour", "en"), now)
    assert (near(kept, forum, "quokkas"), near(kept, forum, "lanterns")) == ([], [posted.id])
    with town.session() as db:
        forum.contributions.withdraw(db, posted.id, author.id, now)
    assert near(kept, forum, "lanterns") == []
    assert len(found) == 7


def test_what_was_imported_with_an_old_date_is_found_by_the_next_count(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    forum, kept = filled(town, 6), Indexes()
    posted = forum.post(None, "Quokkas", "Quokkas everywhere")
    with town.session() as db:
        db.execute(text("UPDATE contribution SET published_at = NULL WHERE id = :id"), {"id": posted.id})
    ready(kept, forum)
    with town.session() as db:
        long_ago = "UPDATE contribution SET published_at = now() - interval '1 year' WHERE id = :id"
        db.execute(text(long_ago), {"id": posted.id})
    assert near(kept, forum, "quokkas") == []
    monkeypatch.setattr(collection, "COUNTED_EVERY", 0.0)
    assert near(kept, forum, "quokkas") == [posted.id]


def near(kept: Indexes, forum: Forum, words: str) -> list[uuid.UUID]:
    """What is suggested."""
    with forum.town.session() as db:
        return [one.contribution_id for one in suggest(kept, db, forum.project.id, words, 5)]


def test_collections_used_longest_ago_make_room(town: Town) -> None:
    kept, forums = Indexes(most_texts=20), [filled(town, 9) for _ in range(3)]
    first, second = ready(kept, forums[0]), ready(kept, forums[1])
    assert ready(kept, forums[0]) is first
    ready(kept, forums[2])
    assert ready(kept, forums[0]) is first
    assert ready(kept, forums[1]) is not second


def test_a_project_with_too_many_texts_has_none_and_is_not_tried_all_the_time(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    forum, kept = filled(town, 6), Indexes(most_texts=5)
    for _ in range(3):
        with town.session() as db:
            assert kept.of(db, forum.project.id, wait=5) is None
    assert caplog.text.count("can't be kept") == 1


def test_two_towns_share_nothing(town: Town, other_town: Town) -> None:
    forum, kept = filled(town, 6), Indexes()
    ready(kept, forum)
    with other_town.session() as db:
        kept.of(db, forum.project.id, wait=5)
        found = kept.of(db, forum.project.id)
        assert found is not None
        assert len(found) == 0, "the other town has no such project"


def test_what_leaves_no_trace_is_found_when_all_texts_are_compared(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    forum, kept = filled(town, 6), Indexes()
    found = ready(kept, forum)
    with town.session() as db:
        db.execute(text("UPDATE contribution SET title = 'Quokkas', body = '' WHERE title = 'trees-0002'"))
    found = ready(kept, forum)
    assert found.nearest("quokkas", 5) == []
    monkeypatch.setattr(collection, "CHECKED_EVERY", 0.0)
    assert until(lambda: len(ready(kept, forum).nearest("quokkas", 5)) == 1)


def test_many_that_come_at_once_are_taken_in_off_the_request(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "MOST_AT_ONCE", 3)
    forum, kept = filled(town, 6), Indexes()
    ready(kept, forum)
    for number in range(5):
        forum.post(None, f"Quokka number {number}", "A zoo")
    with town.session() as db:
        found = kept.of(db, forum.project.id)
    assert found is not None
    assert until(lambda: len(found.nearest("quokka", 9)) == 5)


def test_erased_texts_are_let_go_of(town: Town) -> None:
    forum, kept = filled(town, 6), Indexes()
    posted = forum.post(None, "Quokkas", "Quokkas everywhere")
    found = ready(kept, forum)
    assert until(lambda: found.nearest("quokkas", 1) != [] or not ready(kept, forum))
    with town.session() as db:
        db.execute(text("UPDATE contribution SET title = '', body = '' WHERE id = :id"), {"id": posted.id})
        assert suggest(kept, db, forum.project.id, "quokkas", 5) == []
    assert found.nearest("quokkas", 1) == [], "the look that found it wrong has put it right"
    assert isinstance(posted.id, uuid.UUID)


def test_no_worker_keeps_an_erased_author_s_words(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the first use after twenty seconds, whatever is searched for then, and wherever the process keeps texts."""
    forum, kept, author, word = filled(town, 12), Indexes(), town.account(), f"zeppelin{uuid.uuid4().hex}"
    for number in range(3):
        forum.post(author.id, f"A {word} {number}", f"Please more {word} in our street")
    ready(kept, forum)
    with town.session() as db:
        assert len(suggest(kept, db, forum.project.id, f"a {word}", 5)) == 3
    assert told_by(kept, word), "the look itself sees it"
    with town.session() as db:
        erase_account(db, author.id, texts=True)
    monkeypatch.setattr(collection, "SWEPT_EVERY", 0.0)
    with town.session() as db:
        suggest(kept, db, forum.project.id, "more trees", 5)
    assert told_by(kept, word) == []
    with town.session() as db:
        assert kept.of(db, forum.project.id) is not None, "and an empty place is no reason to look again and again"


def told_by(kept: Indexes, word: str) -> list[str]:
    """Every string with a word in it that the index, or a cache or table of the edition's modules, holds on to."""
    found, seen = list[str](), set[int]()
    modules = [one for name, one in sys.modules.items() if name.startswith("folkmoot_premium")]
    stack: list[object] = [kept, *(value for one in modules for value in vars(one).values() if keeps(value))]
    while stack:
        one = stack.pop()
        if isinstance(one, str) and word in one:
            found.append(one)
        elif id(one) not in seen and not isinstance(one, (ModuleType, type, FunctionType, str, bytes)):
            seen.add(id(one))
            stack += gc.get_referents(one)
    return found


def keeps(value: object) -> bool:
    """Whether a name of a module can gather things: a cache's or a container's."""
    return hasattr(value, "cache_info") or isinstance(value, (dict, list, set))


def until(right: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not right():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
