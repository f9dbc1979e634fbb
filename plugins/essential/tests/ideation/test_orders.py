# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Trending as its formula says, the ranking behind it, and that neither needs the other to be fresh."""

import datetime
import itertools
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from folkmoot.contributions.interfaces import ListQuery
from folkmoot.contributions.tables import contribution, reaction
from folkmoot.testing.contributions import Forum
from folkmoot_essential.ideation import ranking
from folkmoot_essential.ideation.orders import FRESH_FOR, ORDERS

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)

# one idea: hours since publication, hours since each like, each dislike, each comment, rejected
ideas = st.lists(
    st.tuples(
        st.integers(1, 1000),
        st.lists(st.integers(1, 900), max_size=4),
        st.lists(st.integers(1, 900), max_size=4),
        st.lists(st.integers(1, 900), max_size=3),
        st.booleans(),
    ),
    min_size=2,
    max_size=6,
)


def listed(forum: Forum, order: str, phase_id: object = None) -> list[object]:
    """The ids of a list in one order."""
    with forum.town.session() as db:
        query = ListQuery(phase_id=phase_id or forum.phase.id, order=ORDERS[order], now=NOW, day=NOW.date())  # type: ignore[arg-type]
        return [row.id for row in forum.contributions.listing(db, query).rows]


def score(published: int, likes: list[int], dislikes: list[int], comments: list[int], rejected: bool) -> Fraction:
    """The formula of research/incumbent.md, exactly."""
    ages = [published, *likes, *dislikes, *comments]
    net = len(likes) - len(dislikes)
    plain = Fraction(max(1, 1 + net)) / (Fraction(sum(ages), len(ages)) * 3600)
    pushed = net < 0 or rejected or published * HOUR > FRESH_FOR
    return -1 / plain if pushed else plain


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ideas=ideas)
def test_trending_is_the_formula(forum: Forum, ideas: list[tuple[int, list[int], list[int], list[int], bool]]) -> None:
    phase = forum.town.phase(forum.project)
    people = [forum.town.account().id for _ in range(8)]
    expected = []
    for published, likes, dislikes, comments, rejected in ideas:
        posted = forum.post(None, phase=phase, at=NOW - published * HOUR)
        with forum.town.session() as db:
            given_ones = [(1, age) for age in likes] + [(-1, age) for age in dislikes]
            for account_id, (value, age) in zip(people, given_ones, strict=False):
                values = {"contribution_id": posted.id, "account_id": account_id, "value": value}
                db.execute(insert(reaction).values(**values, created_at=NOW - age * HOUR))
            for age in comments:
                row = forum.contributions.by_number(db, posted.number)
                forum.discussion.comment(db, row, None, "x", "en", NOW - age * HOUR)
            if rejected:
                wanted = next(s for s in forum.contributions.statuses(db, ["ideation"]) if s.status_class == "rejected")
                db.execute(update(contribution).where(contribution.c.id == posted.id).values(status_id=wanted.id))
        expected.append((score(published, likes, dislikes, comments, rejected), posted.id))
    with forum.town.session() as db:
        ranking.refresh(db)
        assert ranking.drift(db) == 0
    scores = {posted_id: value for value, posted_id in expected}
    order = [scores[posted_id] for posted_id in listed(forum, "trending", phase.id)]  # type: ignore[index]
    assert len(order) == len(ideas)
    # moments are kept in whole seconds, so ideas closer than that may stand either way
    assert all(a >= b or abs(a - b) <= abs(b) / 1000 for a, b in itertools.pairwise(order))


def test_an_idea_without_a_row_is_listed_as_new_and_unsupported(forum: Forum) -> None:
    old, new = forum.post(None, at=NOW - 50 * HOUR), forum.post(None, at=NOW - HOUR)
    with forum.town.session() as db:
        ranking.refresh(db)
        db.execute(delete(ranking.RANKING).where(ranking.RANKING.c.contribution_id == new.id))
        assert ranking.drift(db) == 1
    for order in ORDERS:
        assert sorted(listed(forum, order)) == sorted([old.id, new.id])  # type: ignore[type-var]
    assert listed(forum, "trending") == [new.id, old.id]


def test_the_task_reconciles_whatever_happened_behind_its_back(forum: Forum) -> None:
    posted = [forum.post(None, at=NOW - n * HOUR) for n in range(1, 4)]
    person = forum.town.account()
    with forum.town.session() as db:
        ranking.refresh(db)
        values = {"contribution_id": posted[2].id, "account_id": person.id, "value": 1, "created_at": NOW}
        db.execute(insert(reaction).values(**values))
        forum.contributions.withdraw(db, posted[0].id, person.id, NOW)
        assert ranking.drift(db) == 1
        ranking.refresh(db)
        assert ranking.drift(db) == 0
    assert listed(forum, "popular") == [posted[2].id, posted[1].id]


def test_touching_counts_one_idea_at_once(forum: Forum) -> None:
    posted, other = forum.post(None), forum.post(None)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        forum.discussion.comment(db, row, None, "x", "en", NOW)
        ranking.touch(db, posted.id)
        kept = db.execute(select(ranking.RANKING)).all()
    assert [(one.contribution_id, one.comments) for one in kept] == [(posted.id, 1)]
    assert other.id != posted.id


def test_the_moment_of_trending_stands_still_for_five_minutes() -> None:
    moments = {ranking.moment_of_orders(NOW + datetime.timedelta(seconds=n)) for n in range(0, 600, 7)}
    assert moments == {NOW, NOW + datetime.timedelta(minutes=5)}
