# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A town full of acts, drawn by chance from a seed: everything that can be counted, and everything that can't."""

import datetime
import random
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from folkmoot.accounts.models import Account
from folkmoot.contributions.interfaces import ReactionMode, ReactionRules
from folkmoot.contributions.models import Contribution
from folkmoot.discussion.models import Comment
from folkmoot.projects.models import Area, Project, Topic
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)
RULES = ReactionRules(ReactionMode.LIKES_AND_DISLIKES)


@dataclass
class Bustle:
    """What was made."""

    town: Town
    forums: list[Forum] = field(default_factory=list)
    people: list[Account] = field(default_factory=list)
    staff: Account | None = None
    topics: list[uuid.UUID] = field(default_factory=list)
    areas: list[uuid.UUID] = field(default_factory=list)

    @property
    def projects(self) -> list[Project]:
        return [forum.project for forum in self.forums]

    @property
    def project_ids(self) -> list[uuid.UUID]:
        return [project.id for project in self.projects]


def bustle(town: Town, seed: int, *, people: int = 9, projects: int = 2, ideas: int = 12) -> Bustle:
    """Make it: the same for the same seed, but for ids."""
    dice, made = random.Random(seed), Bustle(town)
    with town.session() as db:
        topics = [Topic(slug=f"t{n}", title={"en": f"Topic {n}"}) for n in range(3)]
        areas = [Area(slug=f"a{n}", title={"en": f"Area {n}"}) for n in range(3)]
        db.add_all([*topics, *areas])
        db.flush()
        made.topics, made.areas = [one.id for one in topics], [one.id for one in areas]
    made.people = [town.account() for _ in range(people)]
    made.staff = town.account("administrator")
    for _ in range(projects):
        forum = Forum(town)
        more = town.phase(forum.project, "ideation", opens=-400, closes=None)
        made.forums.append(forum)
        for _ in range(ideas):
            _idea(made, forum, more, dice)
    _leave(made, dice)
    return made


def _moment(dice: random.Random) -> datetime.datetime:
    return NOW - datetime.timedelta(minutes=dice.randrange(60, 60 * 24 * 300))


def _idea(made: Bustle, forum: Forum, more: Any, dice: random.Random) -> None:
    at, author = _moment(dice), dice.choice(made.people)
    posted = forum.post(
        author.id, at=at, columns={"created_at": at}, phase=dice.choice([forum.phase, more]),
        topics=tuple(dice.sample(made.topics, dice.randrange(3))), area_id=dice.choice([None, *made.areas]),
        screened=dice.random() < 0.15,
    )  # fmt: skip
    with made.town.session() as db:
        subject = forum.contributions.subject(db, posted.number)
        for _ in range(dice.randrange(4)):
            _comment(made, forum, db, subject, dice)
        for person in dice.sample(made.people, dice.randrange(4)):
            _react(forum, db, subject, person, dice)
        if dice.random() < 0.15:
            forum.contributions.withdraw(db, posted.id, author.id, NOW)
        if dice.random() < 0.2:
            db.execute(
                update(Contribution).where(Contribution.id == posted.id).values(import_key=f"key-{posted.number}")
            )


def _comment(made: Bustle, forum: Forum, db: Session, subject: Any, dice: random.Random) -> None:
    official, at = dice.random() < 0.2, _moment(dice)
    assert made.staff is not None
    author = made.staff if official else dice.choice(made.people)
    written = forum.discussion.comment(db, subject, author.id, "I agree.", "en", at, official=official)
    assert isinstance(written, uuid.UUID)
    for person in dice.sample(made.people, dice.randrange(3)):
        forum.discussion.react(db, written, person.id, 1, _moment(dice))
    if dice.random() < 0.15:
        db.execute(update(Comment).where(Comment.id == written).values(removed_at=NOW, removed_by="staff"))


def _react(forum: Forum, db: Session, subject: Any, person: Account, dice: random.Random) -> None:
    forum.reactions.react(db, subject, person.id, dice.choice([1, 1, -1]), RULES, _moment(dice))
    if dice.random() < 0.15:
        forum.reactions.withdraw(db, subject, person.id, NOW)


def _leave(made: Bustle, dice: random.Random) -> None:
    """Somebody's account goes; what they did stays without a name, and the stream knows it was somebody."""
    gone = dice.choice(made.people)
    with made.town.session() as db:
        db.execute(delete(Account).where(Account.id == gone.id))
        assert db.scalar(select(Account.id).where(Account.id == gone.id)) is None
    made.people.remove(gone)
