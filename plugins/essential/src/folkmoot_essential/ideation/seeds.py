# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Filling a demonstration town with ideas, through the services that citizens use."""

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from folkmoot.interfaces import Draft, IContributions, IDiscussion, IProjects, IReactions
from folkmoot_essential.ideation import ranking
from folkmoot_essential.ideation.demo.ideas import Comment, Idea, Status, read_ideas
from folkmoot_essential.ideation.tags import METHOD

if TYPE_CHECKING:
    from folkmoot.demo.seeding import Seeding

HOUR = datetime.timedelta(hours=1)
SPREAD = 997
"""Minutes between equal "days ago", so that things of one day keep their order and have their own time."""


@dataclass(frozen=True)
class Placed:
    """An idea in the database, as the services want the thing they act on."""

    id: uuid.UUID
    project_id: uuid.UUID
    phase_id: uuid.UUID
    method: str
    area_id: uuid.UUID | None
    topics: tuple[uuid.UUID, ...]
    posted_at: datetime.datetime


def seed(town: "Seeding") -> None:
    """All ideas of the town with their discussion, support, statuses and official replies."""
    number = 0
    for group in read_ideas(town.town.slug):
        phase_id = town.phases.get((group.project, group.phase))
        if phase_id is None:
            continue
        phase = town.service(IProjects).phase(town.db, phase_id, town.now)
        for idea in group.ideas:
            number += 1
            _add(town, phase, idea, number)
    town.db.flush()
    ranking.refresh(town.db)


def _add(town: "Seeding", phase: Any, idea: Idea, number: int) -> None:
    placed = _post(town, phase, idea, number)
    _discuss(town, placed, idea.comments, None, number)
    _support(town, placed, idea, number)
    _answer(town, placed, idea)


def _moment(town: "Seeding", days: int, number: int) -> datetime.datetime:
    """So many days ago, at a time of day that differs from thing to thing; never after now."""
    minutes = number * SPREAD % 780
    return min(town.days_ago(days + 1) + datetime.timedelta(minutes=480 + minutes), town.now - HOUR / 2)


def _post(town: "Seeding", phase: Any, idea: Idea, number: int) -> Placed:
    topics = (town.topics[idea.topic],) if idea.topic in town.topics else ()
    draft = Draft(
        title=idea.title, body=idea.text, language=idea.language, topics=topics, area_id=town.areas.get(idea.area),
        latitude=idea.point[0] if idea.point else None, longitude=idea.point[1] if idea.point else None,
        pictures=(town.picture(idea.picture),) if idea.picture else (),
    )  # fmt: skip
    when = _moment(town, idea.days_ago, number)
    posted = town.service(IContributions).post(
        town.db, phase, town.people[idea.author], draft, when, columns={"created_at": when}
    )
    return Placed(posted.id, phase.project_id, phase.id, METHOD, draft.area_id, topics, when)


def _discuss(
    town: "Seeding", placed: Placed, comments: tuple[Comment, ...], parent: uuid.UUID | None, number: int
) -> None:
    """Comments in the order of the file, a few minutes after one another."""
    for place, comment in enumerate(comments):
        when = max(_moment(town, comment.days_ago, number + place), placed.posted_at + HOUR * (place + 1) / 6)
        staff = isinstance(comment.author, str)
        written = town.service(IDiscussion).comment(
            town.db, placed, town.account(comment.author).id, comment.text, comment.language, min(when, town.now),
            parent_id=parent, official=staff,
        )  # fmt: skip
        assert isinstance(written, uuid.UUID), written
        _discuss(town, placed, comment.replies, written, number + place + 1)


def _support(town: "Seeding", placed: Placed, idea: Idea, number: int) -> None:
    """Reactions of different people, spread over the days since the idea was posted."""
    people = town.supporters(idea.support + idea.oppose, number * 37)
    age = town.now - placed.posted_at
    given = [
        (person, 1 if place < idea.support else -1, placed.posted_at + age * (place + 1) / (len(people) + 1))
        for place, person in enumerate(people)
    ]
    town.service(IReactions).bring(town.db, placed, given)


def _answer(town: "Seeding", placed: Placed, idea: Idea) -> None:
    """The status by hand, with the reply where there is one."""
    if idea.status is Status.PROPOSED and idea.official_reply is None:
        return
    service = town.service(IContributions)
    statuses = {one.status_class.value: one.id for one in service.statuses(town.db, [METHOD])}
    reply = idea.official_reply
    author = town.account(reply.author if reply else "manager").id
    when = town.days_ago(reply.days_ago) if reply else town.days_ago(max(0, idea.days_ago - 3))
    texts = {locale: text for locale, text in reply.text.items() if locale in town.site.locales} if reply else {}
    signed = (dict(town.site.name), texts) if reply else None
    refused = service.set_status(town.db, placed.id, statuses[idea.status.value], author, when, reply=signed)
    assert refused is None, refused
