# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Lists: filters, orders whose pages never overlap, numbers counted from rows, and few statements."""

import datetime
import uuid

import pytest
from sqlalchemy import insert

from folkmoot.contributions.interfaces import Counts, ListQuery, ReactionMode, ReactionRules
from folkmoot.contributions.orders import ORDERS
from folkmoot.contributions.tables import area, status, topic
from folkmoot.testing import Town, count_statements
from folkmoot.testing.contributions import Forum

NOW = datetime.datetime.now(datetime.UTC)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.date(2026, 11, 21)


def walk(forum: Forum, query: ListQuery) -> list[uuid.UUID]:
    """The ids of all pages one after the other."""
    found: list[uuid.UUID] = []
    with forum.town.session() as db:
        pages = forum.contributions.listing(db, query).pages
        for number in range(1, pages + 1):
            page = forum.contributions.listing(db, ListQuery(**{**query.__dict__, "page": number}))
            found += [row.id for row in page.rows]
    return found


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_pages_of_every_order_hold_each_one_once(forum: Forum, order: str) -> None:
    posted = [forum.post(None, f"Number {n}", at=NOW - HOUR * (n // 3)) for n in range(11)]
    found = walk(forum, ListQuery(phase_id=forum.phase.id, order=order, day=DAY, per_page=3))
    assert sorted(found) == sorted(one.id for one in posted)
    assert found == walk(forum, ListQuery(phase_id=forum.phase.id, order=order, day=DAY, per_page=4))


def test_random_is_the_same_all_day_for_everybody_and_another_the_next(forum: Forum) -> None:
    for _ in range(12):
        forum.post(None)
    viewer = forum.town.account()
    today = walk(forum, ListQuery(order="random", day=DAY))
    assert today == walk(forum, ListQuery(order="random", day=DAY, viewer_id=viewer.id, per_page=5))
    others = {tuple(walk(forum, ListQuery(order="random", day=DAY + datetime.timedelta(n)))) for n in range(1, 8)}
    assert len(others) == 7
    assert tuple(today) not in others


def test_newest_oldest_most_supported_and_most_comments(forum: Forum) -> None:
    people = [forum.town.account() for _ in range(3)]
    a, b, c = (forum.post(None, at=NOW - HOUR * n) for n in (3, 2, 1))
    rules = ReactionRules(ReactionMode.LIKES_AND_DISLIKES)
    with forum.town.session() as db:
        rows = {one.id: forum.contributions.by_number(db, one.number) for one in (a, b, c)}
        for person in people:
            forum.reactions.react(db, rows[b.id], person.id, 1, rules, NOW)
            forum.reactions.react(db, rows[c.id], person.id, -1, rules, NOW)
        for _ in range(2):
            forum.discussion.comment(db, rows[a.id], people[0].id, "Yes", "en", NOW)
        gone = forum.discussion.comment(db, rows[c.id], None, "No", "en", NOW)
        assert isinstance(gone, uuid.UUID)
    expected = {
        "newest": [c, b, a], "oldest": [a, b, c], "popular": [b, a, c], "commented": [a, c, b],
    }  # fmt: skip
    for order, wanted in expected.items():
        assert walk(forum, ListQuery(order=order)) == [one.id for one in wanted], order


def test_numbers_of_a_list_are_those_of_the_rows(forum: Forum) -> None:
    people = [forum.town.account() for _ in range(5)]
    posted = forum.post(None)
    rules = ReactionRules(ReactionMode.LIKES_AND_DISLIKES)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        for person in people:
            forum.reactions.react(db, row, person.id, 1 if person is not people[0] else -1, rules, NOW)
        forum.discussion.comment(db, row, people[0].id, "Yes", "en", NOW)
        (listed,) = forum.contributions.listing(db, ListQuery(viewer_id=people[0].id)).rows
        detail = forum.contributions.by_number(db, posted.number, people[1].id)
    assert (listed.likes, listed.dislikes, listed.mine, listed.comments) == (4, 1, -1, 1)
    assert Counts(detail.likes, detail.dislikes, detail.mine) == Counts(4, 1, 1)


def test_filters_any_topic_area_status_author_and_words(forum: Forum) -> None:
    author = forum.town.account()
    with forum.town.session() as db:
        green, water = (
            db.execute(
                insert(topic)
                .values(slug=slug, title={"en": slug}, icon="leaf", tone="green", position=0)
                .returning(topic.c.id)
            ).scalar_one()
            for slug in ("green", "water")
        )
        north = db.execute(
            insert(area).values(slug="north", title={"en": "North"}, outline=[], position=0).returning(area.c.id)
        ).scalar_one()
    a = forum.post(author.id, "Trees", topics=(green,), area_id=north)
    b = forum.post(None, "Fountain", topics=(water, green))
    c = forum.post(None, "Benches")
    with forum.town.session() as db:
        accepted = next(s for s in forum.contributions.statuses(db, ["ideation"]) if s.status_class == "accepted")
        forum.contributions.set_status(db, c.id, accepted.id, author.id, NOW)
    cases = [
        (ListQuery(topics=(green,)), {a, b}),
        (ListQuery(topics=(water,)), {b}),
        (ListQuery(topics=(green, water)), {a, b}),
        (ListQuery(area_id=north), {a}),
        (ListQuery(statuses=(accepted.id,)), {c}),
        (ListQuery(author_id=author.id), {a}),
        (ListQuery(text="fountains", language="en"), {b}),
        (ListQuery(text="trees -fountain"), {a}),
        (ListQuery(project_id=forum.project.id, methods=("ideation",)), {a, b, c}),
        (ListQuery(methods=("poll",)), set()),
        (ListQuery(topics=(green,), area_id=north, text="tree"), {a}),
        (ListQuery(topics=(uuid.uuid4(),)), set()),
    ]
    for query, wanted in cases:
        assert set(walk(forum, query)) == {one.id for one in wanted}, query


def test_ideas_of_drafts_are_listed_only_where_asked_for(town: Town) -> None:
    forum = Forum(town, state="draft")
    forum.post(None)
    with town.session() as db:
        assert forum.contributions.listing(db, ListQuery()).total == 0
        assert forum.contributions.listing(db, ListQuery(drafts=True)).total == 1


def test_a_page_beyond_the_last_is_empty_and_knows_the_total(forum: Forum) -> None:
    forum.post(None)
    with forum.town.session() as db:
        page = forum.contributions.listing(db, ListQuery(page=9))
    assert (page.rows, page.total, page.pages) == ([], 1, 1)


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_a_list_takes_two_statements_and_one_of_them_two(forum: Forum, order: str) -> None:
    viewer = forum.town.account()
    posted = [forum.post(viewer.id) for _ in range(3)]
    with forum.town.session() as db:
        with count_statements(forum.town.platform.database.engine) as seen:
            forum.contributions.listing(db, ListQuery(order=order, viewer_id=viewer.id))
        assert len(seen) == 2
        with count_statements(forum.town.platform.database.engine) as seen:
            forum.contributions.by_number(db, posted[0].number, viewer.id)
        assert len(seen) == 1


def test_every_status_that_a_row_has_is_the_towns(forum: Forum) -> None:
    posted = forum.post(None)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        assert db.execute(status.select().where(status.c.id == row.status_id)).one().method == "ideation"
