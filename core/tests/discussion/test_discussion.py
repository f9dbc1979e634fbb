# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Comments: threads at any depth shown in two levels, removed ones that keep their place, reactions."""

import datetime
import uuid
from typing import Any

import pytest
from sqlalchemy import select

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.accounts.models import Account
from folkmoot.audit.models import Activity, AuditEntry
from folkmoot.contributions.interfaces import Counts
from folkmoot.security.refusals import Refusal
from folkmoot.testing import count_statements
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


class Talk:
    """One contribution and its discussion."""

    def __init__(self, forum: Forum) -> None:
        self.forum = forum
        self.posted = forum.post(None)
        with forum.town.session() as db:
            self.row = forum.contributions.by_number(db, self.posted.number)

    def say(
        self, author: Account | None, body: str, parent: uuid.UUID | None = None, minutes: float = 0, **more: Any
    ) -> uuid.UUID:
        """A comment some minutes from now."""
        with self.forum.town.session() as db:
            at = NOW + minutes * MINUTE
            author_id = author.id if author else None
            made = self.forum.discussion.comment(db, self.row, author_id, body, "en", at, parent_id=parent, **more)
        assert isinstance(made, uuid.UUID)
        return made

    def read(self, viewer: Account | None = None, order: str = "oldest", page: int = 1) -> Any:
        """A page of the discussion."""
        with self.forum.town.session() as db:
            return self.forum.discussion.thread(db, self.row.id, viewer.id if viewer else None, order, page)


@pytest.fixture
def talk(forum: Forum) -> Talk:
    """A contribution to talk about."""
    return Talk(forum)


def current(
    account: Account, role: Role = Role.CITIZEN, projects: frozenset[uuid.UUID] = frozenset()
) -> CurrentAccount:
    """The account as a request knows it."""
    return CurrentAccount(
        id=account.id,
        session_id=uuid.uuid4(),
        display_name=account.display_name,
        role=role,
        locale="en",
        email_confirmed=True,
        managed_projects=projects,
    )


def test_answers_at_any_depth_stand_under_their_top_comment(talk: Talk) -> None:
    ann, ben = talk.forum.town.account(display_name="Ann"), talk.forum.town.account(display_name="Ben")
    top = talk.say(ann, "One")
    first = talk.say(ben, "Two", top, 1)
    deep = talk.say(ann, "Three", first, 2)
    talk.say(None, "Other", minutes=3)
    page = talk.read()
    assert (page.total, page.threads) == (4, 2)
    assert [comment.body for comment in page.comments] == ["One", "Other"]
    assert [(answer.body, answer.answers_to) for answer in page.comments[0].answers] == [
        ("Two", None),
        ("Three", "Ben"),
    ]
    assert page.comments[0].answers[1].parent_id == first
    assert deep == page.comments[0].answers[1].id


def test_pages_hold_twenty_threads_in_three_orders(talk: Talk) -> None:
    person = talk.forum.town.account()
    made = [talk.say(None, f"Comment {n}", minutes=n) for n in range(23)]
    with talk.forum.town.session() as db:
        talk.forum.discussion.react(db, made[7], person.id, 1, NOW)
        assert talk.forum.discussion.page_of(db, talk.row.id, made[2], "newest") == 2
        assert talk.forum.discussion.page_of(db, talk.row.id, made[2], "oldest") == 1
    pages = [talk.read(order="newest", page=number) for number in (1, 2)]
    assert [comment.id for page in pages for comment in page.comments] == made[::-1]
    assert (pages[0].pages, pages[0].total) == (2, 23)
    assert [comment.id for comment in talk.read(order="oldest").comments] == made[:20]
    assert talk.read(order="supported").comments[0].id == made[7]
    assert talk.read(order="nonsense", page=99).page == 1


def test_a_removed_comment_keeps_its_place_without_its_words(talk: Talk) -> None:
    author, staff = talk.forum.town.account(), talk.forum.town.account("administrator")
    own, bad = talk.say(author, "Mine"), talk.say(author, "Rude", minutes=1)
    talk.say(None, "Answer", own, 2)
    boss = current(staff, Role.ADMINISTRATOR)
    with talk.forum.town.session() as db:
        service = talk.forum.discussion
        assert service.remove(db, own, current(author), NOW) is None
        refused = service.remove(db, bad, boss, NOW, "  ")
        assert isinstance(refused, Refusal)
        assert refused.code == "reason-needed"
        assert service.remove(db, bad, boss, NOW, "Insult") is None
        again = service.remove(db, bad, boss, NOW, "Insult")
        assert isinstance(again, Refusal)
        assert again.code == "comment-gone"
        assert db.scalars(select(AuditEntry.verb)).all() == ["comment.removed"]
    page = talk.read()
    shown = [(comment.state, comment.body, comment.author, comment.reason) for comment in page.comments]
    assert shown == [("author", "", None, None), ("staff", "", None, "Insult")]
    assert page.comments[0].answers[0].body == "Answer"
    assert page.total == 1


def test_others_can_neither_change_nor_remove_it(talk: Talk) -> None:
    author, other = talk.forum.town.account(), talk.forum.town.account()
    comment = talk.say(author, "Mine")
    manager = current(other, Role.MANAGER, frozenset({uuid.uuid4()}))
    with talk.forum.town.session() as db:
        service = talk.forum.discussion
        for refused in (
            service.edit(db, comment, other.id, "Theirs", NOW),
            service.remove(db, comment, current(other), NOW, "why"),
            service.remove(db, comment, manager, NOW, "of another project"),
        ):
            assert isinstance(refused, Refusal)
            assert refused.code == "comment-not-yours"
        assert service.edit(db, comment, author.id, "Mine, better", NOW) is None
    (shown,) = talk.read().comments
    assert (shown.body, shown.edited_at is not None) == ("Mine, better", True)


def test_there_is_no_answer_to_what_is_gone_or_elsewhere(talk: Talk) -> None:
    author = talk.forum.town.account()
    gone, elsewhere = talk.say(author, "Gone"), Talk(talk.forum).say(author, "There")
    with talk.forum.town.session() as db:
        talk.forum.discussion.remove(db, gone, current(author), NOW)
        for parent in (gone, elsewhere, uuid.uuid4()):
            refused = talk.forum.discussion.comment(db, talk.row, author.id, "?", "en", NOW, parent_id=parent)
            assert isinstance(refused, Refusal)
            assert refused.code == "comment-gone"


def test_reactions_to_comments_are_one_a_person_and_against_only_where_allowed(talk: Talk) -> None:
    person = talk.forum.town.account()
    comment = talk.say(None, "Hm")
    with talk.forum.town.session() as db:
        service = talk.forum.discussion
        assert (
            service.react(db, comment, person.id, 1, NOW)
            == service.react(db, comment, person.id, 1, NOW)
            == Counts(1, 0, 1)
        )
        refused = service.react(db, comment, person.id, -1, NOW)
        assert isinstance(refused, Refusal)
        assert service.react(db, comment, person.id, -1, NOW, dislikes=True) == Counts(0, 1, -1)
        assert service.take_back(db, comment, person.id) == Counts(0, 0, None)
        verbs = db.scalars(select(Activity.verb).where(Activity.account_id == person.id).order_by(Activity.id)).all()
    assert verbs == ["liked", "disliked"]
    assert talk.read(person).comments[0].mine is None


def test_an_official_comment_is_marked(talk: Talk) -> None:
    talk.say(talk.forum.town.account(), "We answer", official=True)
    assert talk.read().comments[0].official


def test_a_page_of_sixty_comments_with_answers_takes_two_statements(talk: Talk) -> None:
    person = talk.forum.town.account()
    tops = [talk.say(person, f"Comment {n}") for n in range(15)]
    for n in range(45):
        talk.say(None, f"Answer {n}", tops[n % 15])
    with talk.forum.town.session() as db, count_statements(talk.forum.town.platform.database.engine) as seen:
        page = talk.forum.discussion.thread(db, talk.row.id, person.id)
    assert len(seen) == 2
    assert page.total == 60
    assert sum(len(comment.answers) for comment in page.comments) == 45
